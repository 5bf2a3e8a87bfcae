"""What we hold of which dates suit people."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from facilitation.models import PollAnswer
from groups.months import add_months
from groups.privacy.shapes import Claim, Claims, Keeping, Telling, all_rows
from groups.privacy.times import when

CLAIMS: Claims = {
    "PollAnswer.member": Claim.DELETED,
    "PollAnswer.typed_by": Claim.KEPT_WITHOUT_NAME,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "PollAnswer.member",
        gettext_lazy("Which dates suit you"),
        lambda said: (when(said.date.starts_at), str(said.get_answer_display())),
        lambda rows: rows.select_related("date").order_by("pk"),
        printed=all_rows,
    ),
)


def _old_answers() -> QuerySet[PollAnswer]:
    return PollAnswer.objects.filter(date__poll__closes_on__lt=add_months(timezone.localdate(), -6))


def _delete(rows: QuerySet[PollAnswer]) -> int:
    return rows.delete()[0]


RETENTION: tuple[Keeping, ...] = (
    Keeping(
        "dates",
        gettext_lazy("Which dates suited you"),
        gettext_lazy("6 months after answers closed"),
        gettext_lazy("It is deleted."),
        _old_answers,
        _delete,
    ),
)
