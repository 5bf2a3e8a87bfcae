"""A facilitator's reflection belongs to that facilitator alone: no page of anybody else shows it."""

import pytest
from django.urls import reverse

from coproduction.privacy import held
from facilitation.actions.looking_back import reflect
from facilitation.good_facilitation import MARKS
from facilitation.models import Reflection, Session
from groups.models import Activity, SearchEntry
from groups.privacy.shapes import flattened
from groups.transitions import Refused
from lifecycle.attentions import ATTENTIONS
from tests.cast import CAST, join
from tests.facilitation.meeting import make_session, path, words_of

SECRET = "I spoke over the quiet ones."


@pytest.fixture
def session(facilitator) -> Session:
    session = make_session(facilitator.group, state="closed", notes_due_on=facilitator.group.today)
    reflect(session, answers={"voices": SECRET}, by=facilitator)
    return session


def test_nobody_else_reads_it_on_any_page(
    session, group, facilitator, member, lead, coordinator, professional, supporter, sign_in
):
    other = join(group, CAST["facilitator"], "other@demo.example")
    pages = [
        path(name, group, session)
        for name in ("session", "session_notes", "reflection", "what_came_of_session", "what_i_heard")
    ]
    pages += [path(name, group) for name in ("group", "sessions", "people", "looking_after")]
    for who in (other, member, lead, coordinator, professional, supporter):
        for page in [*pages, reverse("today"), reverse("my_data")]:
            assert SECRET not in words_of(sign_in(who).get(page, follow=True)), f"{who} on {page}"
    assert SECRET in words_of(sign_in(facilitator).get(path("reflection", group, session)))


def test_nothing_says_that_it_was_written(session, facilitator):
    assert not Activity.objects.exists()
    assert not SearchEntry.objects.filter(text__contains="quiet ones").exists()


def test_they_find_it_in_what_is_held_about_them_and_delete_it_when_they_like(session, facilitator, sign_in):
    assert SECRET in flattened(held(facilitator.person))
    sign_in(facilitator).post(path("reflection_delete", facilitator.group, session))
    assert not Reflection.objects.exists()


def test_another_facilitator_writes_their_own_and_touches_no_other(session, group, facilitator, sign_in):
    other = join(group, CAST["facilitator"], "other@demo.example")
    sign_in(other).post(path("reflection", group, session), {"safe": "We had no break."})
    sign_in(other).post(path("reflection_delete", group, session))
    assert Reflection.objects.get().member == facilitator


def test_what_they_wrote_before_stands_side_by_side(session, group, facilitator, sign_in):
    next_time = make_session(group, state="closed", notes_due_on=group.today, title="The next one")
    page = words_of(sign_in(facilitator).get(path("reflection", group, next_time)))
    assert "What I wrote before" in page
    assert SECRET in page


def test_an_empty_one_is_not_kept(group, facilitator, sign_in):
    fresh = make_session(group, state="closed", notes_due_on=group.today)
    page = sign_in(facilitator).post(path("reflection", group, fresh), {})
    assert "Write a few words to one of the questions" in words_of(page)
    assert not Reflection.objects.exists()


def test_only_whoever_runs_sessions_is_offered_it(session, member, sign_in):
    assert sign_in(member).get(path("reflection", member.group, session)).status_code == 403
    with pytest.raises(Refused):
        reflect(session, answers={"voices": "x"}, by=member)


def test_the_five_marks_are_the_decks_own_in_one_place():
    of_the_deck = next(one for one in ATTENTIONS if one.key == "facilitation")
    assert [(point.id, point.label) for point in of_the_deck.points] == [(m.id, m.label) for m in MARKS]
