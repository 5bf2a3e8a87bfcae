"""Whom to turn to in an emergency, since nobody watches this app round the clock.

The defaults are for the United Kingdom. HELP_LINES puts others in their place.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class HelpLine:
    number: str
    when: str | Promise

    @property
    def url(self) -> str:
        """For a tap on a phone; none where the number is not all there is to it."""
        digits = self.number.replace(" ", "")
        return f"tel:{digits}" if digits.isdigit() else ""


UNITED_KINGDOM: tuple[HelpLine, ...] = (
    HelpLine("999", _("Somebody is in danger or badly hurt. Ambulance, police and fire, day and night.")),
    HelpLine("18000", _("The same, if you use Relay UK or a textphone.")),
    HelpLine("111", _("You need medical help soon, and it is not an emergency.")),
    HelpLine("116 123", _("Samaritans: somebody to talk to about anything, day and night, free.")),
    HelpLine("SHOUT to 85258", _("The same by text message, day and night, free.")),
)


def read(text: str) -> tuple[HelpLine, ...]:
    """The lines of "number: when to use it; number: when…", or else the defaults."""
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return tuple(HelpLine(number.strip(), when.strip()) for number, when in pairs) or UNITED_KINGDOM
