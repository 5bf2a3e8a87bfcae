"""Signs that people may be asked only for show, read from dates, each with the facts behind it.

Nothing here is about one person: who does what is counted over the whole group and names nobody (promise 11).
Meetings among people with lived experience are not part of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Decision, Paper, Session, ToDo
from facilitation.models.decisions import DecisionQuerySet
from facilitation.papers_out import how_early
from facilitation.states import SessionState
from groups.models import Group
from groups.templatetags.words import day
from groups.working_days import add_working_days, working_days_between
from lifecycle.models import Answer, Ask
from lifecycle.sign_words import SIGNS, SignKey, SignWords

LOOKS_BACK = timedelta(days=365)
NOTICE_WORKING_DAYS = 10
OUTCOME_WORKING_DAYS = 20
REASON_WORDS = 6
FEW_OWNERS = 2
ENOUGH_TO_DOS = 8  # of fewer nothing can be said
ENOUGH_PEOPLE = 8
SHOWN = 10


@dataclass(frozen=True)
class Fact:
    words: str
    url: str = ""


@dataclass(frozen=True)
class Sign:
    words: SignWords
    facts: list[Fact]
    more: bool


def signs_of(group: Group) -> list[Sign]:
    """All seven, in a fixed order, those that do not show too. A few questions to the database, however old it is."""
    sessions = _sessions(group)
    readers: dict[SignKey, Callable[[], Iterator[Fact]]] = {
        SignKey.TOO_LATE: lambda: _too_late(group),
        SignKey.SHORT_NOTICE: lambda: _short_notice(sessions),
        SignKey.LATE_PAPERS: lambda: _late_papers(sessions),
        SignKey.NO_OUTCOME: lambda: _no_outcome(group, sessions),
        SignKey.NO_REASON: lambda: _no_reason(group),
        SignKey.SAME_PEOPLE: lambda: _same_people(group),
        SignKey.LATE_TURNS: lambda: _late_turns(group),
    }
    return [_sign(SIGNS[key], list(read())) for key, read in readers.items()]


def _sign(words: SignWords, facts: list[Fact]) -> Sign:
    return Sign(words, facts[:SHOWN], more=len(facts) > SHOWN)


def _sessions(group: Group) -> list[Session]:
    """Announced in the last year and not called off, the newest first."""
    announced = Session.objects.in_group(group).counted().announced().exclude(state=SessionState.CANCELLED)
    has_papers = Exists(Paper.objects.filter(session=OuterRef("pk")))
    lately = announced.filter(starts_at__gt=timezone.now() - LOOKS_BACK).annotate(has_papers=has_papers)
    found = list(lately.select_related("pack").order_by("-starts_at", "-pk"))
    for session in found:
        session.group = group
    return found


def _too_late(group: Group) -> Iterator[Fact]:
    rows = _decided(group).filter(
        Q(topic_version__decide_by__lt=F("created_at__date")) | Q(outcome_on__lt=F("decided_on"))
    )
    for decision in rows.select_related("topic_version", "topic"):
        version = decision.topic_version
        fell_on = decision.outcome_on or (version.decide_by if version else None)
        words = {"title": _title(decision), "asked": day(_asked_on(decision, group)), "fell": day(fell_on)}
        yield Fact(
            _("“%(title)s”: we were asked on %(asked)s. It fell on %(fell)s.") % words,
            _page("decision", decision, group),
        )


def _short_notice(sessions: list[Session]) -> Iterator[Fact]:
    for session in sessions:
        told_on = timezone.localdate(session.announced_at, session.group.tz)
        if working_days_between(told_on, session.day, session.group) < NOTICE_WORKING_DAYS:
            words = {"title": session.title, "on": day(session.day), "told": day(told_on)}
            yield Fact(
                _("“%(title)s” on %(on)s was announced on %(told)s.") % words,
                _page("session", session, session.group),
            )


def _late_papers(sessions: list[Session]) -> Iterator[Fact]:
    for session in sessions:
        if getattr(session, "has_papers", False) and _is_late(session):
            yield Fact(f"“{session.title}”: {how_early(session)}", _page("session", session, session.group))


def _is_late(session: Session) -> bool:
    promised, pack = session.papers_out_on, getattr(session, "pack", None)
    if promised is None:
        return False
    return (timezone.localdate(pack.sent_at, session.group.tz) if pack else session.group.today) > promised


def _no_outcome(group: Group, sessions: list[Session]) -> Iterator[Fact]:
    since = add_working_days(group.today, -OUTCOME_WORKING_DAYS, group)
    silent = _decided(group).agreed().filter(outcome="", topic__isnull=False, decided_on__lt=since)
    asked = Ask.objects.in_group(group).values("decision")  # a request has a trail of its own
    for decision in silent.exclude(pk__in=asked).select_related("topic"):
        words = {"title": _title(decision), "on": day(decision.decided_on)}
        yield Fact(
            _("“%(title)s”: we decided on %(on)s, and nothing is written since.") % words,
            _page("decision", decision, group),
        )
    for session in sessions:
        due = session.notes_due_on
        if session.state == SessionState.CLOSED and due and due < group.today:
            words = {"title": session.title, "due": day(due)}
            yield Fact(
                _("“%(title)s”: its notes were due by %(due)s.") % words, _page("session", session, group)
            )


def _no_reason(group: Group) -> Iterator[Fact]:
    lately = Answer.objects.filter(group=group, at__gt=timezone.now() - LOOKS_BACK).select_related("ask")
    for answer in lately.order_by("-at", "-pk"):
        if len(answer.reason.split()) < REASON_WORDS:
            words = {"title": answer.ask.title, "reason": answer.reason}
            yield Fact(
                _("“%(title)s”: all that was said is: “%(reason)s”") % words, _page("ask", answer.ask, group)
            )


def _same_people(group: Group) -> Iterator[Fact]:
    """Only over the whole group, and only where it is large enough that two are few in it."""
    since = group.today - LOOKS_BACK
    taken_on = ToDo.objects.in_group(group).filter(owner__isnull=False, due_on__gt=since).order_by()
    shares = sorted(taken_on.values("owner").annotate(n=Count("pk")).values_list("n", flat=True))
    everyone = group.memberships.present().count()
    if everyone < ENOUGH_PEOPLE or sum(shares) < ENOUGH_TO_DOS:
        return
    if 2 * sum(shares[-FEW_OWNERS:]) > sum(shares):
        yield Fact(
            _(
                "More than half of what was agreed to do went to two people or fewer, in a group of %(people)d."
            )
            % {"people": everyone},
            reverse("to_dos", args=[group.public_id]),
        )


def _late_turns(group: Group) -> Iterator[Fact]:
    late = Ask.objects.in_group(group).open().filter(next_step_on__lt=group.today)
    for ask in late.select_related("to").with_rests().by_clock():
        if ask.rest_on(group.today):
            continue
        words = {"title": ask.title, "name": ask.to.name, "due": day(ask.next_step_on)}
        said = (
            _("“%(title)s” waits for %(name)s since %(due)s.")
            if ask.is_systems_turn
            else _("“%(title)s” waits for us since %(due)s.")
        )
        yield Fact(said % words, _page("ask", ask, group))


def _decided(group: Group) -> DecisionQuerySet:
    lately = group.today - LOOKS_BACK
    rows = Decision.objects.in_group(group).filter(is_bookkeeping=False, decided_on__gt=lately)
    return rows.order_by("-decided_on", "-pk")


def _title(decision: Decision) -> str:
    return decision.topic.title if decision.topic else decision.wording[:80]


def _asked_on(decision: Decision, group: Group) -> date:
    return timezone.localdate(decision.created_at, group.tz)


def _page(name: str, row: Session | Decision | Ask, group: Group) -> str:
    return reverse(name, args=[group.public_id, row.public_id])
