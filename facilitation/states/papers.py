"""Papers and packs, as pure data."""

from groups.states import NeedKind

# The ways of reading that no printer makes: somebody is told what to make, and for whom.
FORMATS_TO_MAKE = (NeedKind.BRAILLE, NeedKind.AUDIO, NeedKind.EASY_READ, NeedKind.BSL)
MOST_PAPERS = 20
