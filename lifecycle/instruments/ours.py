"""Short instruments in our own words: how the group feels, a pulse after a session, and words alone."""

from django.utils.translation import gettext_lazy as _

from lifecycle.instruments.shapes import Instrument, Statement

NOT_TRUE, TRUE = _("not true for me"), _("fully true for me")

CLIMATE = Instrument(
    key="climate",
    version=1,
    name=_("How it feels in this group"),
    about=_("Six short lines about being together."),
    minutes=2,
    statements=(
        Statement("safe", NOT_TRUE, TRUE, "", _("I feel safe to say what I think.")),
        Statement("heard", NOT_TRUE, TRUE, "", _("When I speak, people listen.")),
        Statement("differ", NOT_TRUE, TRUE, "", _("We can disagree and still get on.")),
        Statement("know", NOT_TRUE, TRUE, "", _("I know what is going on, as much as anyone.")),
        Statement(
            "equal", NOT_TRUE, TRUE, "", _("What I know from my life or work counts as much as others’.")
        ),
        Statement("belong", NOT_TRUE, TRUE, "", _("I feel that I belong here.")),
    ),
)
PULSE = Instrument(
    key="pulse",
    version=1,
    name=_("After a session"),
    about=_("Three short lines about the session you were at."),
    minutes=1,
    statements=(
        Statement("say", NOT_TRUE, TRUE, "", _("I could say what I wanted to say.")),
        Statement("count", NOT_TRUE, TRUE, "", _("What people said made a difference.")),
        Statement("worth", NOT_TRUE, TRUE, "", _("It was worth my time and strength.")),
    ),
)
WORDS = Instrument(
    key="words",
    version=1,
    name=_("In our own words"),
    about=_("One question, answered in your own words."),
    minutes=3,
    statements=(),
)
