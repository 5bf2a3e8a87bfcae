"""What this app can tell people: see groups.kinds. Importing it registers every kind."""

from lifecycle.kinds import asks, cycle, words

__all__ = ["asks", "cycle", "words"]
