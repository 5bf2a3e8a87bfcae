"""The eight shifts in the deck's own short labels ("Shifting the relationship"); the help is in our words."""

from django.utils.translation import gettext_lazy as _

from lifecycle.instruments.shapes import Instrument, Statement

SHIFTS = Instrument(
    key="shifts",
    version=1,
    name=_("Eight shifts in relationship"),
    about=_("How people and services meet each other now, in the places this group knows."),
    minutes=6,
    statements=(
        Statement(
            "matters",
            _("what's the matter"),
            _("what matters"),
            _("Do talks about care begin with what is wrong, or with what is important to the person?"),
        ),
        Statement(
            "information",
            _("no information"),
            _("information and support to choose"),
            _("Do people get what they need to know, in time and in words they can use?"),
        ),
        Statement(
            "partner",
            _("told what is wrong"),
            _("valued as an active partner"),
            _("Are people told what will happen, or asked and listened to?"),
        ),
        Statement(
            "whole",
            _("seen as a patient with symptoms"),
            _("seen as a whole person"),
            _("Do people's lives, families and hopes count, beside their health?"),
        ),
        Statement(
            "knowledge",
            _("professionals hold the knowledge"),
            _("knowledge and responsibility shared"),
            _("Does knowing from life count as much as knowing from training?"),
        ),
        Statement(
            "choice",
            _("one size fits all"),
            _("choice and control"),
            _("Can people choose what fits their life?"),
        ),
        Statement(
            "story",
            _("tell your story again and again"),
            _("tell it once"),
            _("Do people have to start from the beginning with everyone they meet?"),
        ),
        Statement(
            "power",
            _("powerless"),
            _("in partnership, sharing power"),
            _("When something is decided, who has a real say?"),
        ),
    ),
)
