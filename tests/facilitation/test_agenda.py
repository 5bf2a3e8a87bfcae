"""The agenda: what we talk about, in which order; to decide, everyone knows first who has the final say."""

import pytest

from facilitation.actions.agenda import MOST_ITEMS, remove_item, shift_item
from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Topic, TopicVersion
from facilitation.states import SayKind
from groups.models import Group
from groups.transitions import Refused
from tests.facilitation.meeting import make_item, make_session, path, words_of

ITEM = {"title": "First appointments", "purpose": "explore", "minutes": "30"}


def titles(session) -> list[str]:
    return list(session.items.values_list("title", flat=True))


def declared(group: Group) -> Topic:
    topic = Topic.objects.create(group=group, title="Longer appointments")
    topic.current = TopicVersion.objects.create(
        group=group,
        topic=topic,
        number=1,
        open_to_change="Length",
        fixed="Budget",
        say=SayKind.ADVISES,
        final_say="The board",
    )
    topic.save()
    return topic


def test_a_planner_adds_an_item_and_asks_a_member_to_lead_it(facilitator, member, sign_in):
    session = make_session(facilitator.group)
    page = sign_in(facilitator).post(
        path("agenda_add", facilitator.group, session), ITEM | {"led_by": member.public_id}, follow=True
    )
    assert "First appointments Explore, 30 minutes Ade is asked to lead this" in words_of(page)


def test_to_decide_a_topic_with_a_final_say_comes_first(facilitator, sign_in):
    session = make_session(facilitator.group)
    add = path("agenda_add", facilitator.group, session)
    undeclared = Topic.objects.create(group=facilitator.group, title="Not yet declared")
    for topic in ("", undeclared.public_id):
        page = sign_in(facilitator).post(add, ITEM | {"purpose": "decide", "topic": topic})
        assert "The topic it belongs to:" in words_of(page)
    assert not AgendaItem.objects.exists()
    topic = declared(facilitator.group)
    sign_in(facilitator).post(add, ITEM | {"purpose": "decide", "topic": topic.public_id})
    assert AgendaItem.objects.get().topic == topic


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "0"}, "Minutes:"),
        ({"minutes": "241"}, "Minutes:"),
        ({"minutes": "99999999999999999999"}, "Minutes:"),
        ({"minutes": "long"}, "Minutes:"),
        ({"purpose": "sing"}, "What do we do with it? Choose one"),
        ({"title": "x" * 161}, "What we talk about:"),
        ({"led_by": "nobody"}, "Who could lead it? Choose one"),
        ({"topic": "not-an-id"}, "The topic it belongs to:"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(wrong, said, facilitator, sign_in):
    session = make_session(facilitator.group)
    page = sign_in(facilitator).post(path("agenda_add", facilitator.group, session), ITEM | wrong)
    assert said in words_of(page)
    assert not AgendaItem.objects.exists()


def test_items_move_up_and_down_and_stay_at_the_ends(facilitator, sign_in):
    session = make_session(facilitator.group)
    first, second, third = (make_item(session, title) for title in ("one", "two", "three"))
    move = path("agenda_move", facilitator.group, session, third)
    sign_in(facilitator).post(move, {"to": "up"})
    assert titles(session) == ["one", "three", "two"]
    sign_in(facilitator).post(path("agenda_move", facilitator.group, session, first), {"to": "up"})
    assert titles(session) == ["one", "three", "two"]
    sign_in(facilitator).post(move, {"to": "sideways"})
    assert titles(session) == ["one", "three", "two"]
    sign_in(facilitator).get(path("agenda_move", facilitator.group, session, second))
    assert titles(session) == ["one", "three", "two"], "looking changes nothing"


def test_an_item_keeps_its_minutes_when_something_else_is_changed(facilitator, sign_in):
    item = make_item(make_session(facilitator.group), minutes=45)
    edit = path("agenda_edit", facilitator.group, item.session, item)
    form = sign_in(facilitator).get(edit).context["form"]
    shown = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    sign_in(facilitator).post(edit, shown | {"title": "Another title"})
    item.refresh_from_db()
    assert (item.title, item.minutes) == ("Another title", 45)


def test_whoever_moved_an_item_goes_on_at_that_item(facilitator, sign_in):
    item = make_item(make_session(facilitator.group))
    answer = sign_in(facilitator).post(
        path("agenda_move", facilitator.group, item.session, item), {"to": "up"}, follow=True
    )
    [(address, _)] = answer.redirect_chain
    here = address.partition("#")[2]
    assert f'id="{here}" data-item="{item.public_id}"' in answer.content.decode()


def test_an_item_in_which_something_was_agreed_stays_on_the_record(facilitator):
    item = make_item(make_session(facilitator.group, state="open"))
    record_agreement(wording="We ask for longer appointments", item=item, by=facilitator)
    with pytest.raises(Refused, match="stays on the record"):
        remove_item(item, by=facilitator)
    assert AgendaItem.objects.get() == item


def test_two_planners_who_remove_the_same_item_find_it_gone(facilitator):
    item = make_item(make_session(facilitator.group))
    same = AgendaItem.objects.get(pk=item.pk)
    remove_item(item, by=facilitator)
    for act in (remove_item, lambda gone, by: shift_item(gone, places=1, by=by)):
        with pytest.raises(Refused):
            act(same, by=facilitator)


def test_what_has_begun_is_not_changed_behind_the_room(facilitator, sign_in):
    item = make_item(make_session(facilitator.group, state="open"), state="now")
    page = sign_in(facilitator).post(path("agenda_edit", facilitator.group, item.session, item), ITEM)
    assert "Only items that are still to come can be changed" in words_of(page)


def test_an_agenda_holds_so_many_items_and_says_so(facilitator, sign_in):
    session = make_session(facilitator.group)
    for number in range(MOST_ITEMS):
        make_item(session, f"Item {number}", position=number + 1)
    page = sign_in(facilitator).post(path("agenda_add", facilitator.group, session), ITEM)
    assert f"holds {MOST_ITEMS} items at most" in words_of(page)


def test_a_closed_session_keeps_its_agenda(facilitator, sign_in):
    session = make_session(facilitator.group, state="closed")
    page = sign_in(facilitator).post(path("agenda_add", facilitator.group, session), ITEM)
    assert page.status_code == 409
    assert not AgendaItem.objects.exists()


def test_a_member_reads_the_agenda_and_does_not_change_it(member, sign_in):
    item = make_item(make_session(member.group), content_note="We talk about loss")
    read = words_of(sign_in(member).get(path("session", member.group, item.session)))
    assert "We talk about loss" in read
    assert "Take off" not in read
    assert sign_in(member).post(path("agenda_remove", member.group, item.session, item)).status_code == 403


def test_a_break_needs_nobody_to_lead_it_and_no_topic(facilitator, member, sign_in):
    session = make_session(facilitator.group)
    chosen = ITEM | {"title": "Tea", "purpose": "break", "led_by": member.public_id}
    page = sign_in(facilitator).post(
        path("agenda_add", facilitator.group, session), chosen | {"topic": ""}, follow=True
    )
    assert "Tea Break, 30 minutes" in words_of(page)
    assert "led by" not in words_of(page)
    assert AgendaItem.objects.get().led_by is None
