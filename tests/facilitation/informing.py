"""Information for the stories of this folder."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from facilitation.actions.information import change_information, share_information
from facilitation.models import BudgetLine, InformationItem
from groups.files.checking import Checked, check
from groups.files.sorts import Sort
from groups.models import Membership

# What every form to share asks besides the words.
SOURCED = {"source": "The Board, finance team", "source_on": "2026-03-03", "lang": "en-gb"}


def share(by: Membership, title: str = "The budget", **more: Any) -> InformationItem:
    beside = {name: more.pop(name) for name in ("lines", "topics", "parts", "file") if name in more}
    item = InformationItem(title=title, **{"summary": "What we can spend."} | more)
    return share_information(item, by=by, **beside)


def change(item: InformationItem, by: Membership, *, why: str = "", **words: Any) -> InformationItem:
    changed = change_information(
        item, words=words, why=why, by=by, parts=[tag.part for tag in item.tags.all()]
    )
    changed.refresh_from_db()
    return changed


def line(name: str, total: int, committed: int, movable: int, decides: str = "The Board") -> BudgetLine:
    amounts = {"total": Decimal(total), "committed": Decimal(committed), "movable": Decimal(movable)}
    return BudgetLine(name=name, decides=decides, **amounts)


def a_text(name: str) -> Checked:
    """A file of a format, as somebody sends it."""
    return check(ContentFile(b"Easy words", name), [Sort.TEXT])
