"""What came of a session: what was decided, taken on, asked for and answered since. Nothing is counted."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.models import Contribution, Decision, ParkedMatter, Session, ToDo
from facilitation.models.hiding import veiled
from facilitation.models.room import ContributionQuerySet
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused
from lifecycle.models import Ask, ImpactReport, Trace
from lifecycle.models.reports import ReportQuerySet
from lifecycle.models.trail import unrouted
from lifecycle.trails import trails
from lifecycle.who_routes import routed_by

SHOWN = 20


@for_members(Permission.SEE_GROUP)
@require_safe
def what_came_of_session(request: MemberRequest, session_id: UUID) -> HttpResponse:
    group, session = request.member.group, _find(request, session_id)
    used = Trace.objects.filter(contribution__session=session)
    decided = Q(session=session) | Q(pk__in=used.filter(decision__isnull=False).values("decision"))
    asked = Q(decision__session=session) | Q(pk__in=used.filter(ask__isnull=False).values("ask"))
    waiting = _waiting(request, session)
    context = {
        "session": session,
        "decisions": Decision.objects.in_group(group).filter(decided, is_bookkeeping=False).order_by("pk"),
        "to_dos": ToDo.objects.of_session(session),
        "asks": Ask.objects.in_group(group).filter(asked).for_list().order_by("pk"),
        "parked": ParkedMatter.objects.in_group(group)
        .filter(session=session)
        .select_related("brought_to__session")
        .order_by("pk"),
        "waiting": waiting[:SHOWN],
        "more_wait": len(waiting) > SHOWN,
        "reports": _reports(session) if session.is_usual else (),
    }
    return render(request, "lifecycle/what_came.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def words_of_session(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Everything said in a session that the reader may read, each with where it went."""
    session = _find(request, session_id)
    shown = _of_session(session).shown_to(request.member)
    page = Paginator(_in_no_order(shown), SHOWN).get_page(request.GET.get("page"))
    told = trails(veiled(page, request.member), request.member.group)
    context = {"session": session, "page": page, "trails": told}
    return render(request, "lifecycle/words/of_session.html", context)


def _reports(session: Session) -> ReportQuerySet:
    """The approved ones whose time this session fell into."""
    approved = ImpactReport.objects.in_group(session.group).approved().newest_of_each()
    return approved.filter(starts_on__lte=session.day, ends_on__gte=session.day).defer("facts")


def _find(request: MemberRequest, session_id: UUID) -> Session:
    sessions = Session.objects.in_group(request.member.group).visible_to(request.member)
    session = get_object_or_404(sessions.select_related("group"), public_id=session_id)
    if not session.is_over:
        raise Refused(_("This page fills when the session is over."))
    return session


def _waiting(request: MemberRequest, session: Session) -> list[Contribution]:
    """For whoever writes down where words go: those they may read that went nowhere so far."""
    theirs = routed_by(request.member, _of_session(session))
    return list(_in_no_order(unrouted(theirs))[: SHOWN + 1])


def _of_session(session: Session) -> ContributionQuerySet:
    return Contribution.objects.filter(session=session)


def _in_no_order(words: ContributionQuerySet) -> ContributionQuerySet:
    """By their random keys: never the order in which words without a name were said (promise 5)."""
    return words.select_related("author", "typed_by", "helped_by").order_by("pk")
