"""Questions of the group's own, asked beside those of an instrument and kept to be asked again."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, record
from lifecycle.models import OwnQuestion
from lifecycle.questions import OWN

MOST = 5  # in one review: a short one


@transaction.atomic
def keep_questions(texts: Iterable[str], *, by: Membership) -> list[OwnQuestion]:
    """Keep each, or find the one that says the same."""
    kept = []
    for text in filter(None, (" ".join(said.split()) for said in texts)):
        standing = OwnQuestion.objects.filter(group=by.group, retired_on=None, text__iexact=text).first()
        if standing is None:
            # Somebody else may add it at this moment.
            standing, is_new = OwnQuestion.objects.get_or_create(
                group=by.group, text=text, retired_on=None, defaults={"added_on": by.group.today}
            )
            if is_new:
                record("ownquestion.added", standing, by=by)
        kept.append(standing)
    return kept


@transaction.atomic
def retire_question(question: OwnQuestion, *, by: Membership) -> None:
    """It is offered no more. Reviews that asked it keep their results."""
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator puts questions away."))
    question.retired_on = by.group.today
    question.save(update_fields=["retired_on"])
    record("ownquestion.retired", question, by=by)


def as_asked(questions: Sequence[OwnQuestion]) -> list[dict[str, str]]:
    """As a review keeps them; the same question keeps its id, so that its results go on."""
    distinct = list(dict.fromkeys(questions))
    if len(distinct) > MOST:
        raise Refused(_("Choose at most %(most)s questions of your own.") % {"most": MOST})
    return [{"id": f"{OWN}{one.public_id}", "text": one.text} for one in distinct]
