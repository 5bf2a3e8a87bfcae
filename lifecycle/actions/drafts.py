"""An answer that somebody began and will finish later. It is the named lead's alone; the group never sees it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.files.checking import Checked
from groups.models import Membership
from groups.transitions import Refused
from lifecycle.actions.answer_files import keep_with_draft, take_out
from lifecycle.actions.asks import lock, must_be_named, must_be_systems_turn
from lifecycle.actions.promises import Promised
from lifecycle.models import AnswerDraft, Ask
from lifecycle.states import NEEDS_A_DATE


@dataclass(frozen=True)
class Reply:
    """What an answer says, as far as it is written."""

    kind: str = ""
    reason: str = ""
    will_do: str = ""
    who: str = ""
    promised_on: date | None = None
    promises: list[Promised] = field(default_factory=list)


@transaction.atomic
def save_draft(
    ask: Ask,
    reply: Reply,
    *,
    by: Membership,
    files: Iterable[Checked] = (),
    without: Iterable[str] = (),
) -> AnswerDraft:
    """Keep what the lead has written so far. `without`: public ids of files to take out.

    Nothing is recorded and nobody is told: until it is given it is as if it were on the lead's own paper.
    """
    locked = lock(ask)
    must_be_named(locked, by)
    must_be_systems_turn(locked)
    draft, _new = AnswerDraft.objects.update_or_create(
        ask=locked, by=by, defaults={"group": by.group, "saved_at": timezone.now(), **stored(reply)}
    )
    take_out(draft.files.filter(public_id__in=without).select_related("upload"))
    keep_with_draft(draft, files, by=by)
    return draft


def must_be_whole(reply: Reply) -> None:
    """As whole as an answer has to be when it is given."""
    if not reply.kind or not reply.reason.strip():
        raise Refused(_("An answer needs a reason, whatever it says."))
    if reply.kind in NEEDS_A_DATE and reply.promised_on is None:
        raise Refused(_("This answer needs a date, so that the group knows when."))


def stored(reply: Reply) -> dict[str, object]:
    """As the columns of a draft."""
    columns = asdict(reply)
    promises = [{**one, "due_on": one["due_on"] and str(one["due_on"])} for one in columns.pop("promises")]
    return columns | {"milestones": promises}


def written(draft: AnswerDraft) -> Reply:
    """What a draft says."""
    promises = [
        Promised(one["words"], one["due_on"] and date.fromisoformat(one["due_on"]), one["who"])
        for one in draft.milestones
    ]
    return Reply(draft.kind, draft.reason, draft.will_do, draft.who, draft.promised_on, promises)
