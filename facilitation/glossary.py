"""Words explained wherever they stand: found in a text, and marked so that a tap or a key shows what they mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from facilitation.glossary_start import START
from facilitation.models import GlossaryTerm
from groups.models import Group

# Where a word is a name, a button or code, it is left as it is.
_LEFT_ALONE = {"a", "button", "code", "pre", "h1", "h2", "h3", "h4", "label", "summary", "script", "textarea"}
_TAG = re.compile(r"(<[^>]+>)")


@dataclass(frozen=True)
class Term:
    """A word with its other forms, in small letters, and its meaning."""

    name: str
    forms: tuple[str, ...]
    meaning: str


def terms_of(group: Group) -> list[Term]:
    """Every word this group can explain, its own meanings before those all groups begin with. One query."""
    own = [_term(row.term, row.also, row.meaning) for row in GlossaryTerm.objects.in_group(group).explained()]
    known = {form for term in own for form in term.forms}
    start = [_term(str(name), str(also), str(meaning)) for name, also, meaning in START]
    return own + [term for term in start if not known & set(term.forms)]


def words_known(group: Group) -> set[str]:
    """Every form of every word that this group can explain: see groups/readability.py."""
    return {form for term in terms_of(group) for form in term.forms}


def terms_in(text: str, terms: Iterable[Term]) -> list[Term]:
    """The terms that stand in a text, in the order of the alphabet: for the end of a printed paper."""
    known = _by_form(terms)
    found = {known[match.group(0).casefold()] for match in _forms(known).finditer(text)} if known else set()
    return sorted(found, key=lambda term: term.name.casefold())


def explain(html: str, terms: Iterable[Term], *, already: set[str]) -> SafeString:
    """The same HTML, in which the first of each term opens its meaning, and the meanings after it.

    `already`: names of terms explained further up on the page; those found here are added to it. The meanings are
    popovers, which a browser opens by tap or key without a script; an old browser shows them as a list.
    """
    known = {form: term for form, term in _by_form(terms).items() if term.name not in already}
    if not known:
        return mark_safe(html)  # noqa: S308  # as it came
    looked_for, numbers, found = _forms(known), count(len(already) + 1), dict[str, Term]()

    def marked(match: re.Match[str]) -> str:
        term = known[match.group(0).casefold()]
        if term.name in already:
            return match.group(0)
        already.add(term.name)
        key = f"term-{next(numbers)}"
        found[key] = term
        return f'<button type="button" class="term" popovertarget="{key}">{match.group(0)}</button>'

    inside, pieces = 0, []
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            inside += _depth(piece)
        pieces.append(piece if piece.startswith("<") or inside else looked_for.sub(marked, piece))
    return mark_safe("".join(pieces) + _meanings(found))  # noqa: S308  # the words it was made of are escaped


def _meanings(found: dict[str, Term]) -> SafeString:
    if not found:
        return mark_safe("")
    each = format_html_join(
        "",
        '<div id="{}" popover class="meaning"><p><strong>{}</strong>: {}</p></div>',
        ((key, term.name, term.meaning) for key, term in found.items()),
    )
    return format_html('<div class="meanings">{}</div>', each)


def _depth(tag: str) -> int:
    """Whether a tag goes into (1) or out of (-1) something that is left alone."""
    name = tag.strip("</>").split()[0].casefold() if tag.strip("</>") else ""
    if name not in _LEFT_ALONE or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def _term(name: str, also: str, meaning: str) -> Term:
    forms = [name, *also.split(",")]
    return Term(
        name, tuple(dict.fromkeys(form.strip().casefold() for form in forms if form.strip())), meaning
    )


def _by_form(terms: Iterable[Term]) -> dict[str, Term]:
    return {form: term for term in reversed(list(terms)) for form in term.forms}


def _forms(known: dict[str, Term]) -> re.Pattern[str]:
    """Whole words alone, the longest first. Text is searched as it stands in HTML."""
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(escape(form)) for form in longest_first)})(?!\w)", re.IGNORECASE
    )
