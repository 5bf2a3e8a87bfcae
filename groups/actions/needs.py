"""The access profile in its verbs: recorded, shared by consent, checked and reviewed. Flagging and meeting are others'.

What somebody keeps about themselves leaves no activity; what is typed for them does.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.helpers import helped
from groups.models import AccessNeed, AccessProfile, AccessShare, Group, Helper, Membership, Person
from groups.months import add_months
from groups.notifications import notify, settle
from groups.states import HelperPower, Origin
from groups.transitions import Refused, record

REVIEW_MONTHS = 12
REVIEW = "access_review"


@transaction.atomic
def record_needs(
    person: Person,
    needs: Mapping[str, str],
    *,
    by: Person,
    origin: str = Origin.APP,
    keep_others: bool = False,
    helped_by: Helper | None = None,
) -> AccessProfile:
    """Keep what a person needs: words by kind. Saying it is saying that it is right.

    `keep_others`: what they recorded before and the typist cannot see stays.
    """
    helped(helped_by, HelperPower.ACCESS, _("changed what helps you take part"))
    profile = _locked(person)
    for kind, words in needs.items():
        _keep(person, kind, words, by=by, origin=origin)
    if not keep_others:
        AccessNeed.objects.filter(person=person).exclude(kind__in=needs).delete()
    return _checked(profile)


@transaction.atomic
def check_needs(person: Person, *, by: Person) -> AccessProfile:
    """The person says that what is recorded is right. We ask again in twelve months."""
    _only_oneself(person, by)
    return _checked(_locked(person))


@transaction.atomic
def share_needs(person: Person, *, group: Group, by: Person, origin: str = Origin.APP) -> AccessShare:
    """Those who arrange this group's sessions may see what the person needs, from now on."""
    share, _is_new = AccessShare.objects.standing().get_or_create(
        person=person, group=group, defaults={"origin": origin, "recorded_by": by}
    )
    return share


@transaction.atomic
def stop_sharing(person: Person, *, group: Group, by: Person) -> None:
    """From this moment nobody sees it. That it was shared, and until when, is kept."""
    standing = AccessShare.objects.standing().filter(person=person, group=group)
    standing.update(withdrawn_at=timezone.now(), withdrawn_by=by)


@transaction.atomic
def type_needs(member: Membership, needs: Mapping[str, str], *, origin: str, by: Membership) -> None:
    """Record what somebody said they need, and that those who arrange may see it: with their consent, read back.

    They hear of it by a way of their own, so that nobody can say this for them unnoticed.
    """
    _locked(member.person)
    shared = AccessShare.objects.standing().filter(person=member.person, group=by.group).exists()
    if not shared and _said_no(member):
        raise Refused(
            _("They stopped sharing this themselves. Only they can share it again, on their own page.")
        )
    profile = record_needs(member.person, needs, by=by.person, origin=origin, keep_others=not shared)
    share_needs(member.person, group=by.group, by=by.person, origin=origin)
    record("access.typed", member, by=by)
    notify(
        "access_typed",
        profile,
        group=by.group,
        to=[member.person],
        occurrence=timezone.now().isoformat(timespec="seconds"),
    )


@transaction.atomic
def type_stop_sharing(member: Membership, *, by: Membership) -> None:
    """Somebody without a screen says that it shall not be seen any more."""
    stop_sharing(member.person, group=by.group, by=by.person)
    record("access.sharing_stopped", member, by=by)


@transaction.atomic
def review_at_once(person: Person, *, group: Group) -> AccessProfile:
    """Something was not there for them: ask now whether what we know is right."""
    profile = _locked(person)
    profile.review_on = timezone.localdate(timezone=person.tz)
    profile.save(update_fields=["review_on"])
    ask_for_review(profile, group=group)
    return profile


def _said_no(member: Membership) -> bool:
    """Their last word on this group was their own no. A yes that somebody else types does not undo it."""
    last = (
        AccessShare.objects.filter(person=member.person, group=member.group_id)
        .order_by("withdrawn_at")
        .last()
    )
    return bool(last and last.withdrawn_by_id == member.person_id)


def ask_for_review(profile: AccessProfile, *, group: Group) -> None:
    on = profile.review_on.isoformat() if profile.review_on else ""
    notify(REVIEW, profile, group=group, to=[profile.person], occurrence=on)


def _keep(person: Person, kind: str, words: str, *, by: Person, origin: str) -> None:
    """One need. Where nothing changed, how and when it came stays as it was."""
    known = AccessNeed.objects.filter(person=person, kind=kind).first()
    if known and known.words == words:
        return
    need = known or AccessNeed(person=person, kind=kind)
    need.words, need.origin, need.recorded_by, need.recorded_at = words, origin, by, timezone.now()
    need.save()


def _locked(person: Person) -> AccessProfile:
    AccessProfile.objects.get_or_create(person=person)
    return AccessProfile.objects.select_for_update(of=("self",)).select_related("person").get(person=person)


def _checked(profile: AccessProfile) -> AccessProfile:
    today: date = timezone.localdate(timezone=profile.person.tz)
    profile.checked_on, profile.review_on = today, add_months(today, REVIEW_MONTHS)
    profile.save(update_fields=["checked_on", "review_on"])
    settle([REVIEW], profile)
    return profile


def _only_oneself(person: Person, by: Person) -> None:
    if by != person:
        raise ValueError("Only the person says what they need.")
