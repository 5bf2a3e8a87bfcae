"""Where a consent may stand in this app, and how it is taken from there."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from facilitation.models import BudgetLine, InformationItem, PackFile
from facilitation.models.information import VERSIONED
from groups.actions.uploads import remove_upload
from groups.consents import reaches
from groups.jobs import forget_result
from groups.search import keep
from groups.states import ConsentKind

STORY_GONE = "Taken back"  # stored where a story had its title
EMPTY = {name: "" for name in VERSIONED if name not in {"title", "source_on", "lang", "whole"}} | {
    "source_on": None,
    "whole": None,
}


def clear_information(public_id: str, at: datetime) -> None:
    """A story goes whole, with what was written around it; of a quote or a photograph only itself goes."""
    item = InformationItem.objects.select_related("consent", "upload").get(public_id=public_id)
    if item.consent and item.consent.kind == ConsentKind.STORY:
        _clear_story(item)
    item.consent, item.taken_back_on = None, at.date()
    item.save(update_fields=[*VERSIONED, "upload", "consent", "taken_back_on"])
    keep(item)
    _forget_packs_with(item)


def _forget_packs_with(item: InformationItem) -> None:
    """Files of packs in which it stands: nobody is given them any more, and they need not lie there either."""
    made = PackFile.objects.filter(session__papers__information=item, job__isnull=False)
    for one in made.select_related("job"):
        if one.job:
            forget_result(one.job)


def _clear_story(item: InformationItem) -> None:
    """Its words now and before, its files in every format, and what was asked about it, which may quote it."""
    for name, empty in EMPTY.items():
        setattr(item, name, empty)
    item.title = STORY_GONE
    item.versions.update(title=STORY_GONE, why="", **EMPTY)
    BudgetLine.objects.filter(version__item=item).delete()
    item.questions.all().delete()
    for given in item.formats.select_related("upload"):
        if given.upload:
            remove_upload(given.upload)
    item.formats.all().delete()
    if item.upload:
        remove_upload(item.upload)
        item.upload = None


reaches(InformationItem, label=_("information for the group"), clear=clear_information, may_be_out=True)
