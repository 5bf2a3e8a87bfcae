"""Planning a session in two minutes, telling everyone once, changing it, calling it off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.actions.sessions import announce_session
from facilitation.forms.sessions import SessionForm
from facilitation.models import Coming, Session
from groups.models import Delivery, DutyHolder, OutsideContact
from groups.permissions import Duty
from groups.states import MembershipState
from tests.facilitation.meeting import make_item, make_session, path, words_of
from tests.facilitation.planned import IN_A_MONTH, told, typed


def test_a_coordinator_plans_announces_and_everyone_is_asked_to_come(coordinator, member, lead, sign_in):
    group = coordinator.group
    page = sign_in(coordinator).post(path("session_new", group), typed(group), follow=True)
    session = Session.objects.get()
    assert "Kept as a draft" in words_of(page)
    assert session.ends_at - session.starts_at == timedelta(hours=2)
    assert sign_in(member).get(path("session", group, session)).status_code == 404, "drafts are not for all"

    page = sign_in(coordinator).post(path("session_announce", group, session), follow=True)
    assert "Announced. Everyone in the group is being told now" in words_of(page)
    assert told("session_announced") == {coordinator.person.pk, member.person.pk, lead.person.pk}
    assert "2pm to 4pm" in words_of(sign_in(member).get(path("session", group, session)))


def test_someone_having_a_break_is_left_in_peace(coordinator, member, carer):
    carer.state = MembershipState.PAUSED
    carer.save()
    announce_session(make_session(coordinator.group, state="draft"), by=coordinator)
    assert carer.person.pk not in told("session_announced")


def test_papers_are_due_a_week_before_or_today_when_that_is_past(coordinator):
    group = coordinator.group
    far = announce_session(
        make_session(group, state="draft", starts_at=timezone.now() + IN_A_MONTH), by=coordinator
    )
    near = announce_session(
        make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=3)), by=coordinator
    )
    assert (timezone.localdate(far.starts_at) - far.papers_out_on).days == 7
    assert near.papers_out_on == group.today


def test_copying_last_time_fills_in_all_but_the_day(facilitator, sign_in):
    last = make_session(facilitator.group, state="closed", place="Riverside Centre", title="Tuesday talk")
    client = sign_in(facilitator)
    new = path("session_new", facilitator.group)
    assert "Copy from last time: Tuesday talk" in words_of(client.get(new))
    form = client.get(f"{new}?from={last.public_id}").context["form"]
    assert (form["title"].value(), form["place"].value()) == ("Tuesday talk", "Riverside Centre")
    assert form["day"].value() is None
    assert client.get(f"{new}?from=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-02-30"}, "Day: Write a day that is in the calendar"),
        ({"day": "soon"}, "Day: Write a day that is in the calendar"),
        ({"day": "1999-01-01"}, "Day: This day has passed"),
        ({"day": "0001-01-01"}, "Day: This day has passed"),
        ({"day": "9999-12-31"}, "Day: Choose a day within the next three years"),
        ({"starts": "25:00"}, "Starts: Write a time with hours and minutes"),
        ({"ends": "13:00"}, "Ends: A session ends after it starts"),
        ({"ends": "14:00"}, "Ends: A session ends after it starts"),
        ({"title": "x" * 161}, "Title: "),
        ({"title": ""}, "Title: "),
        ({"about": "x" * 1001}, "What it is for: "),
        ({"video_link": "javascript:alert(1)"}, "Video link: "),
        ({"title": "a\x00b"}, "Title: "),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(wrong, said, facilitator, sign_in):
    page = sign_in(facilitator).post(
        path("session_new", facilitator.group), typed(facilitator.group, place="Riverside") | wrong
    )
    assert page.status_code == 200
    assert said in words_of(page)
    assert "Riverside" in page.content.decode()
    assert not Session.objects.exists()


def test_days_are_understood_as_people_here_write_them(facilitator):
    day = facilitator.group.today + IN_A_MONTH
    form = SessionForm(typed(facilitator.group, day=day.strftime("%d/%m/%Y")), group=facilitator.group)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == day


@pytest.mark.parametrize("state", ["open", "closed", "notes_shared", "settled", "cancelled"])
def test_what_has_begun_or_ended_can_no_longer_be_changed(state, facilitator, sign_in):
    session = make_session(facilitator.group, state=state)
    page = sign_in(facilitator).post(
        path("session_edit", facilitator.group, session), typed(facilitator.group)
    )
    assert page.status_code == 409
    assert "A new one can be planned" in words_of(page)


def test_a_past_draft_is_not_announced(facilitator, sign_in):
    session = make_session(facilitator.group, state="draft", starts_at=timezone.now() - timedelta(days=1))
    page = sign_in(facilitator).post(path("session_announce", facilitator.group, session))
    assert "Give it a new day first" in words_of(page)


def test_i_say_what_i_want_to_do_and_only_planners_read_it(member, carer, coordinator, sign_in):
    session = announce_session(make_session(member.group, state="draft"), by=coordinator)
    client = sign_in(member)
    client.post(path("coming", member.group, session), {"answer": "thoughts", "note": "Large print, please"})
    assert "I will send my thoughts instead" in words_of(client.get(path("session", member.group, session)))
    assert "Large print" in words_of(sign_in(coordinator).get(path("session", member.group, session)))
    assert "Large print" not in words_of(sign_in(carer).get(path("session", member.group, session)))
    assert not Delivery.objects.needing(member.person).exists(), "my question is answered"
    assert Delivery.objects.needing(carer.person).exists(), "hers is not"
    client.post(path("coming", member.group, session), {"answer": "yes"})
    assert Coming.objects.get().answer == "yes"


def test_after_a_session_nobody_is_asked_any_more(member, sign_in):
    session = make_session(member.group, state="closed")
    assert sign_in(member).post(path("coming", member.group, session), {"answer": "yes"}).status_code == 409
    assert not Coming.objects.exists()


def test_an_answer_that_does_not_exist_is_refused_kindly(member, sign_in):
    session = make_session(member.group)
    page = sign_in(member).post(path("coming", member.group, session), {"answer": "perhaps"})
    assert "Are you coming? Choose one" in words_of(page)


def test_every_session_says_what_is_promised_and_whom_to_tell(member, stranger, sign_in):
    session = make_session(member.group)
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Nothing said here will affect anyone's care, benefits or job" in read
    assert (
        "tell someone outside the group: Joy Adeyemi, Healthwatch Northshire. Phone: 01632 960 444." in read
    )
    OutsideContact.objects.all().delete()
    assert "Nobody outside the group has said yes yet" in words_of(
        sign_in(member).get(path("session", member.group, session))
    )
    DutyHolder.objects.create(system=member.group.system, person=stranger, duty=Duty.CONCERNS)
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Until then you can tell: Gwen" in read


# One count of questions to the database, however much there is


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same(count, facilitator, member, sign_in, django_assert_num_queries):
    for state in ("announced", "draft", "settled"):
        for _ in range(count):
            session = make_session(member.group, state=state)
            Coming.objects.create(group=member.group, session=session, member=member, answer="yes")
    client = sign_in(facilitator)
    client.get(path("sessions", member.group))
    with django_assert_num_queries(7):
        client.get(path("sessions", member.group))


@pytest.mark.parametrize("count", [1, 3])
def test_a_session_asks_the_database_the_same(
    count, facilitator, member, carer, professional, sign_in, django_assert_num_queries
):
    session = make_session(member.group)
    for who in (member, carer, professional)[:count]:
        make_item(session, f"Item of {who}", led_by=who)
        Coming.objects.create(group=member.group, session=session, member=who, answer="yes")
    client = sign_in(facilitator)
    client.get(path("session", member.group, session))
    with django_assert_num_queries(8):
        client.get(path("session", member.group, session))
