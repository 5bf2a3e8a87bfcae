"""A session is announced in two minutes: from a shape or last time, with hints about its day, and nothing twice."""

from datetime import date, timedelta
from itertools import takewhile
from uuid import uuid4

import pytest
from django.http import HttpResponse

from facilitation.hints import day_hints
from facilitation.models import Session
from facilitation.session_shapes import SHAPES
from facilitation.states import ItemPurpose, TopicState
from groups.models import Delivery, Group, Notification
from groups.states import MembershipState, Nation
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import make_item, make_session, path, words_of

EASTER_MONDAY, TWO_DAYS_BEFORE, ST_ANDREWS = date(2027, 3, 29), date(2027, 3, 27), date(2026, 11, 30)


def typed(group: Group, **more: str) -> dict[str, str]:
    day = (group.today + timedelta(days=30)).isoformat()
    return {"title": "Tuesday talk", "day": day, "starts": "14:00", "once": str(uuid4())} | more


# In two minutes


def test_from_the_sessions_page_to_announced_is_three_pages(facilitator, member, sign_in):
    client, group, pages = sign_in(facilitator), facilitator.group, []

    def read(answer: HttpResponse) -> str:
        pages.append(answer)
        return words_of(answer)

    assert "Plan a session" in read(client.get(path("sessions", group)))
    assert "Announce it now" in read(client.get(path("session_new", group)))
    said = read(client.post(path("session_new", group), typed(group, announce="now"), follow=True))
    assert "Announced. Everyone in the group is being told now" in said
    assert len(pages) <= 3
    told = Delivery.objects.filter(notification__kind="session_announced")
    assert set(told.values_list("person", flat=True)) == {facilitator.person_id, member.person_id}
    assert Session.objects.get().state == "announced"


def test_what_cannot_be_announced_is_not_planned_either(facilitator, sign_in):
    yesterday = (facilitator.group.today - timedelta(days=1)).isoformat()
    page = sign_in(facilitator).post(
        path("session_new", facilitator.group), typed(facilitator.group, announce="now", day=yesterday)
    )
    assert "Day: This day has passed" in words_of(page)
    assert not Session.objects.exists()


def test_the_same_form_sent_twice_plans_and_tells_once(facilitator, sign_in):
    client, group = sign_in(facilitator), facilitator.group
    data = typed(group, announce="now")
    first, second = (client.post(path("session_new", group), data) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Session.objects.count() == Notification.objects.filter(kind="session_announced").count() == 1


def test_before_announcing_one_reads_what_everyone_will_get(facilitator, sign_in):
    session = make_session(facilitator.group, state="draft", place="Riverside Centre")
    page = words_of(sign_in(facilitator).get(path("session_announce", facilitator.group, session)))
    assert "What everyone will get" in page
    email, letter = page.split("By letter or call")
    assert "Please say if you are coming" in email
    assert "Riverside Centre" not in email.split("By email")[1], "an email may lie open"
    assert "Hello Their name" in letter
    assert "Where: Riverside Centre" in letter
    assert "[code]" in page
    assert not Notification.objects.exists(), "looking tells nobody"


# Shapes, and last time


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_no_shape_goes_on_for_more_than_an_hour_without_a_break(shape):
    minutes = list(shape.items)
    while minutes:
        stretch = list(takewhile(lambda one: one.purpose != ItemPurpose.BREAK, minutes))
        assert sum(one.minutes for one in stretch) <= 60
        minutes = minutes[len(stretch) + 1 :]
    assert all(one.purpose != ItemPurpose.DECIDE for one in shape.items), "only a topic says who decides"


def test_a_shape_brings_its_agenda_and_its_length(facilitator, sign_in):
    client, group = sign_in(facilitator), facilitator.group
    new = f"{path('session_new', group)}?shape=back"
    assert "Looking back together" in words_of(client.get(new))
    page = client.post(new, typed(group, with_agenda="on"), follow=True)
    session = Session.objects.get()
    assert session.ends_at - session.starts_at == timedelta(minutes=90)
    assert [item.purpose for item in session.items.all()].count("break") == 1
    assert "What changed for us, and what did not" in words_of(page)
    client.post(new, typed(group))
    assert Session.objects.latest("pk").items.count() == 0, "the agenda may be left behind"


def test_last_time_is_copied_with_its_agenda_but_not_with_what_is_over(facilitator, carer, sign_in):
    group = facilitator.group
    carer.state = MembershipState.LEFT
    carer.left_on = group.today
    carer.save()
    last = make_session(group, state="closed")
    still_open, decided = make_topic(facilitator, title="Letters"), make_topic(facilitator, title="Money")
    make_item(last, "Welcome", led_by=carer, minutes=10)
    make_item(last, "The letters", led_by=facilitator, purpose="decide", topic=still_open)
    make_item(last, "The money", purpose="decide", topic=decided)
    type(decided).objects.filter(pk=decided.pk).update(state=TopicState.DECIDED)

    page = sign_in(facilitator).post(
        f"{path('session_new', group)}?from={last.public_id}", typed(group, with_agenda="on"), follow=True
    )
    again = Session.objects.latest("pk")
    copied = [(one.title, one.minutes, one.purpose, one.led_by, one.topic) for one in again.items.all()]
    assert copied == [
        ("Welcome", 10, "explore", None, None),
        ("The letters", 30, "decide", facilitator, still_open),
        ("The money", 30, "explore", None, None),
    ]
    assert all(item.state == "waiting" for item in again.items.all())
    assert "Choose its topic, then it can be decided" in words_of(page)


# Hints about the day


def test_a_bank_holiday_is_one_of_the_groups_own_nation(group):
    group.nation = Nation.SCOTLAND
    assert "This is a bank holiday in Scotland." in day_hints(ST_ANDREWS, group)
    assert "bank holiday" not in " ".join(day_hints(EASTER_MONDAY, group))
    group.nation = Nation.WALES
    assert "This is a bank holiday in Wales." in day_hints(EASTER_MONDAY, group)
    assert "bank holiday" not in " ".join(day_hints(ST_ANDREWS, group))
    assert "at the weekend" in " ".join(day_hints(TWO_DAYS_BEFORE, group))


def test_a_day_too_near_for_papers_says_so(group):
    def said(days: int) -> str:
        return " ".join(day_hints(group.today + timedelta(days=days), group))

    assert "Papers would have to be out today" in said(7)
    assert "Papers should have been out on" in said(3)
    assert "Papers" not in said(8)


def test_a_hint_is_read_beside_the_day_as_it_is_chosen_and_never_stands_in_the_way(facilitator, sign_in):
    client, group = sign_in(facilitator), facilitator.group
    tomorrow = group.today + timedelta(days=1)
    new = path("session_new", group)
    part = client.get(new, {"day": tomorrow.isoformat()}, headers={"HX-Request": "true"})
    assert words_of(part).startswith("This") or words_of(part).startswith("Papers")
    assert "<main" not in part.content.decode()
    for nonsense in ("soon", "", "\x00", "0001-01-01", "9999-12-31"):
        assert words_of(client.get(new, {"day": nonsense}, headers={"HX-Request": "true"})) == ""
    page = client.post(new, typed(group, day=tomorrow.isoformat(), announce="now"), follow=True)
    assert "Papers should have been out on" in words_of(page)
    assert Session.objects.get().state == "announced"
