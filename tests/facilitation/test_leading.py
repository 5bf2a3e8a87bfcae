"""Members lead items: nobody is put down to lead without a yes, and it is handed back at any time."""

import pytest

from facilitation.actions.agenda import put_on_agenda
from facilitation.actions.having_no_say import facilitates
from facilitation.actions.leading import (
    ask_to_lead,
    hand_back_leading,
    leave_to_others,
    look_for_leader,
    offer_to_lead,
    say_no_to_leading,
    say_yes_to_leading,
)
from facilitation.models import AgendaItem, Decision
from facilitation.patterns import like_session
from groups.models import Delivery, Membership
from groups.permissions import Role
from groups.states import Channel, Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.meeting import make_item, make_session, path, words_of


@pytest.fixture
def item(facilitator: Membership) -> AgendaItem:
    return make_item(make_session(facilitator.group), "First appointments")


def now(item: AgendaItem) -> AgendaItem:
    item.refresh_from_db()
    return item


def told(person) -> list[str]:
    app = Delivery.objects.filter(person=person, channel=Channel.APP).order_by("pk")
    return list(app.values_list("notification__kind", flat=True))


def test_whoever_is_asked_does_not_lead_before_they_say_yes(item, member, facilitator, sign_in):
    ask_to_lead(item, member=member, by=facilitator)
    assert (now(item).led_by, item.asked_to_lead) == (None, member)
    assert told(member.person) == ["item_lead_asked"]
    url = path("item_lead", member.group, item)
    assert "Whoever leads an item has no say on it" in words_of(sign_in(member).get(url))
    sign_in(member).post(path("lead_yes", member.group, item))
    assert (now(item).led_by, item.asked_to_lead) == (member, None)
    assert "led by Ade" in words_of(sign_in(facilitator).get(path("session", member.group, item.session)))


def test_a_no_needs_no_reason_and_the_planners_hear_that_nobody_leads_it(item, member, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    say_no_to_leading(item, by=member)
    assert (now(item).led_by, item.asked_to_lead) == (None, None)
    assert told(facilitator.person) == ["item_lead_looking"]
    assert not Delivery.objects.needing(member.person).filter(notification__closed_at=None).exists()


def test_nobody_answers_for_somebody_who_has_an_account(item, member, carer, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    for other in (carer, facilitator):
        for act in (say_yes_to_leading, say_no_to_leading):
            with pytest.raises(Refused, match="Only the person who was asked"):
                act(item, by=other)


def test_somebody_without_an_account_says_yes_by_phone(item, facilitator, professional):
    idris = join(item.group, Part("Idris", Side.LIVED, Role.MEMBER))
    ask_to_lead(item, member=idris, by=facilitator)
    with pytest.raises(Refused):
        say_yes_to_leading(item, by=professional)
    assert say_yes_to_leading(item, by=facilitator).led_by == idris


def test_members_offer_to_lead_what_looks_for_someone(item, member, carer, facilitator, sign_in):
    page = path("session", member.group, item.session)
    with pytest.raises(Refused, match="not looking for someone"):
        offer_to_lead(item, by=member)
    look_for_leader(item, is_looking=True, by=facilitator)
    assert "We are looking for someone to lead this" in words_of(sign_in(member).get(page))
    sign_in(member).post(path("lead_offer", member.group, item))
    assert now(item).led_by == member
    with pytest.raises(Refused, match="not looking for someone"):
        offer_to_lead(item, by=carer)


def test_it_is_handed_back_at_any_time_and_the_say_returns(item, member, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    led = say_yes_to_leading(item, by=member)
    decision = Decision(group=item.group, item=led, session=item.session)
    assert facilitates(member, decision)
    AgendaItem.objects.filter(pk=item.pk).update(state="done")
    hand_back_leading(led, by=member)
    decision.item = now(item)
    assert not facilitates(member, decision)


def test_asking_somebody_else_takes_the_first_question_back(item, member, carer, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    ask_to_lead(item, member=carer, by=facilitator)
    with pytest.raises(Refused):
        say_yes_to_leading(item, by=member)
    assert not Delivery.objects.needing(member.person).filter(notification__closed_at=None).exists()
    assert say_yes_to_leading(item, by=carer).led_by == carer


def test_a_planner_who_takes_it_on_themselves_leads_it(item, facilitator):
    assert ask_to_lead(item, member=facilitator, by=facilitator).led_by == facilitator


def test_nobody_leads_a_break(facilitator, member):
    tea = make_item(make_session(facilitator.group), "Tea", purpose="break")
    with pytest.raises(Refused, match="Nobody needs to lead a break"):
        ask_to_lead(tea, member=member, by=facilitator)


def test_an_agenda_begun_from_last_time_asks_those_who_led_it(item, member, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    say_yes_to_leading(item, by=member)
    again = make_session(facilitator.group, title="Next time")
    put_on_agenda(like_session(item.session, ()).items, again, by=facilitator)
    copied = again.items.get()
    assert (copied.led_by, copied.asked_to_lead) == (None, member)


def test_changing_an_item_keeps_who_leads_it(item, member, facilitator, sign_in):
    ask_to_lead(item, member=member, by=facilitator)
    say_yes_to_leading(item, by=member)
    url = path("agenda_edit", facilitator.group, item.session, item)
    page = sign_in(facilitator).get(url)
    assert page.context["form"]["led_by"].value() == member.public_id
    form = {"title": "Changed", "purpose": "explore", "minutes": "20", "led_by": member.public_id}
    sign_in(facilitator).post(url, form)
    assert (now(item).title, item.led_by) == ("Changed", member)


def test_when_someone_leaves_what_they_would_lead_is_free_again(item, member, facilitator):
    ask_to_lead(item, member=member, by=facilitator)
    say_yes_to_leading(item, by=member)
    leave_to_others(member)
    assert now(item).led_by is None
    assert told(facilitator.person) == ["item_lead_looking"]
