"""Requests to the system on the map of the operating model: see facilitation/model_map.py.

A request has its place there by the topic it grew from, or by the decisions it was built from. Everyone in a group
reads each of its requests and topics, and nothing here says whose words began one.
"""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from facilitation.model_map import Found, Link, also_shows
from groups.models import Group
from lifecycle.models import Ask


def _requests(group: Group) -> Found:
    """The newest first, in one question; one that touches a part in two ways stands there once."""
    here = Ask.objects.in_group(group).order_by()
    grew = here.filter(decision__topic__tags__isnull=False)
    built = here.filter(built_from__topic__tags__isnull=False)
    fields = ("raised_on", "pk", "title", "public_id")
    rows = grew.values_list(*fields, "decision__topic__tags__part").union(
        built.values_list(*fields, "built_from__topic__tags__part")
    )
    found: Found = defaultdict(list)
    for _on, _pk, title, public_id, part in rows.order_by("-raised_on", "-pk"):
        found[part].append(Link(title, reverse("ask", args=[group.public_id, public_id])))
    return found


also_shows("requests", _("Requests"), _requests)
