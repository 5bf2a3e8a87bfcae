"""What the group asks the system to tell it: everyone sees the days it took, or the reason why not (promise 9)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from facilitation.actions.wanting_information import ask_for_information, ask_someone_else, meet_request
from facilitation.models import InformationRequest
from facilitation.states.information import WantedState
from facilitation.tasks import remind_of_information_wanted
from groups.models import Notification
from groups.transitions import Refused
from tests.facilitation.informing import share
from tests.facilitation.meeting import path, words_of


def wanted(lead, by, *, days_ago: int = 0, wanted_in: int = 14, what: str = "The waiting times"):
    today = by.group.today
    row = ask_for_information(
        what=what, why="It hurts.", to=lead, wanted_on=today + timedelta(days=max(wanted_in, 0)), by=by
    )
    row.asked_on, row.wanted_on = today - timedelta(days=days_ago), today + timedelta(days=wanted_in)
    row.save()
    return row


def prompts(row):
    found = Notification.objects.filter(kind="information_wanted_due", subject=str(row.public_id))
    return set(found.values_list("occurrence", flat=True))


def test_a_member_asks_for_the_group_and_the_one_asked_is_told(lead, member, carer, sign_in):
    day = lead.group.today + timedelta(days=14)
    sign_in(member).post(
        path("information_request_new", member.group),
        {"what": "The waiting times", "why": "It hurts.", "to": lead.public_id, "wanted_on": day.isoformat()},
    )
    assert Notification.objects.get(kind="information_wanted").deliveries.filter(person=lead.person).exists()
    page = words_of(sign_in(carer).get(path("information_requests", carer.group)))
    assert "The waiting times" in page
    assert "Waiting 0 days" in page


def test_the_days_it_takes_are_said_to_everyone(lead, member, carer, sign_in):
    wanted(lead, member, days_ago=23, wanted_in=-9)
    page = words_of(sign_in(carer).get(path("information_requests", carer.group)))
    assert "Late: waiting 23 days" in page


def test_what_is_shared_is_met_and_linked(lead, member, carer, sign_in):
    row = wanted(lead, member, days_ago=9)
    item = share(lead, "Waiting times by month")
    sign_in(lead).post(
        path("information_request_meet", lead.group, row), {"answer": "shared", "items": [item.public_id]}
    )
    page = words_of(sign_in(carer).get(path("information_request", carer.group, row)))
    assert "Met in 9 days" in page
    assert "Waiting times by month" in page
    told = Notification.objects.get(kind="information_answered").deliveries.values_list("person", flat=True)
    assert {member.person.pk, carer.person.pk} <= set(told)


@pytest.mark.parametrize("answer", ["refused", "part"])
def test_nothing_is_held_back_without_a_reason(answer, lead, member, sign_in):
    row, item = wanted(lead, member), share(lead)
    page = sign_in(lead).post(
        path("information_request_meet", lead.group, row), {"answer": answer, "items": [item.public_id]}
    )
    assert "Write the reason. Everyone in the group reads it." in words_of(page)
    with pytest.raises(Refused, match="Write the reason"):
        meet_request(row, state=answer, reason=" ", items=[item], by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationRequest.objects.filter(pk=row.pk).update(state=answer, answered_on=row.asked_on, reason="")
    row.refresh_from_db()
    assert row.state == WantedState.ASKED


def test_a_no_stands_on_the_list_with_its_reason(lead, member, carer, sign_in):
    row = wanted(lead, member, days_ago=4)
    meet_request(row, state="refused", reason="It would name patients.", items=[], by=lead)
    page = words_of(sign_in(carer).get(path("information_requests", carer.group)))
    assert "Not shared. We heard after 4 days" in page
    assert "It would name patients." in page


def test_only_the_one_asked_answers_and_only_the_group_takes_it_back(lead, professional, member, sign_in):
    row = wanted(lead, member)
    with pytest.raises(Refused, match="Only the person who was asked"):
        meet_request(row, state="refused", reason="No.", items=[], by=professional)
    assert sign_in(lead).post(path("information_request_withdraw", lead.group, row)).status_code == 403
    sign_in(member).post(path("information_request_withdraw", lead.group, row))
    row.refresh_from_db()
    assert row.state == WantedState.WITHDRAWN


def test_on_the_day_and_weekly_whoever_was_asked_is_reminded_once(lead, member):
    early, due = wanted(lead, member), wanted(lead, member, days_ago=14, wanted_in=0)
    late = wanted(lead, member, days_ago=30, wanted_in=-8)
    for _twice in range(2):
        remind_of_information_wanted()
    assert (prompts(early), prompts(due), prompts(late)) == (set(), {"week 0"}, {"week 1"})
    meet_request(late, state="refused", reason="It is not kept.", items=[], by=lead)
    open_prompts = Notification.objects.filter(kind="information_wanted_due", closed_at__isnull=True)
    assert set(open_prompts.values_list("subject", flat=True)) == {str(due.public_id)}


def test_a_request_can_be_sent_on_and_keeps_its_day(lead, professional, member):
    row = wanted(lead, member, days_ago=5)
    sent = ask_someone_else(row, to=professional, by=member)
    assert (sent.to, sent.asked_on) == (professional, row.asked_on)
    with pytest.raises(Refused, match="from the system"):
        ask_someone_else(row, to=member, by=member)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    count, lead, member, sign_in, django_assert_num_queries
):
    for number in range(count):
        meet_request(
            wanted(lead, member, what=f"Number {number}"),
            state="shared",
            reason="",
            items=[share(lead, f"Item {number}")],
            by=lead,
        )
    client = sign_in(member)
    client.get(path("information_requests", member.group))
    with django_assert_num_queries(6):
        client.get(path("information_requests", member.group))
