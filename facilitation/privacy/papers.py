"""Of papers and packs: what is somebody's, and what is the group's own."""

from django.utils.translation import gettext_lazy

from facilitation.models import InformationFormat, InformationItem, Paper, WhatToExpect
from groups.models import Person, Upload
from groups.privacy.settling import pointing
from groups.privacy.shapes import Claim, Claims, Telling

CLAIMS: Claims = {
    "Pack.sent_by": Claim.KEPT_WITHOUT_NAME,
    "PackToMake.made_by": Claim.KEPT_WITHOUT_NAME,
    "PackToMake.member": Claim.DELETED,
    "Paper.added_by": Claim.KEPT_WITHOUT_NAME,
    "WhatToExpect.changed_by": Claim.KEPT_WITHOUT_NAME,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "PackToMake.member",
        gettext_lazy("Packs made for you in your own format"),
        lambda made: (made.session.title, str(made.get_kind_display())),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
)


def leave_papers_with_the_group(person: Person) -> None:
    """What they shared as information, in whatever format, or added to a pack, is the group's own paper."""
    shared = pointing("facilitation", "InformationItem.shared_by", person).filter(upload__isnull=False)
    added = pointing("facilitation", "Paper.added_by", person).filter(upload__isnull=False)
    formats = pointing("facilitation", "InformationFormat.added_by", person).filter(upload__isnull=False)
    doors = pointing("facilitation", "WhatToExpect.changed_by", person).filter(entrance__isnull=False)
    keys = [key for rows in (shared, added, formats) for key in rows.values_list("upload", flat=True)]
    keys += doors.values_list("entrance", flat=True)
    Upload.objects.filter(pk__in=keys).update(by=None)


def uploads_of_papers(person: Person) -> list[int]:
    """The files they sent that became the group's papers, whoever shared them."""
    items = InformationItem.objects.filter(upload__by=person).values_list("upload", flat=True)
    papers = Paper.objects.filter(upload__by=person).values_list("upload", flat=True)
    formats = InformationFormat.objects.filter(upload__by=person).values_list("upload", flat=True)
    doors = WhatToExpect.objects.filter(entrance__by=person).values_list("entrance", flat=True)
    return [*items, *papers, *formats, *doors]
