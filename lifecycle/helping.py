"""What a helper may do here: answer a review with the person, if they chose that."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.helping_more import MORE, Line
from groups.models import Helper
from groups.permissions import Permission
from groups.states import HelperPower
from lifecycle.models import Review
from lifecycle.questions import instrument_in


def reviews_to_answer(helper: Helper) -> Iterator[Line]:
    """Those that are open. Not whether they are answered: the person says that."""
    if not helper.has(HelperPower.REVIEWS) or not helper.member.may(Permission.TAKE_PART_IN_REVIEWS):
        return
    for review in Review.objects.in_group(helper.group).open():
        words = _("Answer a review with them: %(name)s") % {"name": instrument_in(review).name}
        yield Line(words, reverse("helping_review", args=[helper.public_id, review.public_id]))


MORE.append(reviews_to_answer)
