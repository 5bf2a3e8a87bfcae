"""Promise 5: whoever asks, without a name, for a second look at hidden words can be found by nobody."""

from random import Random
from uuid import uuid4

import pytest

from facilitation.actions.contributions import contribute_anonymously
from facilitation.actions.hiding import appeal_by_receipt, hide_words, look_again
from facilitation.actions.room import come_in
from facilitation.actions.sealing import seal_session
from facilitation.models import Contribution, Hiding, Session
from facilitation.states import Audience, SessionState
from facilitation.tasks import tell_of_second_looks
from groups.models import Group, Membership
from tests.cast import CAST, join
from tests.facilitation.room import open_room
from tests.promises import red_team

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 12


def test_appeals_after_sealing_are_laid_to_nobody_once_the_clock_has_been_there(group: Group):
    """Everybody signs in, and at once asks by receipt. A red team that holds the database does no better than chance."""
    hider = join(group, CAST["facilitator"], "facilitator@demo.example")
    people = [join(group, CAST["member"], f"person{number}@demo.example") for number in range(PEOPLE)]
    session = open_room(group)
    codes: dict[int, str] = {}
    for who in people[:10]:
        words = f"Without a name {uuid4()}"
        codes[who.pk] = contribute_anonymously(session, words=words, audience=Audience.EVERYONE)
        hide_words(Contribution.objects.get(words=words), reason="attack", by=hider)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CLOSED)
    seal_session(session)
    other_room = open_room(group)
    truth: dict[object, object] = {}
    for pk in Random(7).sample(list(codes), len(codes)):
        come_in(other_room, by=Membership.objects.get(pk=pk))
        asked = appeal_by_receipt(codes[pk], words="It is true.")
        assert asked
        truth[str(asked.pk).replace("-", "")] = pk
    tell_of_second_looks()
    for name, guess in red_team.guesses(Hiding, set(truth)):
        right = sum(truth[key] == person for key, person in guess.items() if key in truth)
        assert right <= 6, (name, right)


def test_no_column_of_a_hiding_names_or_times_the_appeal(group: Group):
    """What is there: why it was hidden, by whom, and on which day; and what was decided."""
    fields = {field.name for field in Hiding._meta.concrete_fields}
    assert fields == {
        *("id", "group", "contribution", "post", "state", "reason", "words", "hidden_by", "hidden_on"),
        *("appeal", "looked_by", "looked_words", "looked_on"),
    }
    hider, other = (join(group, CAST["facilitator"], f"{name}@demo.example") for name in "ab")
    code = contribute_anonymously(open_room(group), words="He shouts", audience=Audience.EVERYONE)
    hide_words(Contribution.objects.get(), reason="attack", by=hider)
    asked = appeal_by_receipt(code, words="In my own way of writing")
    assert asked
    look_again(asked, show=False, words="It names him.", by=other)
    assert not Hiding.objects.exclude(appeal="").exists(), "what they wrote goes once it was read"
