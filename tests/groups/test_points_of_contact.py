"""Points of contact: the group's links into the system, held by members who said yes, kept warm by a prompt."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from coproduction.privacy import erase
from facilitation.actions.information import share_information
from facilitation.models import InformationItem
from groups.actions import points_of_contact as actions
from groups.actions.memberships import leave
from groups.files.checking import check
from groups.files.sorts import EVERY_SORT
from groups.kinds import KINDS
from groups.models import Activity, Delivery, ForumDate, Group, Membership, PointOfContact, Spoken
from groups.states import Closeness, GroupState
from groups.tasks import prompt_quiet_contacts
from groups.transitions import Refused
from lifecycle.models import Commitment
from tests.groups import a_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(facilitator: Membership) -> PointOfContact:
    added = PointOfContact(
        name="Mair Ellis", job="Board secretary", body="Northshire Board", forum="The Board"
    )
    return actions.add_contact(added, by=facilitator)


def to(name: str, contact: PointOfContact, *more: object) -> str:
    return reverse(name, args=[contact.group.public_id, contact.public_id, *more])


def spoken_ago(contact: PointOfContact, days: int, by: Membership) -> None:
    on = contact.group.today - timedelta(days=days)
    actions.log_spoken(contact, on=on, about="said hello", by=by)


def prompted(kind: str = "contact_quiet") -> set[str]:
    """Who has a message that still wants something of them."""
    open_ones = Delivery.objects.filter(
        channel="app", done_at=None, notification__kind=kind, notification__closed_at=None
    )
    return set(open_ones.values_list("person__name", flat=True))


class TestWhoHoldsTheLink:
    def test_a_member_takes_it_on_and_gives_it_up_without_a_reason(self, contact, member, sign_in):
        browser = sign_in(member)
        page = browser.post(to("contact_take", contact), follow=True)
        assert "You hold this link now" in page.text
        assert PointOfContact.objects.get().holder == member
        browser.post(to("contact_give_up", contact))
        assert PointOfContact.objects.get().holder is None
        done = set(Activity.objects.filter(person=member.person).values_list("verb", flat=True))
        assert done == {"contact.taken", "contact.given_up"}

    def test_nobody_takes_it_from_another_or_gives_it_up_for_them(self, contact, member, carer):
        actions.take_link(contact, by=member)
        with pytest.raises(Refused, match="Ade holds this link now"):
            actions.take_link(contact, by=carer)
        with pytest.raises(Refused, match="Only the person who holds"):
            actions.give_up_link(contact, by=carer)
        assert PointOfContact.objects.get().holder == member

    def test_who_is_proposed_says_yes_or_no_themselves(self, contact, member, carer, facilitator, sign_in):
        propose = to("contact_propose", contact)
        sign_in(facilitator).post(propose, {"member": member.public_id})
        assert (PointOfContact.objects.get().holder, prompted("contact_proposed")) == (None, {"Ade"})
        sign_in(member).post(to("contact_give_up", contact))
        assert (PointOfContact.objects.get().proposed_to, prompted("contact_proposed")) == (None, set())
        sign_in(facilitator).post(propose, {"member": member.public_id})
        assert prompted("contact_proposed") == {"Ade"}, "asked a second time"
        sign_in(facilitator).post(propose, {"member": carer.public_id})
        assert prompted("contact_proposed") == {"Bronwen"}
        sign_in(carer).post(to("contact_take", contact))
        assert (PointOfContact.objects.get().holder, prompted("contact_proposed")) == (carer, set())

    def test_only_someone_who_keeps_contacts_can_be_asked(self, contact, lead, facilitator, sign_in):
        page = sign_in(facilitator).post(to("contact_propose", contact), {"member": lead.public_id})
        assert "Whom do you ask? Choose one" in page.text
        assert PointOfContact.objects.get().proposed_to is None

    def test_someone_who_left_holds_nothing_any_more(self, contact, member, carer, facilitator, sign_in):
        actions.take_link(contact, by=member)
        leave(by=member)
        page = sign_in(carer).get(to("contact", contact))
        assert "Nobody yet" in page.text
        actions.take_link(contact, by=carer)
        assert PointOfContact.objects.get().holder == carer


class TestSpeaking:
    def test_one_line_is_kept_and_the_clock_begins_anew(self, contact, member, sign_in):
        today = contact.group.today
        page = sign_in(member).post(
            to("contact_spoken", contact),
            {"on": today.isoformat(), "about": "When the budget is set"},
            follow=True,
        )
        assert "Ade. When the budget is set" in page.text
        contact.refresh_from_db()
        assert (contact.spoken_on, contact.closeness) == (today, Closeness.MET_ONCE)
        assert contact.quiet_on > today + timedelta(days=88)

    def test_an_older_talk_written_down_late_does_not_turn_the_clock_back(self, contact, member):
        spoken_ago(contact, 5, member)
        spoken_ago(contact, 200, member)
        contact.refresh_from_db()
        assert contact.spoken_on == contact.group.today - timedelta(days=5)

    @pytest.mark.parametrize(("days", "about"), [(-1, "x"), (9999, "x"), (0, ""), (0, "x" * 161)])
    def test_a_day_to_come_or_no_words_is_said_beside_the_field(self, days, about, contact, member, sign_in):
        on = contact.group.today - timedelta(days=days)
        page = sign_in(member).post(to("contact_spoken", contact), {"on": on.isoformat(), "about": about})
        assert "data-error-summary" in page.text
        assert not Spoken.objects.exists()

    def test_the_first_talk_does_not_lower_how_close_we_are(self, contact, member):
        PointOfContact.objects.update(closeness=Closeness.WORK_TOGETHER)
        spoken_ago(contact, 0, member)
        assert PointOfContact.objects.get().closeness == Closeness.WORK_TOGETHER


class TestGoneQuiet:
    def test_after_three_months_the_holder_is_asked_and_nobody_else_until_they_spoke(
        self, contact, member, facilitator
    ):
        actions.take_link(contact, by=member)
        spoken_ago(contact, 89, member)
        prompt_quiet_contacts()
        assert prompted() == set()
        spoken_ago(contact, 93, member)
        PointOfContact.objects.update(
            spoken_on=contact.group.today - timedelta(days=93), quiet_on=contact.group.today
        )
        prompt_quiet_contacts()
        prompt_quiet_contacts()
        assert prompted() == {"Ade"}
        assert Delivery.objects.filter(notification__kind="contact_quiet", channel="app").count() == 1
        spoken_ago(contact, 0, member)
        assert prompted() == set()

    def quiet(self, contact: PointOfContact, by: Membership, days: int = 120) -> None:
        spoken_ago(contact, days, by)

    def test_when_nobody_holds_the_link_the_facilitators_are_asked(self, contact, member, facilitator):
        self.quiet(contact, member)
        prompt_quiet_contacts()
        assert prompted() == {"Dee"}

    def test_when_the_holder_gives_it_up_it_leaves_their_today(self, contact, member, facilitator):
        actions.take_link(contact, by=member)
        self.quiet(contact, member)
        prompt_quiet_contacts()
        actions.give_up_link(contact, by=member)
        assert prompted() == set()
        prompt_quiet_contacts()
        assert prompted() == {"Dee"}

    def test_a_second_time_after_three_more_months(self, contact, member, facilitator):
        self.quiet(contact, member)
        actions.prompt_quiet_contacts(contact.group.today)
        actions.prompt_quiet_contacts(contact.group.today + timedelta(days=100))
        assert Delivery.objects.filter(notification__kind="contact_quiet", channel="app").count() == 2

    @pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
    def test_a_group_whose_clocks_stand_still_is_left_in_peace(self, state, contact, member, facilitator):
        self.quiet(contact, member)
        Group.objects.update(state=state)
        prompt_quiet_contacts()
        assert prompted() == set()

    def test_one_never_spoken_with_is_no_reproach(self, contact, facilitator):
        prompt_quiet_contacts()
        assert prompted() == set()

    def test_a_message_stops_when_they_spoke_before_it_went(self, contact, member):
        self.quiet(contact, member)
        kind = KINDS["contact_quiet"]
        assert kind.still_true(PointOfContact.objects.get())
        spoken_ago(contact, 1, member)
        assert not kind.still_true(PointOfContact.objects.get())


class TestForumDates:
    def test_several_dates_stand_in_order_and_what_is_past_is_gone(self, contact, carer, lead, sign_in):
        today = contact.group.today
        for days in (60, 30):
            meets, papers = today + timedelta(days=days), today + timedelta(days=days - 12)
            sign_in(carer).post(to("forum_date_new", contact), {"meets_on": meets, "papers_on": papers})
        ForumDate.objects.create(group=contact.group, contact=contact, meets_on=today - timedelta(days=1))
        page = sign_in(lead).get(to("contact", contact))
        assert page.text.count("The Board meets on") == 2
        assert [one.meets_on for one in page.context["contact"].next_dates] == [
            today + timedelta(days=30),
            today + timedelta(days=60),
        ]

    def test_papers_do_not_close_after_the_forum_met_and_no_day_stands_twice(self, contact, carer, sign_in):
        day = contact.group.today + timedelta(days=30)
        late = {"meets_on": day, "papers_on": day + timedelta(days=1)}
        page = sign_in(carer).post(to("forum_date_new", contact), late)
        assert "Papers close before the forum meets" in page.text
        for _twice in "ab":
            page = sign_in(carer).post(to("forum_date_new", contact), {"meets_on": day})
        assert "This day is on the list already" in page.text
        assert ForumDate.objects.count() == 1

    def test_the_commitment_says_when_its_forum_meets(self, contact, lead, member, sign_in):
        day = date(contact.group.today.year + 1, 3, 3)
        contact.dates.create(group=contact.group, meets_on=day, papers_on=day - timedelta(days=12))
        Commitment.objects.create(
            group=contact.group,
            number=1,
            lead=lead,
            scope="Letters",
            forum="the board",
            no_comeback=True,
            state="signed",
            signed_at="2026-01-01T10:00Z",
        )
        page = sign_in(member).get(reverse("commitment", args=[contact.group.public_id]))
        assert f"the board meets on Wednesday 3 March {day.year}" in page.text or "3 March" in page.text
        assert "19 February" in page.text


class TestWhoSeesAndWrites:
    def test_people_from_the_system_see_them_and_only_members_and_those_who_look_after_it_write(
        self, contact, lead, supporter, professional, sign_in
    ):
        for reader in (lead, supporter):
            page = sign_in(reader).get(to("contact", contact))
            assert "Mair Ellis" in page.text
            assert "I spoke with them" not in page.text
            assert sign_in(reader).post(to("contact_take", contact)).status_code == 403
        assert "I spoke with them" in sign_in(professional).get(to("contact", contact)).text

    def test_taking_them_off_deletes_what_we_kept_and_leaves_a_trail(self, contact, member, sign_in):
        spoken_ago(contact, 3, member)
        sign_in(member).post(to("contact_remove", contact))
        assert not PointOfContact.objects.exists()
        assert not Spoken.objects.exists()
        trail = Activity.objects.get(verb="contact.removed")
        assert trail.person == member.person
        assert "Mair" not in trail.target

    def test_a_form_with_a_mistake_loses_nothing(self, contact, member, sign_in):
        url = reverse("contact_new", args=[contact.group.public_id])
        page = sign_in(member).post(url, {"body": "The Council", "closeness": "talk"})
        assert "Please fill this in" in page.text
        assert 'value="The Council"' in page.text

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_database_the_same_however_long_it_is(
        self, count, contact, member, sign_in, django_assert_num_queries
    ):
        for number in range(count - 1):
            more = PointOfContact(name=f"Forum {number}")
            actions.take_link(actions.add_contact(more, by=member), by=member)
            more.dates.create(group=member.group, meets_on=member.group.today)
        client, url = sign_in(member), reverse("contacts", args=[member.group.public_id])
        client.get(url)
        with django_assert_num_queries(6):
            client.get(url)


def test_a_shared_paper_stays_with_the_group_when_its_sender_is_erased(lead, member, sign_in, settings):
    """Where the paper is the group's own, erasure takes the name and leaves the file."""

    file = check(ContentFile(a_file.PDF, "budget.pdf"), EVERY_SORT)
    item = share_information(InformationItem(title="The budget", summary="What there is"), by=lead, file=file)
    erase(lead.person, by=None)
    answer = sign_in(member).get(reverse("information_file", args=[member.group.public_id, item.public_id]))
    assert b"".join(answer) == a_file.PDF
    item.refresh_from_db()
    assert item.upload.by is None
