"""Where a consent may stand in this app, and how it is taken from there."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from facilitation.models import InformationItem
from groups.actions.uploads import remove_upload
from groups.consents import reaches
from groups.states import ConsentKind

STORY_GONE = "Taken back"  # stored where a story had its title


def clear_information(public_id: str, at: datetime) -> None:
    """A story goes whole, with what was written around it; of a quote or a photograph only itself goes."""
    item = InformationItem.objects.select_related("consent", "upload").get(public_id=public_id)
    if item.consent and item.consent.kind == ConsentKind.STORY:
        item.title = STORY_GONE
        item.summary = item.words = item.link = item.content_note = ""
        if item.upload:
            remove_upload(item.upload)
            item.upload = None
    item.consent, item.taken_back_on = None, at.date()
    item.save(
        update_fields=[
            "title",
            "summary",
            "words",
            "link",
            "content_note",
            "upload",
            "consent",
            "taken_back_on",
        ]
    )


reaches(InformationItem, label=_("information for the group"), clear=clear_information, may_be_out=True)
