"""What came after the last session: notes by item, one remembered another way, what was heard, and who does what."""

from datetime import date, timedelta

from django.utils import timezone

from coproduction.demo.meetings import Cast
from facilitation.actions.looking_back import say_what_i_heard
from facilitation.actions.note_checks import check_note
from facilitation.actions.to_do import agree_to_do, mark_done, say_yes
from facilitation.models import Contribution, NotedWords, NoteOfItem, Session, ToDo
from groups.models import Membership

NOTED = (
    "We heard what came of our requests. One answer tells us what will happen and when. Two do not.",
    "Ten minutes is too short for a first talk. We want thirty, with time to say what matters to us.",
)


def make_afterwards(cast: Cast, last: Session) -> None:
    notes = _note(cast, last)
    _name_deepa(cast, last, notes[-1])
    check_note(
        notes[-1],
        member=cast["member"],
        by=cast["member"],
        is_right=False,
        words="We said thirty minutes for everyone, and more for those who need an interpreter.",
        beside=True,
    )
    say_what_i_heard(
        last,
        heard="A short first talk costs people more than it saves us.",
        will_do="I sit in on two first appointments this month, and ask afterwards how they felt.",
        by=cast["lead"],
    )
    _agree(cast, last)


def _note(cast: Cast, last: Session) -> list[NoteOfItem]:
    return [
        NoteOfItem.objects.create(
            group=last.group, session=last, item=item, words=words, written_by=cast["facilitator"]
        )
        for item, words in zip(last.items.all(), NOTED, strict=False)
    ]


def _name_deepa(cast: Cast, last: Session, note: NoteOfItem) -> None:
    """She chose to be named: the note points to her words."""
    said = Contribution.objects.get(session=last, author=cast["deepa"])
    said.may_be_named = True
    said.save(update_fields=["may_be_named"])
    NotedWords.objects.create(group=last.group, note=note, contribution=said)


def _agree(cast: Cast, last: Session) -> None:
    """One done, one to do, one still waiting for a yes."""
    ade, lead, today = cast["member"], cast["lead"], timezone.localdate()
    done = _to_do(cast, last, "Ask the library whether we can meet there", ade, today - timedelta(days=2))
    mark_done(say_yes(done, by=ade), words="Yes: the room has a loop and a level door.", by=ade)
    soon = today + timedelta(days=6)
    say_yes(_to_do(cast, last, "Send us the times that clinics plan for a first talk", lead, soon), by=lead)
    _to_do(cast, last, "Write down what a good first talk sounds like", cast["deepa"], soon)


def _to_do(cast: Cast, last: Session, words: str, owner: Membership, due_on: date) -> ToDo:
    by = cast["facilitator"]
    return agree_to_do(words=words, owner=owner, due_on=due_on, item=last.items.first(), by=by)
