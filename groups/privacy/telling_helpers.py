"""How rows about helpers are told to the person they are about."""

from django.utils.translation import gettext_lazy

from groups.models import Helper
from groups.privacy.shapes import Line, Telling
from groups.privacy.times import when


def _helper(helper: Helper) -> Line:
    acts = [f"{when(act.at)}: {act.what}" for act in helper.acts.all()]
    about = f"{helper.name}, {helper.email}, {helper.get_state_display()}"
    return about, "\n".join([*helper.power_words, *acts])


HELPERS: tuple[Telling, ...] = (
    Telling(
        "Helper.member",
        gettext_lazy("Who helps you, and what they did"),
        _helper,
        lambda rows: rows.prefetch_related("acts").order_by("pk"),
    ),
    Telling(
        "Helper.person",
        gettext_lazy("Whom you help"),
        lambda helper: (helper.member.name, ", ".join(helper.power_words)),
        lambda rows: rows.select_related("member").order_by("pk"),
    ),
)
