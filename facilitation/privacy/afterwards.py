"""What we hold of what people said after a session: of its notes, of what they heard, and of their own part."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from facilitation.good_facilitation import BY_ID
from facilitation.models import NoteCheck, Reflection, WhatIHeard
from groups.models import Person
from groups.privacy.settling import pointing
from groups.privacy.shapes import Claim, Claims, Line, Telling, all_rows

CLAIMS: Claims = {
    "NoteChange.by": Claim.KEPT_WITHOUT_NAME,
    "NoteCheck.member": Claim.THEIR_WORDS,
    "NoteCheck.typed_by": Claim.KEPT_WITHOUT_NAME,
    "NoteOfItem.written_by": Claim.KEPT_WITHOUT_NAME,
    "Reflection.member": Claim.DELETED,
    "WhatIHeard.member": Claim.THEIR_WORDS,
}


def _reflected(one: Reflection) -> Line:
    answers = [f"{BY_ID[key].label}: {words}" for key, words in one.answers.items() if words and key in BY_ID]
    return one.session.title, "\n".join(answers)


def _with_session(rows: QuerySet[Reflection]) -> QuerySet[Reflection]:
    return rows.select_related("session").order_by("pk")


HELD: tuple[Telling, ...] = (
    Telling(
        "NoteCheck.member",
        gettext_lazy("What you said of notes"),
        lambda said: (
            said.note.title,
            " ".join(filter(None, [str(said.get_state_display()), said.words, said.reply])),
        ),
        lambda rows: rows.select_related("note__item").order_by("pk"),
        printed=all_rows,
    ),
    Telling(
        "WhatIHeard.member",
        gettext_lazy("What you heard, and what you said you will do"),
        lambda said: (said.session.title, f"{said.heard}\n{said.will_do}"),
        lambda rows: rows.select_related("session").order_by("pk"),
        printed=all_rows,
    ),
    Telling("Reflection.member", gettext_lazy("What you wrote for yourself"), _reflected, _with_session),
)


def take_back(person: Person) -> None:
    """Their words go. That a note was checked, and that something was said, stays."""
    checks = pointing("facilitation", "NoteCheck.member", person)
    NoteCheck.objects.filter(pk__in=checks).update(words="", beside=False)
    WhatIHeard.objects.filter(pk__in=pointing("facilitation", "WhatIHeard.member", person)).delete()
