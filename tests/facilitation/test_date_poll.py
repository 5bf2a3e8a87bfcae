"""A short date poll: everyone is asked in their own way, says what suits, and nobody reads off who cannot come."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from facilitation.actions.polls import answer_poll, ask_for_dates, call_off_poll, close_poll, pick_date
from facilitation.models import DatePoll, PollAnswer, PollDate, Session
from facilitation.tasks import close_date_polls
from groups.models import Delivery, Group, Membership, Notification
from groups.notifications.by_hand import words_of as letter_of
from groups.templatetags.words import when
from groups.transitions import Refused
from tests.at_once import at_once
from tests.facilitation.meeting import path, words_of


def typed(group: Group, **more: str) -> dict[str, str]:
    def day(ahead: int) -> str:
        return (group.today + timedelta(days=ahead)).isoformat()

    whole = {"title": "Summer session", "minutes": "90", "closes_on": day(7)}
    return whole | {"day_1": day(20), "starts_1": "10:00", "day_2": day(21), "starts_2": "14:00"} | more


@pytest.fixture
def poll(facilitator: Membership, member: Membership) -> DatePoll:
    starts = [timezone.now() + timedelta(days=days) for days in (20, 21)]
    dates = [PollDate(starts_at=at, ends_at=at + timedelta(hours=2)) for at in starts]
    asked = DatePoll(title="Summer session", closes_on=facilitator.group.today + timedelta(days=7))
    return ask_for_dates(asked, dates=dates, by=facilitator)


def dates(poll: DatePoll) -> list[PollDate]:
    return list(poll.in_order().select_related("group", "poll__group"))


def say(poll: DatePoll, member: Membership, *said: str) -> None:
    answer_poll(poll, answers=dict(zip(dates(poll), said, strict=False)), member=member, by=member)


def test_everyone_is_asked_in_their_own_way(facilitator, member, carer, sign_in):
    carer.person.account, carer.person.channels, carer.person.address = None, ["letter"], "1 High Street"
    carer.person.save()
    page = sign_in(facilitator).post(path("date_poll_new", member.group), typed(member.group), follow=True)
    assert "Everyone in the group is being told now" in words_of(page)
    asked = DatePoll.objects.get()
    told = Delivery.objects.filter(notification__kind="date_poll")
    assert set(told.values_list("person", flat=True)) == {
        one.person_id for one in (facilitator, member, carer)
    }
    letter = letter_of(told.get(person=carer.person, channel="letter"))
    assert letter is not None
    assert all(when(one, member.group.tz) in letter.text for one in dates(asked))
    assert "Tell the people who run the group by phone or by letter" in " ".join(letter.text.split())
    assert [one.ends_at - one.starts_at for one in dates(asked)] == [timedelta(minutes=90)] * 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day_2": ""}, "Date 2: "),
        ({"day_1": "1999-01-01"}, "Date 1: This time has passed"),
        ({"day_1": "9999-12-31"}, "Date 1: Choose a day within the next three years"),
        ({"starts_3": "10:00"}, "Date 3: Choose the day it starts on"),
        ({"day_3": "2027-05-01"}, "Date 3 starts at: Write when it starts"),
        ({"closes_on": "1999-01-01"}, "Answers until: This day has passed"),
        ({"closes_on": "2099-01-01"}, "Answers until: Choose a day before the first of the dates"),
        ({"minutes": "9" * 400}, "How long it lasts, in minutes: "),
        ({"title": "a\x00b"}, "Title: "),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(wrong, said, facilitator, sign_in):
    page = sign_in(facilitator).post(
        path("date_poll_new", facilitator.group), typed(facilitator.group, **wrong)
    )
    assert said in words_of(page)
    assert not DatePoll.objects.exists()


def test_i_say_what_suits_me_and_change_my_mind(poll, member, sign_in):
    client, page = sign_in(member), path("date_poll", member.group, poll)
    first, second = dates(poll)
    client.post(page, {first.public_id.hex: "yes", second.public_id.hex: "no"})
    assert not Delivery.objects.needing(member.person).exists(), "my question is answered"
    client.post(page, {first.public_id.hex: "if_needed"})
    assert dict(PollAnswer.objects.values_list("date", "answer")) == {first.pk: "if_needed", second.pk: "no"}
    assert "Choose an answer for at least one date" in words_of(client.post(page, {}))
    assert client.post(page, {first.public_id.hex: "perhaps"}).status_code == 200


def test_members_read_words_and_never_who_cannot_come(
    poll, member, carer, professional, facilitator, sign_in
):
    for who, said in ((member, "yes"), (carer, "no"), (professional, "yes")):
        say(poll, who, said)
    page = path("date_poll", member.group, poll)
    seen = words_of(sign_in(member).get(page)).split("How it looks")[1]
    assert "Works for most so far." in seen
    assert "Too few have answered yet to say." in seen
    for told in (carer.name, professional.name, "I cannot"):
        assert told not in seen
    planner = words_of(sign_in(facilitator).get(page))
    assert f"I can: {member.name}, {professional.name}" in planner
    assert f"I cannot: {carer.name}" in planner


def test_who_does_not_sign_in_tells_somebody_who_writes_it_down(poll, carer, member, coordinator, sign_in):
    carer.person.account = None
    carer.person.save()
    client, page = sign_in(coordinator), path("date_poll_for", carer.group, poll)
    first = dates(poll)[0]
    client.post(page, {"member": str(carer.public_id), first.public_id.hex: "yes"})
    said = PollAnswer.objects.get()
    assert (said.member, said.answer, said.typed_by) == (carer, "yes", coordinator)
    client.post(page, {"member": str(member.public_id), first.public_id.hex: "no"})
    assert PollAnswer.objects.count() == 1, "whoever signs in answers for themselves"
    with pytest.raises(Refused):
        answer_poll(poll, answers={first: "no"}, member=member, by=coordinator)


def test_a_date_is_chosen_and_becomes_a_draft(poll, facilitator, member, sign_in):
    chosen = dates(poll)[1]
    page = sign_in(facilitator).post(path("date_poll_pick", facilitator.group, poll, chosen), follow=True)
    assert "Everyone hears of it when you announce it" in words_of(page)
    session = Session.objects.get()
    assert (session.state, session.starts_at, session.title) == ("draft", chosen.starts_at, "Summer session")
    assert not Delivery.objects.needing(member.person).exists(), "nobody is asked any more"
    with pytest.raises(Refused):
        say(poll, member, "yes")
    with pytest.raises(Refused):
        pick_date(dates(poll)[0], by=facilitator)


def test_it_closes_when_its_last_day_is_over_once(poll, facilitator, member):
    close_date_polls()
    poll.refresh_from_db()
    assert poll.state == "open"
    DatePoll.objects.update(closes_on=facilitator.group.today - timedelta(days=1))
    with pytest.raises(Refused, match="is over"):
        say(poll, member, "yes")  # though no clock has come by yet
    for _ in range(2):
        close_date_polls()
    poll.refresh_from_db()
    assert poll.state == "closed"
    asked = Delivery.objects.filter(notification__kind="date_poll_closed", channel="app")
    assert list(asked.values_list("person", flat=True)) == [facilitator.person_id]
    assert pick_date(dates(poll)[0], by=facilitator).state == "draft"


def test_it_can_be_called_off_and_people_are_told(poll, facilitator, member, sign_in):
    call_off_poll(poll, by=facilitator)
    assert Notification.objects.filter(kind="date_poll_off").count() == 1
    assert "There is nothing more to do" in words_of(
        sign_in(member).get(path("date_poll", member.group, poll))
    )
    assert "Which dates suit you?" not in words_of(sign_in(member).get(path("sessions", member.group)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_writers")
class TestAtOnce:
    def test_two_planners_who_choose_at_once_leave_one_session(self, poll, facilitator):
        assert at_once(*(partial(pick_date, one, by=facilitator) for one in dates(poll))) == 1
        assert Session.objects.count() == 1
        poll.refresh_from_db()
        assert poll.session == Session.objects.get()

    def test_an_answer_while_it_closes_is_kept_or_refused_and_never_half(self, poll, member):
        answers = dict.fromkeys(dates(poll), "yes")
        refused = at_once(
            partial(answer_poll, poll, answers=answers, member=member, by=member), partial(close_poll, poll)
        )
        assert PollAnswer.objects.count() == (0 if refused else 2)
        poll.refresh_from_db()
        assert poll.state == "closed"
