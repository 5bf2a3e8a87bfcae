"""What is in the pack of a session, in the language that is on: facts first, then each paper whole."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitation.expecting import expected
from facilitation.glossary import terms_in, terms_of
from facilitation.models import AgendaItem, GroupText, Paper, Session
from facilitation.pack_information import blocks_of
from facilitation.packs import ONE_LINE, SENTENCE, SENTENCES, Block, Kind, Page, Part, divided
from facilitation.papers_out import paper_how_early
from facilitation.states import TextKind, TextState
from groups.models import Group
from groups.outside import whom_to_tell
from groups.templatetags.words import when

TO_COME = "0"  # until the pages are counted


def pages_of(session: Session) -> list[Page]:
    return divided(parts_of(session))


def parts_of(session: Session) -> Iterator[Part]:
    papers = list(session.papers.to_print())
    yield Part("session", session.title, tuple(_contents(papers)))
    yield Part("facts", _("The session"), tuple(_facts(session)))
    yield Part("ground", _("What we stand on"), tuple(_ground(session.group)))
    for paper in papers:
        yield Part(str(paper.public_id), paper.heading, tuple(_paper(paper)))
    yield from _words_explained(session, papers)


def _contents(papers: list[Paper]) -> Iterator[Block]:
    ground = _("What we stand on")
    yield Block(Kind.HEADING, label=_("What is in this pack"))
    yield Block(Kind.CONTENTS, text=_("The session"), label=TO_COME, lines=ONE_LINE, about="facts")
    yield Block(Kind.CONTENTS, text=ground, label=TO_COME, lines=ONE_LINE, about="ground")
    for paper in papers:
        key = str(paper.public_id)
        yield Block(Kind.CONTENTS, text=paper.heading, label=TO_COME, lines=ONE_LINE, about=key)
        if paper.note:
            yield Block(Kind.FACT, text=paper.note, label=_("Before you read"))
    if not papers:
        yield Block(Kind.NOTICE, label=_("There are no papers for this session."))


def _facts(session: Session) -> Iterator[Block]:
    said = _("When: %(when)s") % {"when": when(session, session.group.tz)}
    yield Block(Kind.FACT, label=said, lines=SENTENCE)
    for label, text in (
        (_("What it is for"), session.about),
        (_("Where"), session.place),
        (_("Getting in and around"), session.access_notes),
        (_("By phone"), session.phone_in),
        (_("By video"), session.video_link),
    ):
        if text:
            yield Block(Kind.FACT, text, label)
    yield from _expected(session)
    items = list(session.items.select_related("led_by"))
    if items:
        yield Block(Kind.HEADING, label=_("What we talk about"))
    for number, item in enumerate(items, start=1):
        yield from _item(number, item)


def _expected(session: Session) -> Iterator[Block]:
    known = expected(session)
    said = known.said
    for label, text in (
        (_("Who runs it"), ", ".join(known.facilitators)),
        (_("Who helps to run it"), ", ".join(known.co_facilitators)),
        (_("Guests"), "\n".join(known.guests)),
        (_("Who meets you at the door"), said.meets_you if said else ""),
        (_("The entrance"), said.entrance_alt if said and said.entrance else ""),
        (_("Number to call in"), "\n".join(filter(None, [said.dial_number, said.dial_code])) if said else ""),
    ):
        if text:
            yield Block(Kind.FACT, text, label)


def _item(number: int, item: AgendaItem) -> Iterator[Block]:
    minutes = ngettext("%(n)d minute", "%(n)d minutes", item.minutes) % {"n": item.minutes}
    facts = [f"{item.get_purpose_display()}, {minutes}"]
    if item.led_by:
        facts.append(_("Led by %(name)s") % {"name": item.led_by.name})
    yield Block(Kind.ITEM, f"{number}. {item.title}", "\n".join(facts), lines=SENTENCE)
    if item.content_note:
        yield Block(Kind.FACT, item.content_note, _("Before you read or come"))


def _ground(group: Group) -> Iterator[Block]:
    promise = _(
        "Nothing said here will affect anyone's care, benefits or job. You can pass, take a break, leave or "
        "take back your words at any time. No reason is asked."
    )
    yield Block(Kind.NOTICE, label=promise, lines=SENTENCES)
    yield from _whom_to_tell(group)
    agreed = GroupText.objects.in_group(group).filter(state=TextState.AGREED).order_by("-kind")
    for text in agreed:
        yield Block(Kind.HEADING, label=str(TextKind(text.kind).label))
        yield Block(Kind.TEXT, text.words)


def _words_explained(session: Session, papers: list[Paper]) -> Iterator[Part]:
    """Last, so that whatever language explains them, no page before them has another number."""
    texts = [block.text for paper in papers for block in _paper(paper)]
    terms = terms_in("\n".join(texts), terms_of(session.group))
    if terms:
        yield Part(
            "words", _("Words explained"), tuple(Block(Kind.FACT, one.meaning, one.name) for one in terms)
        )


def _whom_to_tell(group: Group) -> Iterator[Block]:
    told = whom_to_tell(group)
    label = _("If that is not kept, tell someone outside the group")
    if told.contact:
        phone = told.contact.phone
        yield Block(Kind.FACT, "\n".join(filter(None, [told.contact.titled, phone])), label)
    for person in told.fallback:
        yield Block(Kind.FACT, "\n".join(filter(None, [person.name, person.phone])), label)


def _paper(paper: Paper) -> Iterator[Block]:
    early = paper_how_early(paper)
    if paper.is_late:
        yield Block(Kind.NOTICE, label=early, lines=SENTENCE)
    if paper.agenda_item:
        yield Block(Kind.FACT, paper.agenda_item.title, _("For"), lines=ONE_LINE)
    if paper.note:
        yield Block(Kind.FACT, paper.note, _("Before you read"))
    yield from _words(paper)
    yield from _file(paper)


def _words(paper: Paper) -> Iterator[Block]:
    if paper.information:
        yield from blocks_of(paper.information)
    else:
        yield Block(Kind.TEXT, paper.words)


def _file(paper: Paper) -> Iterator[Block]:
    upload = paper.information.upload if paper.information else paper.upload
    if upload and upload.is_ready:
        there = reverse("paper_file", args=[paper.group.public_id, paper.public_id])
        label = _("With this paper comes a file")
        yield Block(Kind.FILE, upload.name, label, href=settings.SITE_URL + there)
