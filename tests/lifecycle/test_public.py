import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.disputes import dispute
from groups.models import Group, Membership
from lifecycle.models import Answer, Ask, ClockPause
from lifecycle.states import AskState
from tests.facilitation.meeting import words_of
from tests.lifecycle.asking import ask_in
from tests.lifecycle.impact import make_approved, make_published, make_report
from tests.lifecycle.making import make_ask
from tests.pages import bare

SignIn = Callable[[Membership], Client]


def see(group: Group, client: Client | None = None) -> str:
    return (client or Client()).get(reverse("public_group", args=[group.public_id])).content.decode()


@pytest.fixture
def published(group: Group) -> Group:
    group.is_public, group.about = True, "We shape care in Northshire."
    group.save()
    return group


def test_groups_that_chose_to_be_seen_are_listed(published: Group):
    Group.objects.create(system=published.system, name="A quiet group", state="running")
    shown = Client().get(reverse("public_groups")).content.decode()
    assert "Northshire group" in shown
    assert "A quiet group" not in shown


def test_a_private_group_and_no_group_look_the_same(group: Group):
    private = Client().get(reverse("public_group", args=[group.public_id]))
    unknown = uuid4()
    nothing = Client().get(reverse("public_group", args=[unknown]))
    assert private.status_code == nothing.status_code == 404
    assert bare(private, group.public_id) == bare(nothing, unknown)


def test_a_private_report_and_no_report_look_the_same(facilitator: Membership):
    approved = make_approved(facilitator)
    Group.objects.update(is_public=True)
    kept = Client().get(reverse("public_report", args=[approved.group.public_id, approved.public_id]))
    unknown = uuid4()
    nothing = Client().get(reverse("public_report", args=[approved.group.public_id, unknown]))
    assert kept.status_code == nothing.status_code == 404
    assert bare(kept, approved.public_id) == bare(nothing, unknown)


def test_a_group_that_becomes_private_takes_its_report_along(facilitator: Membership):
    report = make_published(facilitator)
    one = [report.group.public_id, report.public_id]
    names = ("public_report", "public_report_json", "public_report_csv")
    assert all(Client().get(reverse(name, args=one)).status_code == 200 for name in names)
    Group.objects.update(is_public=False)
    assert all(Client().get(reverse(name, args=one)).status_code == 404 for name in names)


def test_the_page_lists_published_reports_alone(facilitator: Membership):
    make_published(facilitator)
    make_report(facilitator, title="Still being written")
    shown = see(facilitator.group)
    assert "Our year" in shown
    assert "Still being written" not in shown


class TestWeSaidWeDid:
    def ask(self, lead: Membership, facilitator: Membership, kind: str, **changes: object) -> Ask:
        ask = make_ask(lead, facilitator, title=f"Ask {kind}")
        reason = "The contract runs until 2028."
        Answer.objects.create(
            group=ask.group,
            ask=ask,
            number=1,
            kind=kind,
            reason=reason,
            will_do="We look at it again",
            promised_on=timezone.localdate(),
            by=lead,
        )
        Ask.objects.filter(pk=ask.pk).update(is_public=True, state="answered", **changes)
        return ask

    def test_it_shows_job_and_body_and_no_name(
        self, published: Group, lead: Membership, facilitator: Membership
    ):
        self.ask(lead, facilitator, "accepted")
        shown = see(published)
        assert "Medical Director, Northshire Board" in shown
        assert "Nair" not in shown
        assert "Dee" not in words_of(Client().get(reverse("public_group", args=[published.public_id])))

    def test_a_request_that_is_not_public_stays_inside(
        self, published: Group, lead: Membership, facilitator: Membership
    ):
        make_ask(lead, facilitator, title="Between us")
        assert "Between us" not in see(published)

    def test_a_no_is_as_plain_as_a_yes(self, published: Group, lead: Membership, facilitator: Membership):
        """The same parts in the same order, each with its reason."""
        self.ask(lead, facilitator, "accepted")
        self.ask(lead, facilitator, "not_accepted")
        cards = re.findall(r"<article.*?</article>", see(published), re.DOTALL)
        assert len(cards) == 2
        assert all("The contract runs until 2028." in card for card in cards)
        assert {"Yes, we will do this", "No"} == {
            re.search(r"<strong>(Yes[^<]*|No)</strong>", card)[1] for card in cards
        }
        no, yes = (re.sub(r">[^<]*<", "><", card) for card in cards)
        assert no == yes

    def test_what_the_group_said_at_the_end_stands_there(
        self, published: Group, lead: Membership, facilitator: Membership
    ):
        ask = self.ask(lead, facilitator, "not_accepted")
        Ask.objects.filter(pk=ask.pk).update(
            state="no_disagreed",
            closing_words="People still cannot read them.",
            closed_on="2026-03-02",
            closing_decision=ask.decision,
            next_step_on=None,
        )
        shown = see(published)
        assert "Told no. We disagree." in shown
        assert "People still cannot read them." in shown
        assert "Monday 2 March 2026" in shown

    @pytest.mark.parametrize("count", [1, 10])
    def test_the_page_asks_the_database_as_much_for_ten_as_for_one(
        self,
        published: Group,
        lead: Membership,
        facilitator: Membership,
        django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
        count: int,
    ):
        for _ in range(count):
            self.ask(lead, facilitator, "accepted")
        with django_assert_num_queries(11):
            see(published)

    def test_names_are_taken_out_of_what_was_written(
        self, published: Group, lead: Membership, facilitator: Membership, member: Membership
    ):
        """Bodies and roles, never names; also where the group or the lead wrote one."""
        Membership.objects.filter(pk=member.pk).update(name="Ade Balogun")
        Membership.objects.filter(pk=lead.pk).update(name="Dr Priya Nair")
        made = self.ask(lead, facilitator, "not_accepted", why="Ade Balogun told us of it.")
        Answer.objects.filter(ask=made).update(reason="I, Dr Priya Nair, asked the board. It said no.")
        shown = see(published)
        assert "Balogun" not in shown
        assert "Priya" not in shown
        assert "someone told us of it." in shown
        assert "I, Medical Director, asked the board. It said no." in shown

    def test_a_year_can_be_chosen(self, published: Group, lead: Membership, facilitator: Membership):
        for year in (2024, 2025):
            made = self.ask(lead, facilitator, "accepted", raised_on=f"{year}-05-01")
            Ask.objects.filter(pk=made.pk).update(title=f"Of {year}")
        where = reverse("public_group", args=[published.public_id])
        assert all(words in see(published) for words in ("Of 2024", "Of 2025"))
        chosen = Client().get(where, {"year": "2024"}).text
        assert "Of 2024" in chosen
        assert "Of 2025" not in chosen
        assert "Of 2025" in Client().get(where, {"year": "never"}).text

    def test_a_request_taken_back_and_one_that_rested_say_so(
        self, published: Group, lead: Membership, facilitator: Membership
    ):
        taken_back = ask_in(AskState.WITHDRAWN, lead, facilitator, is_public=True)
        ClockPause.objects.create(
            group=published,
            ask=taken_back,
            began_on="2026-06-01",
            until="2026-06-15",
            reason="Ade was ill.",
            decision=taken_back.decision,
        )
        shown = see(published)
        assert "Taken back by the group" in shown
        assert "We asked too soon." in shown
        assert "The group let it rest from Monday 1 June 2026 until Monday 15 June 2026." in shown
        assert "Ade was ill." not in shown, "why stays inside"

    def test_what_goes_on_names_only_requests_that_are_shown(
        self, published: Group, lead: Membership, facilitator: Membership
    ):
        ask_in(AskState.CARRIED_ON, lead, facilitator, is_public=True)
        Ask.objects.filter(title="One half").update(is_public=True)
        shown = see(published)
        assert "It goes on in: One half" in shown
        assert "The other half" not in shown


def test_a_report_whose_showing_is_disputed_waits_for_the_group(
    published: Group, facilitator: Membership, member: Membership, sign_in: SignIn
):
    """Any voter may say: that is not what we agreed. Then nobody outside reads it until that is settled."""
    report = make_published(facilitator)
    outside = reverse("public_report", args=[published.public_id, report.public_id])
    assert Client().get(outside).status_code == 200
    dispute(report.publishing_decision, reason="We wanted to read it again first", by=member)
    assert Client().get(outside).status_code == 404
    assert report.title not in Client().get(reverse("public_group", args=[published.public_id])).text
    inside = sign_in(member).get(reverse("report", args=[published.public_id, report.public_id])).text
    assert "Until the group has settled that" in inside
