"""Come, go, change roles, speak, take back, be erased, in any order: the record stays whole, and nobody is lost sight of.

A machine draws the acts; after each of them everything that must always hold is looked at again.
"""

from contextlib import AbstractContextManager, suppress

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.db import models, transaction
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from coproduction.privacy import erase
from facilitation.actions.contributions import contribute, take_back
from facilitation.models import Contribution, Decision, Session
from groups.actions.facilitators import facilitating
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import Parting, come_back, leave, pause
from groups.actions.roles import (
    accept_role,
    decline_role,
    end_role,
    offer_myself,
    offer_role,
    withdraw_role,
)
from groups.kinds import KINDS
from groups.models import Delivery, Invitation, Membership, Notification, Person, RoleOffer
from groups.notifications.wanting import subject_if_wanted
from groups.permissions import Permission, Role, refused
from groups.states import MembershipState, WordsAfter
from groups.transitions import Refused
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import Ask, Trace
from tests.cast import CAST, Part, join, make_group, make_person
from tests.facilitation.making import make_session
from tests.lifecycle.making import make_ask

GAP = ("no_facilitator", "no_facilitator_news")
NAMES = tuple(f"Zq{name}" for name in ("ade", "bron", "cai", "dilys", "emyr"))
WAYS_IN = ("member", "carer", "professional", "facilitator", "lead")
who = st.integers(min_value=0, max_value=len(NAMES) - 1)
roles = st.sampled_from([Role.MEMBER, Role.PROFESSIONAL, Role.FACILITATOR, Role.LEAD])


def refused_or_done() -> AbstractContextManager[None]:
    """In any order, much of what people try is refused; it only must not break anything."""
    return suppress(Refused)


class ComingAndGoing(RuleBasedStateMachine):
    """One group, and five people who may do anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.group = make_group()
        self.people = [make_person(name, f"{name}@demo.example") for name in NAMES]
        host = join(
            self.group, Part("Hari", CAST["member"].side, Role.MEMBER | Role.FACILITATOR), "h@demo.example"
        )
        lead = join(self.group, CAST["lead"], "lead@demo.example")
        self.coordinator = join(self.group, CAST["coordinator"], "coordinator@demo.example")
        self.ask: Ask = make_ask(lead, host)
        self.session: Session = make_session(self.group)
        self.record = self.counted()
        self.told = 0
        self.gap = False
        self.erased: set[str] = set()

    def teardown(self) -> None:
        try:
            for name in self.erased:
                assert not stands(name), f"{name} was erased"
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    # What they may do.

    @rule(number=who, way=st.sampled_from(WAYS_IN))
    def come(self, number: int, way: str) -> None:
        """By an invitation of the coordinator's, who may ask for a facilitator only when there is none."""
        person = self.people[number]
        if person.account is None:
            return
        from_system = way in {"professional", "lead"}
        guest = Guest(person.name, way, email=person.email, job="Nurse" if from_system else "")
        invitation = invite(guest, group=self.group, by=self.coordinator)
        with refused_or_done():
            accept(invitation, name=person.name, line="", by=person.account)

    @rule(number=who, back=st.booleans())
    def have_a_break(self, number: int, back: bool) -> None:
        if (place := self.place(number)) and place.state != MembershipState.LEFT:
            with refused_or_done():
                come_back(by=place) if back else pause(by=place)

    @rule(number=who, words=st.sampled_from(WordsAfter), tell=st.booleans())
    def go(self, number: int, words: WordsAfter, tell: bool) -> None:
        """Always possible, whoever they are and whatever they wish."""
        if (place := self.place(number)) and place.state != MembershipState.LEFT:
            parting = Parting(words=words, tell_me=tell and words == WordsAfter.KEEP, note="Goodbye")
            assert leave(by=place, parting=parting).state == MembershipState.LEFT
            self.finds_the_door_shut(place)

    @rule(first=who, second=who, role=roles, hands_over=st.booleans())
    def offer(self, first: int, second: int, role: Role, hands_over: bool) -> None:
        giver, taker = self.place(first), self.place(second)
        if giver and taker:
            with refused_or_done():
                offer_role(taker, role, hands_over=hands_over, by=giver)

    @rule(number=who, yes=st.booleans())
    def reply(self, number: int, yes: bool) -> None:
        place = self.place(number)
        for offer in RoleOffer.objects.open().filter(member=place):
            with refused_or_done():
                accept_role(offer, by=place) if yes else decline_role(offer, by=place)

    @rule(number=who)
    def volunteer(self, number: int) -> None:
        if place := self.place(number):
            with refused_or_done():
                offer_myself(by=place)

    @rule(number=who)
    def second(self, number: int) -> None:
        place = self.place(number)
        for wish in RoleOffer.objects.open().filter(by_themselves=True):
            if place:
                with refused_or_done():
                    accept_role(wish, by=place)

    @rule(number=who)
    def think_again(self, number: int) -> None:
        place = self.place(number)
        for offer in RoleOffer.objects.open().filter(offered_by=place):
            with refused_or_done():
                withdraw_role(offer, by=place)

    @rule(first=who, second=who, role=roles)
    def end(self, first: int, second: int, role: Role) -> None:
        by, whose = self.place(first), self.place(second)
        if by and whose and by.state != MembershipState.LEFT:
            with refused_or_done():
                end_role(whose, role, by=by)

    @rule()
    def the_first_facilitator_goes(self) -> None:
        host = Membership.objects.get(name="Hari")
        with refused_or_done():
            leave(by=host)

    @rule(number=who)
    def speak(self, number: int) -> None:
        place = self.place(number)
        if place and place.state == MembershipState.ACTIVE and place.may(Permission.SPEAK):
            said = contribute(self.session, words="Letters come too late.", audience="everyone", by=place)
            Trace.objects.create(group=self.group, ask=self.ask, contribution=said)

    @rule(number=who)
    def take_words_back(self, number: int) -> None:
        place = self.place(number)
        for said in Contribution.objects.filter(author=place).select_related("session", "group", "author"):
            if place:
                take_back(said, by=place)

    @rule()
    def something_comes_of_it(self) -> None:
        self.told += 1
        tell_whose_words(self.ask, f"news {self.told}")

    @rule(number=who, take_back_words=st.booleans())
    @precondition(lambda self: len(self.erased) < 2)
    def be_erased(self, number: int, take_back_words: bool) -> None:
        person = self.people[number]
        erase(person, by=None, take_back_words=take_back_words)
        person.refresh_from_db()
        self.erased.add(NAMES[number])

    # What always holds.

    @invariant()
    def one_place_for_each_person(self) -> None:
        places = list(Membership.objects.filter(group=self.group).values_list("person", flat=True))
        assert len(places) == len(set(places))

    @invariant()
    def nobody_holds_what_is_refused(self) -> None:
        for place in Membership.objects.filter(group=self.group):
            assert place.roles > 0
            assert not refused(Role(place.roles)), place.roles

    @invariant()
    def a_group_without_a_facilitator_has_told_everyone(self) -> None:
        gap = not facilitating(self.group).exists()
        news = Notification.objects.filter(kind__in=GAP, subject=str(self.group.public_id), closed_at=None)
        if not gap:
            assert not news.exists(), "the news is over"
        elif not self.gap:
            here = set(Membership.objects.active().filter(group=self.group).values_list("person", flat=True))
            told = set(Delivery.objects.filter(notification__in=news).values_list("person", flat=True))
            assert here <= told
        else:
            assert news.exists()
        self.gap = gap

    @invariant()
    def whoever_left_sees_and_gets_nothing_but_what_they_chose(self) -> None:
        for place in Membership.objects.filter(group=self.group, state=MembershipState.LEFT):
            assert not Delivery.objects.shown_to(place.person).exists()
            for delivery in Delivery.objects.filter(person=place.person, sent_at=None).with_place():
                kind = KINDS[delivery.notification.kind]
                if subject_if_wanted(delivery, kind) is not None:
                    assert kind.about_your_words
                    assert place.told_of_words

    @invariant()
    def nobody_who_left_is_asked_anything(self) -> None:
        assert not RoleOffer.objects.open().filter(member__state=MembershipState.LEFT).exists()

    @invariant()
    def the_record_is_whole(self) -> None:
        now = self.counted()
        assert all(after >= before for before, after in zip(self.record, now, strict=True))
        self.record = now
        assert Ask.objects.get(pk=self.ask.pk).to_id
        for said in Contribution.objects.filter(taken_back_at=None):
            assert said.words, "nothing is emptied but what was taken back"

    def place(self, number: int) -> Membership | None:
        places = Membership.objects.select_related("person__account", "group")
        return places.filter(group=self.group, person=self.people[number]).first()

    def counted(self) -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Contribution, Decision, Ask, Trace, Membership))

    def finds_the_door_shut(self, place: Membership) -> None:
        client = Client()
        client.force_login(place.person.account, backend=site_settings.AUTHENTICATION_BACKENDS[0])
        assert client.get(reverse("people", args=[self.group.public_id])).status_code == 404


def stands(name: str) -> list[str]:
    """Every column of the database in which a name still stands."""
    found = []
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField | models.TextField | models.JSONField):
                text = model._default_manager.annotate(as_read=Cast(column.name, models.TextField()))
                if text.filter(as_read__icontains=name).exists():
                    found.append(f"{model._meta.label}.{column.name}")
    return found


@pytest.mark.django_db
def test_any_order_of_coming_and_going_leaves_the_record_whole():
    examples = 12 if settings.default.max_examples <= 100 else 1000
    run_state_machine_as_test(
        ComingAndGoing, settings=settings(max_examples=examples, stateful_step_count=20, deadline=None)
    )


@pytest.mark.django_db
def test_the_search_for_a_name_finds_it_where_it_stands():
    """Else the machine above would prove nothing about erasure."""
    make_person("Zqade", "zqade@demo.example")
    assert {"groups.Person.name", "groups.Account.email"} <= set(stands("zqade"))
    assert Invitation.objects.count() == Person.objects.filter(name="Zqbron").count() == 0
