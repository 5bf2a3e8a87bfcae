"""The papers of a session. What is added is the whole group's at once (promise 9)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.order import shift
from facilitation.actions.people import everyone
from facilitation.models import Pack, Paper, Session
from facilitation.states import SessionState
from facilitation.states.papers import MOST_PAPERS
from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.models import Membership, Upload
from groups.notifications import notify, settle
from groups.search import forget
from groups.transitions import Refused, record

CAN_ADD = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)
LATE = "paper_late"


@transaction.atomic
def add_paper(paper: Paper, *, session: Session, by: Membership, file: Checked | None = None) -> Paper:
    """Put a paper at the end of the pack, for everyone at once. Whoever has the pack already hears of it.

    Raises Refused when the session is over, the pack is full, or this information is in it already.
    """
    session = _held(session)
    papers = list(session.papers.all())
    if len(papers) >= MOST_PAPERS:
        raise Refused(_("A pack holds %(most)d papers at most. Take one out first.") % {"most": MOST_PAPERS})
    if paper.information and any(one.information_id == paper.information_id for one in papers):
        raise Refused(_("This information is in the pack already."))
    paper.group, paper.session, paper.added_by = by.group, session, by
    paper.position = papers[-1].position + 1 if papers else 1
    paper.upload = _kept(file, by)
    paper.save()
    record("paper.added", paper, by=by)
    _tell_if_sent(paper)
    return paper


@transaction.atomic
def change_paper(paper: Paper, *, by: Membership, file: Checked | None = None, **changes: Any) -> Paper:
    """Change what a paper says. Words or a file that are new count from today, so the paper may become late."""
    locked = _locked(paper)
    old = locked.upload
    is_new = file is not None or any(
        getattr(locked, name) != changes[name] for name in ("title", "words") if name in changes
    )
    for name, value in changes.items():
        setattr(locked, name, value)
    if file:
        locked.upload = _kept(file, by)
    if is_new:
        locked.changed_at, locked.agreed_at = timezone.now(), None
    locked.save()
    if file and old:
        remove_upload(old)
    record("paper.changed", locked, by=by)
    if is_new:
        _tell_if_sent(locked)
    return locked


@transaction.atomic
def shift_paper(paper: Paper, *, places: int, by: Membership) -> Paper:
    """Move a paper up (-1) or down (1) in the pack. At the end it stays where it is."""
    locked = _locked(paper)
    shift(locked, among=list(locked.session.papers.all()), places=places)
    record("paper.moved", locked, by=by)
    return locked


@transaction.atomic
def remove_paper(paper: Paper, *, by: Membership) -> None:
    """Take a paper out of the pack. Information stays with the group; a file of the paper's own goes."""
    locked = _locked(paper)
    settle([LATE], locked)
    record("paper.removed", locked, by=by)
    forget(locked)
    upload = locked.upload
    locked.delete()
    if upload:
        remove_upload(upload)


@transaction.atomic
def agree_to_late_paper(paper: Paper, *, by: Membership) -> Paper:
    """The group agreed to work with a paper that came late: it is no more for information only."""
    locked = _locked(paper)
    if not locked.is_late:
        raise Refused(_("This paper came in time. It needs no agreement."))
    locked.agreed_at = timezone.now()
    locked.save(update_fields=["agreed_at"])
    record("paper.agreed", locked, by=by)
    return locked


def _kept(file: Checked | None, by: Membership) -> Upload | None:
    return keep_upload(file, group=by.group, by=by, named="paper") if file else None


def _tell_if_sent(paper: Paper) -> None:
    if Pack.objects.filter(session=paper.session).exists():
        at = paper.came_at.isoformat(timespec="microseconds")
        notify(LATE, paper, group=paper.group, to=everyone(paper.group), occurrence=at)


def _held(session: Session) -> Session:
    """Its row is held, so that two planners take turns."""
    held = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    if held.is_among_us:  # the same information for everyone, at the same time (promise 9)
        raise Refused(_("Papers belong to a session of the group, where everyone has them."))
    if held.state not in CAN_ADD:
        raise Refused(_("This session is over or was called off. Its papers stay as they are."))
    return held


def _locked(paper: Paper) -> Paper:
    session = _held(paper.session)
    found = Paper.objects.filter(session=session).to_read().filter(pk=paper.pk).first()
    if found is None:
        raise Refused(_("Somebody has taken this paper out of the pack."))
    found.session = session
    return found
