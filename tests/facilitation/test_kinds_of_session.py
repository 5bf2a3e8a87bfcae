"""A place to practise, and meetings among people with lived experience before and after a session."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.actions.kinds_of_session import plan_beside
from facilitation.actions.parked import bring_back, park
from facilitation.actions.room import come_in
from facilitation.actions.sessions import announce_session, close_session, open_session
from facilitation.models import Contribution, ParkedMatter, Session
from facilitation.states import Audience, SessionState
from facilitation.states.agenda import SessionKind
from groups.models import Activity, Delivery, Group, OutsideContact
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.meeting import make_item, make_session, path, words_of

SOON = timezone.localdate() + timedelta(days=20)
FORM = {"title": "Practise", "day": SOON.strftime("%d/%m/%Y"), "starts": "14:00", "ends": "15:00"}


def try_out(group: Group, **more: Any) -> Session:
    return make_session(group, kind=SessionKind.TRY_OUT, title="Try it", **more)


def told(person) -> set[str]:
    return set(Delivery.objects.filter(person=person).values_list("notification__kind", flat=True))


def test_what_is_said_in_a_try_out_is_gone_when_it_closes(facilitator, member):
    session = try_out(member.group, state=SessionState.OPEN)
    come_in(session, by=member)
    said = contribute(session, words="Only trying", audience=Audience.EVERYONE, by=member)
    contribute_anonymously(session, words="Trying without a name", audience=Audience.EVERYONE)
    closed = close_session(session, by=facilitator)
    assert not Contribution.objects.filter(session=session).exists()
    assert not Activity.objects.filter(target__endswith=str(said.pk)).exists()
    assert (closed.state, closed.notes_due_on, closed.took_part_lived) == (SessionState.SETTLED, None, None)


def test_nobody_is_asked_to_send_thoughts_where_nothing_is_kept(facilitator, member, sign_in):
    answers = "I am coming", "I cannot come", "I will send my thoughts instead"
    for session, asked in ((make_session(member.group), answers), (try_out(member.group), answers[:2])):
        for page in (path("session", member.group, session), path("coming", member.group, session)):
            shown = words_of(sign_in(member).get(page))
            assert [answer for answer in answers if answer in shown] == list(asked)
    shown = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "counts the same" not in shown
    assert "Propose something to talk about" not in shown


def test_what_is_parked_in_a_try_out_goes_too_and_never_reaches_another_agenda(facilitator, member):
    session = try_out(member.group, state=SessionState.OPEN, round_question="How was tea?")
    matter = park(session, words="Only parking for fun", by=facilitator)
    with pytest.raises(Refused, match="another kind of session"):
        bring_back(matter, session=make_session(member.group), minutes=10, by=facilitator)
    come_in(session, by=member)
    close_session(session, by=facilitator)
    session.refresh_from_db()
    assert not ParkedMatter.objects.exists()
    assert not Activity.objects.filter(target__startswith="facilitation.parkedmatter").exists()
    assert (session.round_question, session.turns.count()) == ("", 0)


def test_what_was_parked_among_us_stays_among_us(facilitator, coordinator, member, sign_in):
    session = make_session(member.group)
    meeting = make_session(
        member.group, kind=SessionKind.GET_READY, for_session=session, state=SessionState.OPEN
    )
    matter = park(meeting, words="What we dare not say yet", by=facilitator)
    url = path("parked", member.group)
    assert "What we dare not say yet" in words_of(sign_in(member).get(url))
    assert "What we dare not say yet" not in words_of(sign_in(coordinator).get(url))
    planning = sign_in(coordinator).get(path("session_new", member.group))
    assert "What we dare not say yet" not in words_of(planning)
    form = sign_in(facilitator).get(path("parked_back", member.group, matter)).context["form"]
    assert list(form.fields["session"].queryset) == [meeting]


def test_a_try_out_needs_nobody_outside_and_is_no_first_session(facilitator):
    OutsideContact.objects.all().delete()
    soon = timezone.now() + timedelta(minutes=5)
    open_session(try_out(facilitator.group, starts_at=soon), by=facilitator)
    with pytest.raises(Refused, match="outside the group"):
        open_session(make_session(facilitator.group, starts_at=soon), by=facilitator)


def test_a_try_out_can_be_open_beside_a_session_but_no_second_one(facilitator):
    make_session(facilitator.group, state=SessionState.OPEN)
    soon = timezone.now() + timedelta(minutes=5)
    assert open_session(try_out(facilitator.group, starts_at=soon), by=facilitator).state == SessionState.OPEN
    with pytest.raises(Refused, match="Another session of this group is open"):
        open_session(try_out(facilitator.group, starts_at=soon), by=facilitator)


def test_nothing_is_agreed_in_a_try_out(facilitator):
    item = make_item(try_out(facilitator.group, state=SessionState.OPEN))
    with pytest.raises(Refused, match="The group agrees things in its sessions"):
        record_agreement(wording="Longer letters", item=item, by=facilitator)


def test_a_planner_plans_a_try_out_and_everyone_reads_what_it_is(facilitator, member, sign_in):
    sign_in(facilitator).post(path("try_out_new", facilitator.group), FORM)
    session = Session.objects.get(kind=SessionKind.TRY_OUT)
    announce_session(session, by=facilitator)
    page = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Nothing said here is kept" in page


def test_a_get_ready_meeting_copies_the_place_and_proposes_a_time_before(facilitator, sign_in):
    session = make_session(facilitator.group, place="The Old Library", title="The board comes")
    url = path("get_ready_new", facilitator.group, session)
    page = sign_in(facilitator).get(url)
    form = page.context["form"]
    assert form.initial["place"] == "The Old Library"
    assert form.initial["day"] < timezone.localdate(session.starts_at, facilitator.group.tz)
    assert "Practise what we want to ask" in words_of(page)
    sign_in(facilitator).post(url, FORM)
    meeting = session.beside.get()
    assert meeting.kind == SessionKind.GET_READY
    assert meeting.items.count() == 4


def test_where_the_session_is_near_the_meeting_comes_just_before_it(facilitator, sign_in):
    session = make_session(facilitator.group, starts_at=timezone.now() + timedelta(hours=30))
    form = sign_in(facilitator).get(path("get_ready_new", facilitator.group, session)).context["form"]
    assert form.initial["day"] == timezone.localdate(
        session.starts_at - timedelta(minutes=75), facilitator.group.tz
    )


def test_only_those_with_lived_experience_are_told_of_it(
    facilitator, member, carer, professional, lead, coordinator, supporter
):
    session = make_session(facilitator.group)
    meeting = Session(title="Ours", starts_at=session.starts_at, ends_at=session.ends_at)
    meeting = plan_beside(meeting, kind=SessionKind.GET_READY, session=session, by=facilitator)
    announce_session(meeting, by=facilitator)
    for one in (facilitator, member, carer):
        assert told(one.person) == {"among_us_session_announced"}
    for one in (professional, lead, coordinator, supporter):
        assert not told(one.person)


def test_whom_nothing_reaches_is_named_to_whoever_plans_it(facilitator, sign_in):
    idris = join(facilitator.group, Part("Idris", Side.LIVED, Role.MEMBER))
    idris.person.channels = []
    idris.person.save()
    session = make_session(facilitator.group)
    meeting = Session(title="Ours", starts_at=session.starts_at, ends_at=session.ends_at)
    meeting = plan_beside(meeting, kind=SessionKind.DEBRIEF, session=session, by=facilitator)
    announce_session(meeting, by=facilitator)
    page = words_of(sign_in(facilitator).get(path("session", facilitator.group, meeting)))
    assert "Please tell these people yourself: Idris" in page


def test_a_coordinator_from_the_system_cannot_plan_one(coordinator, sign_in):
    session = make_session(coordinator.group)
    assert sign_in(coordinator).get(path("get_ready_new", coordinator.group, session)).status_code == 403
    meeting = Session(title="Ours", starts_at=session.starts_at, ends_at=session.ends_at)
    with pytest.raises(Refused):
        plan_beside(meeting, kind=SessionKind.GET_READY, session=session, by=coordinator)


def test_the_page_of_the_session_leads_to_its_meetings_for_those_who_may_know(
    facilitator, member, professional, sign_in
):
    session = make_session(facilitator.group)
    make_session(facilitator.group, title="Ours alone", kind=SessionKind.GET_READY, for_session=session)
    url = path("session", facilitator.group, session)
    assert "Ours alone" in words_of(sign_in(member).get(url))
    theirs = words_of(sign_in(professional).get(url))
    assert "Ours alone" not in theirs
    assert "Among us" not in theirs
