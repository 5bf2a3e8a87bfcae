"""What a search finds of how we meet: see groups.search."""

import re

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import (
    Contribution,
    Decision,
    GlossaryTerm,
    GroupText,
    InformationItem,
    InformationRequest,
    Paper,
    Session,
    SpacePost,
    ToDo,
    Topic,
)
from facilitation.models.room import audiences_read_by
from facilitation.models.sessions import AFTER, sees_among_us
from facilitation.states import Audience, SessionState, TextKind
from groups.permissions import Permission
from groups.search import EVERYONE, Findable, Kind, audience, can_be_found

PLANNERS = "planners"
AMONG_US = "among_us"  # get-ready meetings and debriefs (promise 4)

_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|>)[ \t]+", re.MULTILINE)


def _session(session: Session) -> Findable | None:
    among_us_alone = session.is_among_us and session.state == SessionState.DRAFT
    if session.state == SessionState.CANCELLED or among_us_alone:
        return None
    notes = _notes(session) if session.notes_shared_at else ""
    return Findable(
        title=session.title,
        text=f"{session.about}\n{notes}",
        day=timezone.localdate(session.starts_at, session.group.tz),
        url_name="session",
        args=(session.public_id,),
        audience=_readers(session),
    )


def _readers(session: Session) -> str:
    if session.is_among_us:
        return AMONG_US
    return PLANNERS if session.state == SessionState.DRAFT else EVERYONE


def without_marks(text: str) -> str:
    """Words as they are read: without the marks of headings and lists at the beginnings of lines."""
    return _MARKS.sub("", text)


def _readers_of_words(said: Contribution) -> str:
    if said.session and said.session.is_among_us and said.audience == Audience.EVERYONE:
        return AMONG_US
    return EVERYONE if said.audience == Audience.EVERYONE else said.audience


def _notes(session: Session) -> str:
    return "\n".join([session.notes, *(note.words for note in session.notes_by_item.all())])


def _words(said: Contribution) -> Findable | None:
    """Words by name; those without one are never found."""
    if (
        said.is_anonymous
        or said.is_hidden
        or said.taken_back_at
        or said.session is None
        or said.said_at is None
    ):
        return None
    if said.session.keeps_nothing or (said.session.is_among_us and said.audience == Audience.FACILITATORS):
        return None  # the facilitators may be from the system
    if said.session.state not in AFTER and not said.is_late:
        return None  # in a room that is open, its page shows them
    return Findable(
        title=said.item.title if said.item else said.session.title,
        text=said.words,
        day=timezone.localdate(said.said_at, said.session.group.tz),
        url_name="session",
        args=(said.session.public_id,),
        audience=_readers_of_words(said),
    )


def _topic(topic: Topic) -> Findable | None:
    now = topic.current
    if now is None:
        return None
    text = "\n".join(filter(None, [now.open_to_change, now.fixed, now.what_matters, now.system_priorities]))
    day = timezone.localdate(topic.created_at, topic.group.tz)
    return Findable(topic.title, text, day, "topic", (topic.public_id,))


def _decision(decision: Decision) -> Findable:
    text = "\n".join(filter(None, [decision.wording, decision.outcome, decision.differs]))
    day = decision.decided_on or timezone.localdate(decision.created_at, decision.group.tz)
    return Findable(decision.wording, text, day, "decision", (decision.public_id,))


def _text(text: GroupText) -> Findable:
    day = text.agreed_on or timezone.localdate(text.created_at, text.group.tz)
    title = str(TextKind(text.kind).label)
    return Findable(title, text.words, day, "text_review", (text.public_id,))


def _information(item: InformationItem) -> Findable:
    day = timezone.localdate(item.shared_at, item.group.tz)
    text = "\n".join(filter(None, [item.summary, without_marks(item.words)]))
    return Findable(item.title, text, day, "information_item", (item.public_id,))


def _to_do(to_do: ToDo) -> Findable | None:
    if to_do.session and (to_do.session.is_among_us or to_do.session.keeps_nothing):
        return None
    day = timezone.localdate(to_do.made_at, to_do.group.tz)
    return Findable(to_do.words, to_do.said, day, "to_do", (to_do.public_id,))


def _paper(paper: Paper) -> Findable | None:
    """What a paper shows of the group's information is found as that."""
    if paper.information_id or paper.session.state in (SessionState.DRAFT, SessionState.CANCELLED):
        return None
    day = timezone.localdate(paper.added_at, paper.group.tz)
    return Findable(
        paper.title,
        without_marks(paper.words),
        day,
        "pack",
        (paper.session.public_id,),
        _readers(paper.session),
    )


def _wanted(wanted: InformationRequest) -> Findable:
    text = "\n".join(filter(None, [wanted.why, wanted.reason]))
    return Findable(wanted.what, text, wanted.asked_on, "information_request", (wanted.public_id,))


def _term(term: GlossaryTerm) -> Findable | None:
    if not term.meaning:
        return None
    day = timezone.localdate(term.changed_at, term.group.tz)
    return Findable(term.term, f"{term.also}\n{term.meaning}", day, "glossary")


def _post(post: SpacePost) -> Findable | None:
    if post.is_hidden:
        return None
    day = timezone.localdate(post.at, post.group.tz)
    return Findable(str(_("Lived experience space")), post.words, day, "space", audience=Audience.LIVED)


audience(PLANNERS, lambda member: member.may(Permission.PLAN_SESSIONS))
audience(AMONG_US, sees_among_us)
audience(Audience.LIVED, lambda member: Audience.LIVED in audiences_read_by(member))
audience(Audience.FACILITATORS, lambda member: Audience.FACILITATORS in audiences_read_by(member))

can_be_found(
    Session,
    Kind(
        "session",
        _("Sessions"),
        lambda: Session.objects.select_related("group").prefetch_related("notes_by_item"),
        _session,
    ),
)
can_be_found(
    Contribution,
    Kind(
        "words",
        _("What people said"),
        lambda: Contribution.objects.select_related("session__group", "item"),
        _words,
    ),
)
can_be_found(
    Topic, Kind("topic", _("Topics"), lambda: Topic.objects.select_related("current", "group"), _topic)
)
can_be_found(
    Decision, Kind("decision", _("Decisions"), lambda: Decision.objects.select_related("group"), _decision)
)
can_be_found(
    GroupText,
    Kind("text", _("Our purpose and ground rules"), lambda: GroupText.objects.select_related("group"), _text),
)
can_be_found(
    InformationItem,
    Kind(
        "information",
        _("Information"),
        lambda: InformationItem.objects.select_related("group"),
        _information,
    ),
)
can_be_found(
    ToDo,
    Kind("to_do", _("What we agreed to do"), lambda: ToDo.objects.select_related("group", "session"), _to_do),
)
can_be_found(
    Paper, Kind("paper", _("Papers"), lambda: Paper.objects.select_related("group", "session"), _paper)
)
can_be_found(
    InformationRequest,
    Kind(
        "wanted",
        _("What we asked the system to tell us"),
        lambda: InformationRequest.objects.select_related("group"),
        _wanted,
    ),
)
can_be_found(
    GlossaryTerm,
    Kind("term", _("Words explained"), lambda: GlossaryTerm.objects.select_related("group"), _term),
)
can_be_found(
    SpacePost,
    Kind("post", _("Lived experience space"), lambda: SpacePost.objects.select_related("group"), _post),
)
