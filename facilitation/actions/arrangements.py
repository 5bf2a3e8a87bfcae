"""Access needs become arrangements, and the person, not the organiser, says whether they were met (promise 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.people import arrangers
from facilitation.kinds.among_us import kind_for
from facilitation.models import Arrangement, Session
from facilitation.models.arrangements import ArrangementQuerySet
from facilitation.states import Met, SessionState
from groups.actions.helpers import helped
from groups.actions.needs import review_at_once
from groups.models import AccessNeed, Delivery, Helper, Membership, Person
from groups.needs import shared_needs
from groups.notifications import finish, notify, settle
from groups.states import HelperPower, Origin
from groups.transitions import Actor, Refused, record

ARRANGED, NOT_QUITE, ASK_MET = "arranged_for_you", "arrangement_not_quite", "arrangements_met"
YES, NO = "yes", "no"
TELL_BEFORE = timedelta(days=6)
MOST_FOR_ONE = 20
ARRANGED_IN = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)


@dataclass(frozen=True)
class Typed:
    """An answer that somebody typed for the person who gave it, and how it came."""

    by: Person
    origin: str
    helper: Helper | None = None


@transaction.atomic
def arrange(
    session: Session, *, member: Membership, words: str, by: Membership, need: AccessNeed | None = None
) -> Arrangement:
    """Make something ready for one person. They hear of it some days before, or at once when it is soon."""
    _still_to_come(session)
    if Arrangement.objects.filter(session=session, member=member).count() >= MOST_FOR_ONE:
        raise Refused(_("That is as much as fits on one list. Put some of it together in one line."))
    made = Arrangement.objects.create(
        group=session.group, session=session, member=member, words=words, need=need, made_by=by
    )
    record("arrangement.made", made, by=by)
    _tell_if_soon(made)
    return made


@transaction.atomic
def change_arrangement(arrangement: Arrangement, *, words: str, by: Membership) -> Arrangement:
    """Arrange it another way. The person is asked anew whether it is right."""
    locked = _locked(arrangement)
    _still_to_come(locked.session)
    locked.words, locked.is_right, locked.not_quite = words, None, ""
    locked.save(update_fields=["words", "is_right", "not_quite"])
    settle([NOT_QUITE], locked)
    record("arrangement.changed", locked, by=by)
    _tell_if_soon(locked)
    return locked


@transaction.atomic
def remove_arrangement(arrangement: Arrangement, *, by: Membership) -> None:
    """Take it off the list, as long as the session has not ended: what the person said afterwards stays."""
    locked = _locked(arrangement)
    _still_to_come(locked.session)
    settle([NOT_QUITE], locked)
    record("arrangement.removed", locked, by=by)
    locked.delete()


@transaction.atomic
def copy_last_time(session: Session, *, by: Membership) -> int:
    """Arrange for everyone what was arranged for them last time, unless something is arranged already.

    Not what they needed then and do not share any more.
    """
    _still_to_come(session)
    last = last_arranged(session)
    if last is None:
        return 0
    already = Arrangement.objects.filter(session=session).values("member")
    here = session.group.memberships.active()
    shared = Q(need=None) | Q(need__in=shared_needs(session.group))
    before = last.arrangements.filter(shared, member__in=here).exclude(member__in=already).order_by("pk")
    copied = list(before.select_related("member__person", "need"))
    for one in copied:
        arrange(session, member=one.member, words=one.words, need=one.need, by=by)
    return len(copied)


def last_arranged(session: Session) -> Session | None:
    """The latest session before this one for which something was arranged."""
    earlier = Session.objects.in_group(session.group).counted().filter(starts_at__lt=session.starts_at)
    arranged = earlier.filter(pk__in=Arrangement.objects.filter(group=session.group).values("session"))
    return arranged.exclude(state=SessionState.CANCELLED).order_by("-starts_at").first()


@transaction.atomic
def say_right(
    arrangement: Arrangement, *, is_right: bool, words: str = "", by: Membership, typed: Typed | None = None
) -> Arrangement:
    """Before the session, the person says that it is right or not quite; then those who arrange hear at once."""
    locked = _own(arrangement, by)
    if locked.session.has_ended or locked.session.state not in ARRANGED_IN:
        raise Refused(_("This session is over. Now you can say whether it was there for you."))
    locked.is_right, locked.not_quite = is_right, "" if is_right else words
    _keep_answer(locked, ["is_right", "not_quite"], by=by, typed=typed)
    settle([NOT_QUITE], locked)
    if not is_right:
        at = timezone.now().isoformat(timespec="microseconds")
        notify(NOT_QUITE, locked, group=locked.group, to=arrangers(locked.session), occurrence=at)
    _finish(ARRANGED, locked, still=Arrangement.objects.filter(is_right__isnull=True))
    return locked


@transaction.atomic
def say_met(
    arrangement: Arrangement, *, met: str, words: str = "", by: Membership, typed: Typed | None = None
) -> Arrangement:
    """From its end on, the person says whether it was there for them. After a "not met" we ask what they need.

    Whoever arranged it can never say so, nor type it for them.
    """
    locked = _own(arrangement, by)
    if not locked.session.has_ended:
        raise Refused(
            _("You can say this when the session is over. Until then, tell us if it is not quite right.")
        )
    if typed and locked.made_by and typed.by.pk == locked.made_by.person_id:
        raise Refused(
            _(
                "You arranged this yourself. Another facilitator or coordinator can type what they say about it."
            )
        )
    locked.met, locked.said = Met(met).value, words
    _keep_answer(locked, ["met", "said"], by=by, typed=typed)
    if locked.met == Met.NOT:
        review_at_once(by.person, group=locked.group)
    _finish(ASK_MET, locked, still=Arrangement.objects.filter(met=""))
    return locked


@transaction.atomic
def answer(
    session: Session,
    answers: Iterable[tuple[Arrangement, str, str]],
    *,
    by: Membership,
    typed: Typed | None = None,
) -> None:
    """Keep all answers or none: before its end whether each is right, from then on whether it was there."""
    for one, said, words in answers:
        if session.has_ended:
            say_met(one, met=Met.MET if said == YES else said, words=words, by=by, typed=typed)
        else:
            say_right(one, is_right=said == YES, words=words, by=by, typed=typed)


def tell_arranged(session: Session, people: Iterable[Person], *, occurrence: str = "") -> None:
    """Tell people what is arranged for them, and ask whether it is right."""
    notify(kind_for(session, ARRANGED), session, group=session.group, to=people, occurrence=occurrence)


def _tell_if_soon(made: Arrangement) -> None:
    """Unless they are being asked already."""
    session, person, now = made.session, made.member.person, timezone.now()
    asked = Delivery.objects.needing(person).filter(
        notification__kind=kind_for(session, ARRANGED), notification__subject=str(session.public_id)
    )
    is_soon = session.state == SessionState.ANNOUNCED and now < session.starts_at <= now + TELL_BEFORE
    if is_soon and not asked.exists():
        tell_arranged(session, [person], occurrence=now.isoformat(timespec="microseconds"))


def _own(arrangement: Arrangement, by: Membership) -> Arrangement:
    if arrangement.member_id != by.pk:
        raise Refused(_("Only the person it was arranged for can say this."))
    return _locked(arrangement)


def _keep_answer(said: Arrangement, fields: list[str], *, by: Membership, typed: Typed | None) -> None:
    said.origin = typed.origin if typed else Origin.APP
    said.typed_by, said.answered_at = (typed.by if typed else None), timezone.now()
    said.save(update_fields=[*fields, "origin", "typed_by", "answered_at"])
    if typed and typed.helper:
        title = said.session.title
        helped(
            typed.helper,
            HelperPower.COMING,
            _("said for you what is right at: %(session)s") % {"session": title},
        )
    who: Actor = typed.by if typed else by
    record("arrangement.answered", said, by=who)


def _finish(kind: str, said: Arrangement, *, still: ArrangementQuerySet) -> None:
    """When the person has answered all of it, nothing more is asked of them."""
    if not still.filter(session=said.session, member=said.member).exists():
        finish([kind_for(said.session, kind)], said.session, person=said.member.person)


def _locked(arrangement: Arrangement) -> Arrangement:
    rows = Arrangement.objects.select_for_update(of=("self",))
    return rows.select_related("session__group", "group", "member__person", "made_by").get(pk=arrangement.pk)


def _still_to_come(session: Session) -> None:
    if session.has_ended or session.state not in ARRANGED_IN:
        raise Refused(_("This session is over or was called off. Arrange things for the next one."))
