"""What keeps someone safe, told to them alone. What others said of them in private is never told here."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import CallMe, CareTie, Concern, ContactBlock
from groups.privacy.shapes import Line, Telling
from groups.privacy.times import when


def _call(call: CallMe) -> Line:
    said = [str(call.get_state_display()), call.number, call.when_suits]
    about = _("To %(name)s, %(day)s") % {"name": call.to.name, "day": when(call.asked_at)}
    return about, " ".join(filter(None, said))


def _concern(concern: Concern) -> Line:
    to = concern.to.name if concern.to else ""
    return " ".join(filter(None, [when(concern.sent_at), to])), "\n".join([concern.words, concern.reply])


def _tie(tie: CareTie) -> Line:
    told = _("%(name)s can read this.") % {"name": tie.told_to.name} if tie.told_to else ""
    return tie.about.name if tie.about else when(tie.at), " ".join(filter(None, [tie.words, told]))


def _block(block: ContactBlock) -> Line:
    told = _("Those who arrange sessions are told.") if block.tell_those_who_arrange else when(block.at)
    return block.other.name, told


SAFETY: tuple[Telling, ...] = (
    Telling(
        "CallMe.member",
        gettext_lazy("Calls you asked for"),
        _call,
        lambda rows: rows.select_related("to").order_by("pk"),
    ),
    Telling(
        "Concern.member",
        gettext_lazy("What you told someone outside, and the replies"),
        _concern,
        lambda rows: rows.select_related("to").order_by("pk"),
    ),
    Telling(
        "CareTie.member",
        gettext_lazy("Who is involved in your care, as you told your contact"),
        _tie,
        lambda rows: rows.select_related("about", "told_to").order_by("pk"),
    ),
    Telling(
        "ContactBlock.asked_by",
        gettext_lazy("With whom you want no contact"),
        _block,
        lambda rows: rows.select_related("other").order_by("pk"),
    ),
    Telling(
        "WellbeingNote.person",
        gettext_lazy("Your notes on how you are"),
        lambda note: (when(note.at), note.words),
    ),
)

SAFETY_NOT_TOLD = {
    "CallMe.to": "somebody else's private request",
    "ContactBlock.other": "somebody else's private choice",
    "CareTie.about": "what somebody else told their contact in private",
    "CareTie.told_to": "somebody else's row",
    "Concern.to": "written by somebody else, in private",
}
