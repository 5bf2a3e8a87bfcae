"""Promises 4 and 8: whoever is told by letter or call hears of meetings among us, and by hands of our own alone."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.contributions import contribute
from facilitation.actions.kinds_of_session import plan_beside
from facilitation.actions.passes import give_room_pass
from facilitation.actions.polls import pick_date
from facilitation.actions.series import plan_series
from facilitation.actions.sessions import announce_session
from facilitation.models import Contribution, DatePoll, PollDate, Session, SessionSeries
from facilitation.states import Audience, SessionState
from facilitation.states.agenda import SessionKind
from groups.actions.by_hand import drop_by_hand, sent_by_hand
from groups.actions.calls import note_call, write_instead
from groups.actions.printing import print_all
from groups.kinds import KINDS
from groups.models import Delivery, Membership, Notification, PrintRun
from groups.notifications import notify
from groups.notifications.by_hand import for_hands_of
from groups.notifications.by_hand import words_of as said_in
from groups.notifications.weekly import gather_weekly, leave_to_a_person
from groups.permissions import Role
from groups.states import CallAnswer, Channel, DeliveryState, MembershipState, Side
from groups.transitions import Refused
from lifecycle.actions.traces import tell_of_use_in_request
from tests.cast import Part, join
from tests.facilitation.meeting import make_session, path, words_of
from tests.lifecycle.asking import ask

type SignIn = Callable[[Membership], Client]


def offline(group, name: str, *ways: str, **more: object) -> Membership:
    """Someone with lived experience who does not sign in."""
    member = join(group, Part(name, Side.LIVED, Role.MEMBER))
    person = member.person
    person.channels, person.address, person.phone = list(ways), "1 High Street", "01632 960 123"
    person.safe_to_call = True
    for field, value in more.items():
        setattr(person, field, value)
    person.save()
    return member


@pytest.fixture
def idris(facilitator: Membership) -> Membership:
    return offline(facilitator.group, "Idris", Channel.LETTER)


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    return offline(facilitator.group, "Colin", Channel.PHONE)


@pytest.fixture
def meeting(facilitator: Membership, idris: Membership, colin: Membership) -> Session:
    session = make_session(facilitator.group, title="The board comes")
    ready = Session(title="Our own hour", starts_at=session.starts_at, ends_at=session.ends_at)
    ready = plan_beside(ready, kind=SessionKind.GET_READY, session=session, by=facilitator)
    return announce_session(ready, by=facilitator)


def waiting_for(someone: Membership) -> Delivery:
    return Delivery.objects.waiting_for_hands().get(person=someone.person)


def test_a_letter_and_a_call_wait_for_someone_with_lived_experience_alone(
    meeting: Session,
    idris: Membership,
    colin: Membership,
    facilitator: Membership,
    coordinator: Membership,
    sign_in: SignIn,
):
    ours, theirs = sign_in(facilitator), sign_in(coordinator)
    listed = path("by_hand", meeting.group)
    told = ("Idris", "Colin", "Our own hour")
    assert all(word in words_of(ours.get(listed)) for word in told)
    assert not any(word in words_of(theirs.get(listed)) for word in told)
    for someone in (idris, colin):
        row = waiting_for(someone)
        assert someone.name in words_of(ours.get(path("by_hand_one", meeting.group, row)))
        for name in ("by_hand_one", "by_hand_done", "call_note", "call_letter"):
            client = theirs.get if name == "by_hand_one" else theirs.post
            assert client(path(name, meeting.group, row)).status_code == 404
    today = reverse("today")
    assert list(ours.get(today).context["by_hand"]) == [(meeting.group, 2)]
    assert not theirs.get(today).context["by_hand"]


def test_no_act_of_hands_from_the_system_reaches_them(
    meeting: Session, idris: Membership, colin: Membership, coordinator: Membership
):
    letter, call = waiting_for(idris), waiting_for(colin)
    for act in (
        lambda: sent_by_hand(letter, by=coordinator),
        lambda: drop_by_hand(letter, by=coordinator),
        lambda: note_call(call, answer=CallAnswer.TOLD, by=coordinator),
        lambda: write_instead(call, by=coordinator),
    ):
        with pytest.raises(Refused, match="lived experience sees to this one"):
            act()
    assert {waiting_for(one).state for one in (idris, colin)} == {DeliveryState.BY_HAND}


def test_they_are_told_by_one_of_us(
    meeting: Session, idris: Membership, colin: Membership, facilitator: Membership, sign_in: SignIn
):
    client = sign_in(facilitator)
    letter, call = waiting_for(idris), waiting_for(colin)
    assert "Only people with lived experience know of this" in words_of(
        client.get(path("by_hand_one", meeting.group, letter))
    )
    client.post(path("by_hand_done", meeting.group, letter), {"what": "sent"})
    client.post(path("call_note", meeting.group, call), {"answer": "told"})
    assert not Delivery.objects.waiting_for_hands().exists()
    assert "tell these people yourself" not in words_of(client.get(path("session", meeting.group, meeting)))


def test_a_file_of_letters_that_others_may_open_holds_none_of_them(
    meeting: Session, idris: Membership, facilitator: Membership, coordinator: Membership
):
    with pytest.raises(Refused, match="printed already"):
        print_all(by=facilitator)
    announce_session(make_session(meeting.group, state="draft", title="For all"), by=coordinator)
    run = print_all(by=coordinator)
    assert {said_in(one).subject for one in run.letters.all()} == {
        said_in(one).subject for one in run.letters.filter(notification__kind="session_announced")
    }
    assert not PrintRun.objects.filter(letters__notification__kind__startswith="among_us_").exists()


def test_no_weekly_letter_of_others_holds_them(facilitator: Membership, coordinator: Membership):
    """Who chose one message a week gets these each by itself, also when their email comes back later."""
    by_post = offline(facilitator.group, "Gwen", Channel.LETTER, weekly=True)
    by_email = offline(
        facilitator.group, "Hal", Channel.EMAIL, weekly=True, email="hal@demo.example", phone=""
    )
    far = timezone.now() + timedelta(days=40)
    session = make_session(facilitator.group, starts_at=far)
    ready = make_session(facilitator.group, kind="get_ready", for_session=session, starts_at=far)
    to = [by_post.person, by_email.person]
    notify("among_us_session_announced", ready, group=ready.group, to=to)
    notify("session_announced", session, group=ready.group, to=to)
    assert waiting_for(by_post).notification.kind == "among_us_session_announced"
    Delivery.objects.waiting_for_the_week().update(due_at=timezone.now())
    gather_weekly()
    message = Delivery.objects.get(person=by_email.person, notification__kind="weekly")
    leave_to_a_person(message)
    kinds = {
        (one.notification.kind, one.channel)
        for one in Delivery.objects.waiting_for_hands().filter(person=by_email.person)
    }
    assert kinds == {("among_us_session_announced", "letter"), ("weekly", "letter")}
    for weekly in Delivery.objects.waiting_for_hands().filter(notification__kind="weekly"):
        assert str(ready.public_id) not in said_in(weekly).text


def test_without_any_such_hands_the_page_says_whom_to_tell(
    meeting: Session, facilitator: Membership, member: Membership, sign_in: SignIn
):
    page = path("session", meeting.group, meeting)
    assert "tell these people yourself" not in words_of(sign_in(facilitator).get(page))
    facilitator.state = MembershipState.PAUSED
    facilitator.save()
    shown = words_of(sign_in(facilitator).get(page))
    assert "Please tell these people yourself: Colin, Idris" in shown
    assert "tell these people yourself" not in words_of(sign_in(member).get(page))


def test_whoever_is_reached_by_text_alone_hears_of_them(facilitator: Membership):
    jo = offline(facilitator.group, "Jo", Channel.TEXT, phone="07700 900123")
    ready = make_session(facilitator.group, kind="get_ready")
    notify("among_us_session_announced", ready, group=ready.group, to=[jo.person])
    assert Delivery.objects.filter(person=jo.person, channel=Channel.TEXT).exists()


def test_no_helper_reads_them():
    ours = [kind for kind in KINDS.values() if kind.name.startswith("among_us_")]
    assert ours
    assert all(kind.among_us and not kind.helpers_may_read for kind in ours)


def test_a_series_is_for_the_whole_group(facilitator: Membership):
    """It is told to everyone in one message, so no meeting among us can be in it."""
    first = make_session(facilitator.group, kind="debrief")
    times = [(first.starts_at, first.ends_at)]
    with pytest.raises(Refused, match="one by one"):
        plan_series(first, every="month", times=times, by=facilitator)
    series = SessionSeries.objects.create(group=facilitator.group, title="S", every="month")
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=first.pk).update(series=series)
    assert not Notification.objects.exists()


def test_a_date_poll_leads_to_a_session_of_the_whole_group(facilitator: Membership):
    poll = DatePoll.objects.create(group=facilitator.group, title="When?", closes_on=facilitator.group.today)
    when = timezone.now() + timedelta(days=9)
    date = PollDate.objects.create(
        group=poll.group, poll=poll, starts_at=when, ends_at=when + timedelta(hours=1)
    )
    assert pick_date(date, by=facilitator).is_usual


def test_a_pass_that_goes_through_other_hands_opens_nothing_said_among_us(
    idris: Membership, member: Membership, facilitator: Membership, coordinator: Membership
):
    """Evan, from the system, makes the pass and reads its code out. He could type it himself."""
    session = make_session(facilitator.group, state=SessionState.OPEN, starts_at=timezone.now())
    contribute(session, words="Said among us", audience=Audience.LIVED, by=member)
    contribute(session, words="Among us, by Idris", audience=Audience.LIVED, by=idris)
    contribute(session, words="Said to everyone", audience=Audience.EVERYONE, by=member)
    given = give_room_pass(session, member=idris, by=coordinator)
    phone = Client()
    phone.post(reverse("room_pass"), {"code": given.code})
    room = reverse("room", args=[session.group.public_id, session.public_id])
    phone.post(reverse("room_enter", args=[session.group.public_id, session.public_id]))
    page = phone.get(room).content.decode()
    assert "You are here as Idris" in page
    assert "Said to everyone" in page
    assert "mong us" not in page
    assert f'value="{Audience.LIVED}"' not in page, "nobody speaks there in somebody else's place"
    said = {
        "words": "As if I were Idris",
        "audience": Audience.LIVED,
        "name": "by_name",
        "once": str(uuid4()),
    }
    phone.post(reverse("contribute", args=[session.group.public_id, session.public_id]), said)
    assert not Contribution.objects.filter(words="As if I were Idris").exists()


def test_that_words_said_among_us_are_used_is_told_by_our_own_hands(
    idris: Membership, member: Membership, facilitator: Membership, coordinator: Membership, lead: Membership
):
    """A letter to Idris would tell who posts it whose words began the request. What was said to all is posted by Evan."""
    session = make_session(facilitator.group, state=SessionState.OPEN, starts_at=timezone.now())
    ours = contribute(session, words="Among us", audience=Audience.LIVED, by=idris)
    asked = ask(lead, facilitator)
    tell_of_use_in_request(ours, asked)
    letters = Delivery.objects.filter(person=idris.person, channel=Channel.LETTER)
    told = letters.get(notification__kind="words_came_to_among_us")
    assert told not in for_hands_of(coordinator)
    assert told in for_hands_of(join(member.group, Part("Olwen", Side.LIVED, Role.MEMBER | Role.COORDINATOR)))
    contribution = contribute(session, words="To all", audience=Audience.EVERYONE, by=idris)
    tell_of_use_in_request(contribution, asked)
    assert letters.get(notification__kind="words_came_to") in for_hands_of(coordinator)
