"""What can be told: every kind of message, with its words, its link and how to know it is still true.

Each app's `kinds` registers its own when Django is ready; nothing here knows the apps above.
"""

from groups.kinds import held, helping, joining, places, reaching, safety
from groups.kinds.joining import TO_NEWCOMERS, TO_WELCOMERS
from groups.kinds.kind import Attachment, Kind, always
from groups.kinds.known import COMING, KINDS, Coming, register
from groups.kinds.reaching import WEEKLY

__all__ = [
    "COMING",
    "KINDS",
    "TO_NEWCOMERS",
    "TO_WELCOMERS",
    "WEEKLY",
    "Attachment",
    "Coming",
    "Kind",
    "always",
    "held",
    "helping",
    "joining",
    "places",
    "reaching",
    "register",
    "safety",
]
