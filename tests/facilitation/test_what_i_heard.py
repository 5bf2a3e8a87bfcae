"""People of the system say what they heard and will do differently; members are not asked for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation import tasks
from facilitation.actions.looking_back import say_what_i_heard
from facilitation.models import Session
from groups.models import Delivery
from groups.transitions import Refused
from tests.facilitation.meeting import make_session, path, words_of

SAID = {"heard": "Letters frighten people.", "will_do": "I read each new letter aloud first."}


@pytest.fixture
def session(group) -> Session:
    """It was closed yesterday."""
    yesterday = timezone.now() - timedelta(days=1)
    return make_session(group, state="closed", closed_at=yesterday, notes_due_on=group.today)


def asked() -> set[int]:
    wanted = Delivery.objects.filter(notification__kind="what_i_heard_wanted", channel="app")
    return set(wanted.values_list("person", flat=True))


def test_the_day_after_those_of_the_system_are_asked_once_and_members_are_not(
    session, member, facilitator, coordinator, professional, lead
):
    tasks.ask_what_was_heard()
    tasks.ask_what_was_heard()
    assert asked() == {professional.person.pk, lead.person.pk}
    assert Delivery.objects.filter(person=lead.person, channel="app").count() == 1


@pytest.mark.parametrize("why", ["a month ago", "today", "a try-out", "a paused group"])
def test_nobody_is_asked_too_early_too_late_or_for_nothing(why, session, group, lead):
    closed = {"a month ago": timedelta(days=30), "today": timedelta(hours=1)}.get(why, timedelta(days=1))
    session.closed_at = timezone.now() - closed
    session.kind = "try_out" if why == "a try-out" else "usual"
    session.save()
    group.state = "paused" if why == "a paused group" else "running"
    group.save()
    tasks.ask_what_was_heard()
    assert not asked()


def test_everyone_reads_it_with_name_job_and_organisation(session, member, lead, sign_in):
    tasks.ask_what_was_heard()
    sign_in(lead).post(path("what_i_heard", lead.group, session), SAID)
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Dr Priya Nair, Medical Director, Northshire Board" in read
    assert "Letters frighten people." in read
    assert not Delivery.objects.needing(lead.person).exists(), "what was asked is done"


def test_corrected_it_is_a_new_version_and_the_old_one_stays_with_its_writer(session, member, lead, sign_in):
    sign_in(lead).post(path("what_i_heard", lead.group, session), SAID)
    sign_in(lead).post(path("what_i_heard", lead.group, session), SAID | {"heard": "Letters come too late."})
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Letters come too late." in read
    assert "Letters frighten people." not in read
    assert "Letters frighten people." in words_of(
        sign_in(lead).get(path("what_i_heard", lead.group, session))
    )


def test_members_cannot_be_made_to_say_it_and_nobody_says_it_before_the_end(
    session, group, member, lead, sign_in
):
    assert sign_in(member).get(path("what_i_heard", group, session)).status_code == 403
    with pytest.raises(Refused):
        say_what_i_heard(session, **SAID, by=member)
    with pytest.raises(Refused):
        say_what_i_heard(make_session(group), **SAID, by=lead)
