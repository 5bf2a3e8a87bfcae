"""What we hold of what people agreed to do."""

from django.utils.translation import gettext_lazy

from facilitation.models import ToDo
from facilitation.states.to_do import ToDoState
from groups.models import Person
from groups.privacy.settling import pointing
from groups.privacy.shapes import Claim, Claims, Telling, all_rows

CLAIMS: Claims = {
    "ToDo.made_by": Claim.KEPT_WITHOUT_NAME,
    "ToDo.owner": Claim.THEIR_WORDS,
    "ToDo.typed_by": Claim.KEPT_WITHOUT_NAME,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "ToDo.owner",
        gettext_lazy("What you agreed to do, or were asked to do"),
        lambda to_do: (to_do.words, " ".join(filter(None, [str(to_do.get_state_display()), to_do.said]))),
        printed=all_rows,
    ),
)


def leave_to_others(person: Person) -> None:
    """What they had not done yet looks for someone else."""
    theirs = pointing("facilitation", "ToDo.owner", person)
    theirs.filter(state__in=(ToDoState.ASKED, ToDoState.OPEN)).update(state=ToDoState.FREE, owner=None)


def take_back(person: Person) -> None:
    """What they wrote about it goes. That it was done or dropped stays."""
    ToDo.objects.filter(pk__in=pointing("facilitation", "ToDo.owner", person)).update(said="")
