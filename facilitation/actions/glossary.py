"""Words of the group's work, explained by whoever knows; anyone may ask what one means."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.people import explainers
from facilitation.models import GlossaryTerm
from groups.models import Group, Membership
from groups.notifications import notify, settle
from groups.search import forget
from groups.transitions import Refused, record

WORD_ASKED = "word_asked"
MOST_ASKED = 30  # words that wait to be explained, in one group
MOST_TERMS = 300


@transaction.atomic
def ask_about(term: str, *, group: Group) -> GlossaryTerm:
    """Ask what a word means. Takes no `by`: who asked is kept nowhere. Asked again, it is asked once."""
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    here = GlossaryTerm.objects.in_group(group)
    known = here.filter(term__iexact=term).first()
    if known:
        return known
    if here.asked().count() >= MOST_ASKED:
        raise Refused(_("Many words wait to be explained already. Please ask again when some are."))
    asked = GlossaryTerm.objects.create(group=group, term=term)
    notify(WORD_ASKED, asked, group=group, to=explainers(group))
    return asked


@transaction.atomic
def explain_term(term: GlossaryTerm, *, by: Membership) -> GlossaryTerm:
    """Say what a word means, or say it better. Whoever explained it last stands beside it."""
    if not term.pk and GlossaryTerm.objects.in_group(by.group).count() >= MOST_TERMS:
        raise Refused(_("The glossary is full. Take out a word that nobody uses any more."))
    term.group, term.written_by, term.changed_at = by.group, by, timezone.now()
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as error:
        raise Refused(_("Somebody has just explained this word. Look at the list again.")) from error
    settle([WORD_ASKED], term)
    record("glossaryterm.explained", term, by=by)
    return term


@transaction.atomic
def remove_term(term: GlossaryTerm, *, by: Membership) -> None:
    settle([WORD_ASKED], term)
    record("glossaryterm.removed", term, by=by)
    forget(term)
    term.delete()
