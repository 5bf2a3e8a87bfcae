"""A piece of information in a pack: its words, the lines of its budget, and the other formats it comes in."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from facilitation.information import amounts_in_words, pounds, what_does_not_add_up
from facilitation.models import InformationFormat, InformationItem, InformationVersion
from facilitation.packs import ONE_LINE, SENTENCES, Block, Kind, height
from facilitation.states.information import InformationKind
from groups.states import ConsentState
from groups.templatetags.words import day


def blocks_of(item: InformationItem) -> Iterator[Block]:
    """Load it by `Paper.objects.to_print()`."""
    if item.taken_back_on:
        yield Block(
            Kind.NOTICE, label=_("Something that stood here was taken back by the person it came from.")
        )
    yield from _in_short(item)
    if item.kind == InformationKind.EVIDENCE:
        yield from _evidence(item)
    if item.current:
        yield from _sheet(item.current)
    yield Block(Kind.TEXT, item.words)
    for text, href in ((item.source, ""), (item.link, item.link)):
        if text:
            yield Block(Kind.FACT, text, _("Where it comes from"), href=href)
    if not item.is_gone:
        yield from _formats(item)


def _in_short(item: InformationItem) -> Iterator[Block]:
    yield Block(Kind.FACT, item.summary, _("In plain words"))
    if item.read_first:
        yield Block(Kind.FACT, item.read_first, _("Read this first:"))
    if item.consent and item.consent.state == ConsentState.GIVEN and item.consent.about:
        yield Block(Kind.FACT, item.consent.about, item.consent.get_kind_display())


def _evidence(item: InformationItem) -> Iterator[Block]:
    for label, text in (
        (_("Who was asked"), item.asked_who),
        (_("How many people"), item.asked_many),
        (_("When"), item.asked_when),
        (_("How they were asked"), item.asked_how),
        (_("Who or what is missing"), item.missing),
    ):
        if text:
            yield Block(Kind.FACT, text, label, lines=ONE_LINE)


def _sheet(version: InformationVersion) -> Iterator[Block]:
    """Each line of a budget in words: a table would not fit large print, and nobody can hear one well."""
    lines = list(version.lines.all())
    if lines:
        yield Block(Kind.HEADING, label=_("Budget sheet"))
    for line in lines:
        yield Block(Kind.MONEY, line.name, amounts_in_words(line), lines=ONE_LINE + height(line.decides))
    if lines and version.whole is not None:
        yield Block(Kind.MONEY, pounds(version.whole), _("The whole budget, as the paper says it."))
    for said in what_does_not_add_up(version):
        yield Block(Kind.NOTICE, label=said, lines=SENTENCES)


def _formats(item: InformationItem) -> Iterator[Block]:
    """In which other ways the same can be had, and which are still to come."""
    given = list(item.formats.all())
    if given:
        yield Block(Kind.HEADING, label=_("The same in other formats"))
    for one in given:
        yield _format(item, one)


def _format(item: InformationItem, one: InformationFormat) -> Block:
    """One that is here leads to its file or link; a file that is still being checked is named alone."""
    kind = {"kind": one.get_kind_display()}
    if not one.is_here:
        to_come = _("%(kind)s: still to come, by %(day)s") % (kind | {"day": day(one.expected_on)})
        return Block(Kind.FACT, label=to_come)
    is_old = item.current is not None and one.number < item.current.number
    label = _("%(kind)s, made from an older version") % kind if is_old else kind["kind"]
    if one.upload is None:
        return Block(Kind.FILE, one.link, label, href=one.link)
    there = reverse("information_format_file", args=[item.group.public_id, one.public_id])
    href = settings.SITE_URL + there if one.upload.is_ready else ""
    return Block(Kind.FILE, one.upload.name, label, href=href)
