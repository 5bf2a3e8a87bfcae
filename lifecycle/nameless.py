"""Public pages show bodies and roles, never names: names of people in the group are taken out of what was written.

Only whole names of two words or more are found: a first name alone may be any word.
"""

import re

from django.utils.translation import gettext as _

from groups.models import Group

SHORTEST = 2  # words


class Nameless:
    """Reads texts of a group. A name becomes the job of whoever has one, and "someone" otherwise."""

    def __init__(self, group: Group) -> None:
        known = group.memberships.values_list("name", "job")
        self._jobs = {name: job for name, job in known if len(name.split()) >= SHORTEST}
        longest_first = sorted(self._jobs, key=len, reverse=True)
        names = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first)
        self._names = re.compile(names) if names else None

    def read(self, text: str) -> str:
        return self._names.sub(self._instead, text) if self._names else text

    def _instead(self, found: re.Match[str]) -> str:
        return self._jobs[found[0]] or _("someone")
