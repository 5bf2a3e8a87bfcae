"""A pack as finished HTML, for a PDF and for an envelope. Called in the language and time zone of its reader."""

from dataclasses import dataclass
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilitation.models import Session
from facilitation.pack_contents import pages_of
from facilitation.packs import Block, Kind, Page
from groups.templatetags.words import day

STYLESHEET = "pack.css"


@dataclass(frozen=True)
class Document:
    title: str
    html: str
    body: SafeString

    @property
    def digest(self) -> str:
        """Of all that it says and how it looks: another digest is another document."""
        return sha256(self.html.encode()).hexdigest()


def document(session: Session, looks: list[str]) -> Document:
    """`looks` as groups/letters.py names them. Its title tells the day alone (promise 13)."""
    pages = pages_of(session)
    title = _("Your pack for %(day)s") % {"day": day(session.starts_at, session.group.tz)}
    context = {
        "pages": pages,
        "number": len(pages),
        "looks": looks,
        "title": title,
        "language": get_language(),
        "on_paper": True,
    }
    body = render_to_string("facilitation/pack/pages.html", context)
    return Document(
        title, render_to_string("facilitation/pack/document.html", context | {"body": body}), body
    )


def as_text(session: Session) -> str:
    """All of it without any form, each page under its number."""
    pages = pages_of(session)
    return "\n\n".join(_page(page, len(pages)) for page in pages) + "\n"


def _page(page: Page, number: int) -> str:
    mark = _("Page %(page)s of %(number)s") % {"page": page.number, "number": number}
    title = _("%(title)s (goes on)") % {"title": page.part.title} if page.continued else page.part.title
    return "\n\n".join([f"--- {mark} ---", title, *map(_block, page.blocks)])


def _block(block: Block) -> str:
    if block.kind is Kind.CONTENTS:
        return _("%(title)s: page %(page)s") % {"title": block.text, "page": block.label}
    if block.kind in (Kind.MONEY, Kind.ITEM):
        return f"{block.text}\n{block.label}"
    return "\n".join(filter(None, [block.label, block.text, block.href if block.href != block.text else ""]))
