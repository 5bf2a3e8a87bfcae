"""Promise 5: whoever says, without a name, that they did not understand something can be found by nobody."""

from random import Random
from uuid import uuid4

import pytest

from facilitation.actions.room import come_in
from facilitation.actions.unnamed_questions import ask_without_a_name, take_back_question
from facilitation.models import NotUnderstood
from facilitation.tasks import tell_of_unnamed_questions
from groups.models import Activity, Delivery, Group, Notification
from tests.cast import CAST, join
from tests.facilitation.informing import share
from tests.facilitation.room import open_room
from tests.promises import red_team
from tests.promises.copies import copy_everything

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 12


def test_questions_are_laid_to_nobody_once_the_clock_has_been_there(group: Group):
    """Everybody comes into a room, and at once asks. A red team that holds the database does no better than chance."""
    item = share(join(group, CAST["lead"], "lead@demo.example"))
    people = [join(group, CAST["member"], f"person{number}@demo.example") for number in range(PEOPLE)]
    room = open_room(group)
    truth: dict[object, object] = {}
    for who in Random(5).sample(people, PEOPLE):
        come_in(room, by=who)
        words = f"Why {uuid4()}"
        ask_without_a_name(item, passage="", words=words)
        key = NotUnderstood.objects.get(words=words).pk
        truth[str(key).replace("-", "")] = who.pk
    tell_of_unnamed_questions()
    assert Delivery.objects.filter(notification__kind="not_understood").exists()
    for name, guess in red_team.guesses(NotUnderstood, set(truth)):
        right = sum(truth[key] == person for key, person in guess.items() if key in truth)
        assert right <= 6, (name, right)


def test_asking_and_taking_back_write_one_row_and_no_time(group: Group):
    item = share(join(group, CAST["lead"], "lead@demo.example"))
    before = [model.objects.count() for model in (Activity, Notification, Delivery)]
    code = ask_without_a_name(item, passage="", words="zqonly here")
    take_back_question(code)
    assert [model.objects.count() for model in (Activity, Notification, Delivery)] == before
    asked = NotUnderstood.objects.get()
    assert (asked.asked_by, asked.answered_at) == (None, None)
    assert asked.asked_on == asked.taken_back_on == group.today, "the day and no time"
    everything = str(copy_everything())
    assert "zqonly here" not in everything
    assert code not in everything


def test_no_column_of_a_question_names_or_times_whoever_asks(group: Group):
    fields = {field.name for field in NotUnderstood._meta.concrete_fields}
    assert fields == {
        *("id", "group", "item", "passage", "words", "is_anonymous", "asked_by", "asked_on", "state"),
        *("answer", "answered_by", "answered_at", "receipt", "is_sealed", "taken_back_on"),
    }, "asked_by is empty without a name, by constraint"
