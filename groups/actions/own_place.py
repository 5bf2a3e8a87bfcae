"""What is a person's own in a group: the name they go by and the line beside it. Nobody else writes them."""

from django.db import transaction

from groups.models import Membership
from groups.states import Side
from groups.transitions import record


@transaction.atomic
def name_myself(*, name: str, line: str, by: Membership) -> Membership:
    """Change the name people see, and for someone with lived experience the line beside it."""
    mine = Membership.objects.select_for_update(of=("self",)).get(pk=by.pk)
    mine.name = name
    mine.line = line if mine.side == Side.LIVED else ""
    mine.save(update_fields=["name", "line"])
    record("membership.named", mine, by=by)
    return mine
