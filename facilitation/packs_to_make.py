"""Packs in formats that the app cannot print, as lines on the list of letters and calls."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from facilitation.models import PackToMake
from groups.looks import looked_at
from groups.models import Look, Membership
from groups.needs import shared_needs
from groups.permissions import Permission
from groups.to_make import TO_MAKE, ToMake


def packs_to_make(member: Membership) -> Iterator[ToMake]:
    """For those who arrange alone; not what somebody does not share any more. Each person can read who looked."""
    if not member.may(Permission.ARRANGE):
        return
    waiting = PackToMake.objects.in_group(member.group).waiting()
    rows = list(waiting.select_related("member__person", "session").order_by("session__starts_at", "pk"))
    shared = set(shared_needs(member.group).values_list("person", "kind")) if rows else set()
    shown = [one for one in rows if (one.member.person_id, one.kind) in shared]
    looked_at([one.member.person for one in shown], Look.What.ACCESS, by=member)
    for one in shown:
        words = _("%(name)s needs the pack in this format: %(format)s. It is for “%(session)s”.") % {
            "name": one.member.name,
            "format": one.get_kind_display(),
            "session": one.session.title,
        }
        yield ToMake(words, reverse("pack_made", args=[member.group.public_id, one.public_id]))


TO_MAKE.append(packs_to_make)
