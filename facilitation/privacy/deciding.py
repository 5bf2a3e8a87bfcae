"""What deciding holds about a person, besides positions and disputes."""

from django.utils.translation import gettext_lazy

from groups.privacy.shapes import Claim, Claims, Telling, all_rows

CLAIMS: Claims = {
    "GoodDecision.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "Option.proposed_by": Claim.THEIR_WORDS,
    "Outcome.recorded_by": Claim.KEPT_WITHOUT_NAME,
    "Position.typed_by": Claim.KEPT_WITHOUT_NAME,
    "QuickAgree.put_by": Claim.KEPT_WITHOUT_NAME,
    "SecondLook.recorded_by": Claim.KEPT_WITHOUT_NAME,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "Option.proposed_by",
        gettext_lazy("Options you proposed"),
        lambda option: (
            option.title,
            " ".join(filter(None, [option.means, option.good_for, option.hard_on])),
        ),
        printed=all_rows,
    ),
)
