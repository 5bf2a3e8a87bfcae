"""How early papers were out, in one sentence that is true also when they came late or never (promise 9)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitation.models import Pack, Paper, Session
from facilitation.models.sessions import BEFORE
from facilitation.states import SessionState
from groups.models import Membership
from groups.permissions import Permission
from groups.templatetags.words import day

UNKNOWN = (SessionState.DRAFT, SessionState.CANCELLED)


def may_change_papers(session: Session, member: Membership) -> bool:
    """Until it is over, those who plan it."""
    return session.state in (SessionState.DRAFT, *BEFORE) and member.may(Permission.PLAN_SESSIONS)


def how_early(session: Session) -> str:
    """Of the pack of a session; empty for one that is only planned, or called off."""
    if session.state in UNKNOWN:
        return ""
    pack: Pack | None = getattr(session, "pack", None)
    if pack:
        return _sent(session, _local(session, pack.sent_at))
    if session.has_ended:
        return _("No pack was sent out.")
    return _not_yet(session)


def paper_how_early(paper: Paper) -> str:
    """Of one paper."""
    session = paper.session
    if session.state in UNKNOWN or session.announced_at is None:
        return ""
    if paper.is_late:
        return _late(paper)
    days = (_local(session, session.starts_at) - paper.came_on).days
    return ngettext("Out %(days)d day before.", "Out %(days)d days before.", days) % {"days": days}


def _late(paper: Paper) -> str:
    when = {"day": day(paper.came_on)}
    if paper.is_for_information_only:
        return _("Late: came on %(day)s, for information only.") % when
    return _("Late: came on %(day)s. The group agreed to work with it.") % when


def _sent(session: Session, on: date) -> str:
    days = (_local(session, session.starts_at) - on).days
    if session.papers_out_on and on > session.papers_out_on:
        return _late_by(days) % {"days": days, "day": day(session.papers_out_on)}
    if days <= 0:
        return _("The pack came out on the day itself.")
    return ngettext(
        "The pack was out %(days)d day before.", "The pack was out %(days)d days before.", days
    ) % {"days": days}


def _late_by(days: int) -> str:
    if days <= 0:
        return _("The pack came out on the day itself. It was promised by %(day)s.")
    return ngettext(
        "The pack was out %(days)d day before. It was promised by %(day)s.",
        "The pack was out %(days)d days before. It was promised by %(day)s.",
        days,
    )


def _not_yet(session: Session) -> str:
    promised = session.papers_out_on
    if promised is None:
        return ""
    if promised < session.group.today:
        return _("The pack is late. It was promised by %(day)s.") % {"day": day(promised)}
    return _("The pack is promised by %(day)s.") % {"day": day(promised)}


def _local(session: Session, moment: datetime) -> date:
    return timezone.localdate(moment, session.group.tz)
