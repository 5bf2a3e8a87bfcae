"""What this app holds about a person, how it lets go of it, and how long it keeps it."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.live import changed
from facilitation.models import (
    Coming,
    Contribution,
    Decision,
    HandedIn,
    Hiding,
    MeToo,
    Outcome,
    Position,
    Session,
    TopicVersion,
)
from facilitation.privacy import (
    afterwards,
    deciding,
    hiding,
    information,
    papers,
    planning,
    room,
    space,
    to_do,
)
from facilitation.states import Audience, SessionState
from facilitation.states.agenda import AMONG_US
from groups.models import Membership, Person, Upload
from groups.months import add_months
from groups.privacy.settling import delete_with_files, names_of, pointing, settle_claims, take_names_out, told
from groups.privacy.shapes import Claim, Claims, Keeping, Line, Section, Telling, all_rows
from groups.privacy.times import when

APP = "facilitation"

CLAIMS: Claims = {
    "AgendaItem.asked_to_lead": Claim.UNLINKED,
    "AgendaItem.led_by": Claim.KEPT_WITHOUT_NAME,
    "Arrangement.made_by": Claim.KEPT_WITHOUT_NAME,
    "Arrangement.member": Claim.DELETED,
    "Arrangement.typed_by": Claim.KEPT_WITHOUT_NAME,
    "Coming.member": Claim.DELETED,
    "CoFacilitation.member": Claim.DELETED,
    "CoFacilitation.typed_by": Claim.KEPT_WITHOUT_NAME,
    "Coming.typed_by": Claim.KEPT_WITHOUT_NAME,
    "Contribution.author": Claim.THEIR_WORDS,
    "Contribution.typed_by": Claim.KEPT_WITHOUT_NAME,
    "Decision.facilitated_by": Claim.KEPT_WITHOUT_NAME,
    "Dispute.member": Claim.THEIR_WORDS,
    "GlossaryTerm.written_by": Claim.KEPT_WITHOUT_NAME,
    "GroupText.written_by": Claim.KEPT_WITHOUT_NAME,
    "Hand.member": Claim.DELETED,
    "InformationItem.shared_by": Claim.KEPT_WITHOUT_NAME,
    "HandedIn.author": Claim.DELETED,
    "ItemProposal.member": Claim.DELETED,
    "ItemProposal.typed_by": Claim.KEPT_WITHOUT_NAME,
    "MeToo.member": Claim.DELETED,
    "Position.member": Claim.THEIR_WORDS,
    "Presence.member": Claim.DELETED,
    "SpacePost.author": Claim.THEIR_WORDS,
    "TopicVersion.declared_by": Claim.KEPT_WITHOUT_NAME,
    "TopicVersion.final_say_member": Claim.KEPT_WITHOUT_NAME,
    **deciding.CLAIMS,
    **papers.CLAIMS,
    **planning.CLAIMS,
    **to_do.CLAIMS,
    **hiding.CLAIMS,
    **space.CLAIMS,
    **room.CLAIMS,
    **afterwards.CLAIMS,
    **information.CLAIMS,
}


def _thought(said: Contribution) -> Line:
    about = said.session.title if said.session else str(said.get_origin_display())
    if said.taken_back_at:
        return about, _("Taken back on %(day)s.") % {"day": when(said.taken_back_at)}
    return f"{about}, {said.get_audience_display()}", said.words


def _position(position: Position) -> Line:
    if position.taken_back_at:
        taken_back = _("Your words were taken back on %(day)s.") % {"day": when(position.taken_back_at)}
        return position.decision.wording, f"{position.get_answer_display()}. {taken_back}"
    return position.decision.wording, " ".join([str(position.get_answer_display()), position.reason])


HELD: tuple[Telling, ...] = (
    Telling(
        "Contribution.author",
        gettext_lazy("What you said by name"),
        _thought,
        lambda rows: rows.select_related("session", "upload").order_by("said_at", "pk"),
        file=lambda said: said.upload.file if said.upload else None,
        printed=lambda rows: rows.filter(audience=Audience.EVERYONE).exclude(session__kind__in=AMONG_US),
    ),
    Telling(
        "SpacePost.author",
        gettext_lazy("What you wrote in the lived experience space"),
        lambda post: (when(post.at), post.words),
        lambda rows: rows.select_related("upload").order_by("at", "pk"),
        file=lambda post: post.upload.file if post.upload else None,
    ),
    Telling(
        "Position.member",
        gettext_lazy("Where you stood in rounds"),
        _position,
        lambda rows: rows.select_related("decision").order_by("pk"),
        printed=all_rows,
    ),
    Telling(
        "Dispute.member",
        gettext_lazy("Agreements you disputed"),
        lambda dispute: (dispute.decision.wording, dispute.reason),
        lambda rows: rows.select_related("decision").order_by("pk"),
        printed=all_rows,
    ),
    Telling(
        "HandedIn.author",
        gettext_lazy("Voice notes and photographs you sent, not typed yet"),
        lambda sent: (sent.session.title, when(sent.at)),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
    Telling(
        "Coming.member",
        gettext_lazy("Whether you come to sessions"),
        lambda coming: (coming.session.title, " ".join([str(coming.get_answer_display()), coming.note])),
        lambda rows: rows.select_related("session").order_by("pk"),
        printed=lambda rows: rows.exclude(session__kind__in=AMONG_US),
    ),
    Telling(
        "Arrangement.member",
        gettext_lazy("What was arranged for you"),
        lambda made: (
            made.session.title,
            " ".join(filter(None, [made.words, made.not_quite, str(made.get_met_display()), made.said])),
        ),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
    Telling(
        "ItemProposal.member",
        gettext_lazy("What you proposed for an agenda"),
        lambda made: (made.title, " ".join(filter(None, [made.why, made.content_note, made.reason]))),
        printed=all_rows,
    ),
    Telling(
        "CoFacilitation.member",
        gettext_lazy("Sessions you were asked to help run"),
        lambda asked: (asked.session.title, str(asked.get_state_display())),
        lambda rows: rows.select_related("session").order_by("pk"),
        printed=all_rows,
    ),
    Telling(
        "Presence.member",
        gettext_lazy("Rooms you are in, until the session is sealed"),
        lambda here: (here.session.title, _("You are in the room.")),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
    Telling(
        "Hand.member",
        gettext_lazy("Hands you put up, until the session is sealed"),
        lambda hand: (hand.session.title, str(hand.get_state_display())),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
    Telling(
        "MeToo.member",
        gettext_lazy("Where you said that you feel the same, until the session is sealed"),
        lambda felt: (when(felt.contribution.said_at), _("You feel this too.")),
        lambda rows: rows.select_related("contribution").order_by("pk"),
    ),
    *papers.HELD,
    *planning.HELD,
    *to_do.HELD,
    *afterwards.HELD,
    *deciding.HELD,
    *hiding.HELD,
    *space.HELD,
    *room.HELD,
    *information.HELD,
)
NOT_TOLD: dict[str, str] = {}


def held(person: Person) -> list[Section]:
    return told(APP, HELD, person)


def erase(person: Person, *, take_back_words: bool) -> None:
    papers.leave_papers_with_the_group(person)
    delete_with_files(_files_of_words(person))
    _leave_to_others(person)
    to_do.leave_to_others(person)
    settle_claims(APP, CLAIMS, person)
    if take_back_words:
        _take_back(person)
    _take_names_out(person)


def _files_of_words(person: Person) -> QuerySet[Upload]:
    """Photographs of their handwriting, their voice notes, whoever sent them in, and their files in the space."""
    said = pointing(APP, "Contribution.author", person).filter(upload__isnull=False)
    sent = pointing(APP, "HandedIn.author", person)
    posts = pointing(APP, "SpacePost.author", person).filter(upload__isnull=False)
    keys = [key for rows in (said, sent, posts) for key in rows.values_list("upload", flat=True)]
    return Upload.objects.filter(pk__in=keys)


def _leave_to_others(person: Person) -> None:
    """The group's papers, and what they sent in for somebody else, are not theirs: only their name goes from them."""
    of_others = Contribution.objects.filter(upload__by=person).exclude(author__person=person).values("upload")
    of_papers = Q(pk__in=papers.uploads_of_papers(person))
    Upload.objects.filter(of_papers | Q(pk__in=of_others)).update(by=None)


def _take_back(person: Person) -> None:
    """The words go, and what the record counts stays: that somebody took this position."""
    said = pointing(APP, "Contribution.author", person).filter(taken_back_at__isnull=True)
    open_rooms = Session.objects.filter(contributions__in=said, state=SessionState.OPEN).distinct()
    for session in list(open_rooms):
        changed(session)
    MeToo.objects.filter(contribution__in=said).delete()
    Hiding.objects.filter(contribution__in=said).delete()
    said.update(
        words="", taken_back_at=timezone.now(), others_feel_this=False, is_hidden=False, was_hidden=False
    )
    pointing(APP, "SpacePost.author", person).delete()
    pointing(APP, "Option.proposed_by", person).delete()
    for claim in ("Position.member", "Dispute.member"):
        pointing(APP, claim, person).exclude(reason="").update(reason="", taken_back_at=timezone.now())
    to_do.take_back(person)
    afterwards.take_back(person)
    information.take_back_questions(person)


def _take_names_out(person: Person) -> None:
    """Where a form asked who decides, their name may stand as text."""
    groups, names = Membership.objects.filter(person=person).values("group"), names_of(person)
    take_names_out(TopicVersion.objects.filter(group__in=groups), ["final_say"], names)
    take_names_out(Decision.objects.filter(group__in=groups), ["outcome_by"], names)
    take_names_out(Outcome.objects.filter(group__in=groups), ["outcome_by"], names)


def _old_notes() -> QuerySet[Upload]:
    """Handwriting and voice notes sent six months ago, typed or not. Most went earlier, when notes settled."""
    sent = Upload.objects.filter(created_at__date__lt=add_months(timezone.localdate(), -6))
    typed = Contribution.objects.filter(upload__isnull=False).values("upload")
    return sent.filter(Q(pk__in=typed) | Q(pk__in=HandedIn.objects.values("upload")))


def _forget_uploads(uploads: QuerySet[Upload]) -> int:
    count = uploads.count()
    delete_with_files(uploads)
    return count


def _old_replies() -> QuerySet[Coming]:
    return Coming.objects.filter(session__ends_at__date__lt=add_months(timezone.localdate(), -24))


def _delete(rows: QuerySet[Coming]) -> int:
    return rows.delete()[0]


RETENTION: tuple[Keeping, ...] = (
    *planning.RETENTION,
    Keeping(
        "typed_up",
        gettext_lazy("A photograph of your handwriting, or a voice note"),
        gettext_lazy("Until its words are right and the notes are settled, 6 months at most"),
        gettext_lazy("The file is deleted. Words typed from it stay."),
        _old_notes,
        _forget_uploads,
    ),
    Keeping(
        "coming",
        gettext_lazy("Whether you came to a session, and what you wanted ready"),
        gettext_lazy("2 years after the session"),
        gettext_lazy("It is deleted."),
        _old_replies,
        _delete,
    ),
)
