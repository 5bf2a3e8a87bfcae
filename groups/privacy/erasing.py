"""Erasure in this app: the person goes, the record stays whole around someone without a name."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

from groups.consents import withdraw_everywhere
from groups.jobs import forget_result
from groups.models import (
    Account,
    Activity,
    CallMe,
    Concern,
    Consent,
    Delivery,
    Helper,
    Invitation,
    Job,
    Look,
    Membership,
    OutsideContact,
    Person,
    PrintRun,
    Upload,
)
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.privacy.claims import CLAIMS
from groups.privacy.keeping import unpointed
from groups.privacy.settling import names_of, settle_claims, take_names_out
from groups.privacy.shapes import SOMEONE
from groups.states import ConcernState, HelperState, MembershipState, OutsideContactState, Side
from groups.transitions import move, move_unrecorded

APP = "groups"
ABOUT_A_HELPER = ("helper_invitation", "helper_started", "helper_check", "helper_call", "helper_acts")


def withdraw_consents(person: Person) -> None:
    """First of all, while every place can still be found."""
    for consent in Consent.objects.filter(person=person).standing():
        withdraw_everywhere(consent)


def erase(person: Person, *, take_back_words: bool) -> None:
    """Last of all apps: the name itself goes here."""
    _forget_name_in_messages(person)
    _forget_invitations(person)
    _forget_jobs(person)
    Upload.objects.filter(by=person, pk__in=Consent.objects.exclude(person=person).values("upload")).update(
        by=None
    )  # a photograph that somebody else agreed to
    _stand_down(person)
    _tell_who_waits_for_them(person)
    _stop_helping(person)
    settle_claims(APP, CLAIMS, person)
    for membership in Membership.objects.filter(person=person):
        _make_nameless(membership)
    account = person.account
    _make_person_nameless(person)
    if account:
        _delete_account(account)


def _forget_name_in_messages(person: Person) -> None:
    """What was sent to others and names this person."""
    groups = Membership.objects.filter(person=person).values("group")
    others = Delivery.objects.filter(notification__group__in=groups).exclude(person=person)
    take_names_out(others, ("title", "text"), [*names_of(person), *_addresses(person)])


def _forget_invitations(person: Person) -> None:
    """Those sent to the same address too, with the stand-in somebody made for them."""
    for address in _addresses(person):
        same = Invitation.objects.filter(email__iexact=address)
        stand_ins = Person.objects.filter(
            pk__in=same.values("person"), account=None, memberships=None, erased_at=None
        )
        stand_ins.exclude(pk=person.pk).delete()
        same.delete()
        # And whom we wrote to before they came in and turned out to be somebody we know.
        left = Person.objects.filter(email__iexact=address, account=None, erased_at=None)
        unpointed(left.exclude(pk=person.pk), but=(Delivery, Activity, Look)).delete()


def _forget_jobs(person: Person) -> None:
    """Copies of what we hold, and files of letters in which one of theirs was printed."""
    own = Job.objects.filter(asked_by=person, group=None)
    letters = Delivery.objects.filter(person=person, print_run__isnull=False).values("print_run")
    printed = Job.objects.filter(pk__in=PrintRun.objects.filter(pk__in=letters).values("job"))
    for job in [*own, *printed]:
        forget_result(job)
    own.delete()


def _stand_down(person: Person) -> None:
    contact = OutsideContact.objects.filter(person=person)
    for one in contact.now().select_related("group"):
        ended = move_unrecorded(one, OutsideContactState.STOOD_DOWN)
        if one.state == OutsideContactState.ACCEPTED:
            _tell_that_nobody_is_outside(ended)
    contact.update(phone="")


def _tell_who_waits_for_them(person: Person) -> None:
    """Whoever asked them for a call, or wrote to them, must not go on waiting. Called while the calls are there."""
    calls = CallMe.objects.filter(to=person).waiting()
    written = Concern.objects.filter(to=person).exclude(state=ConcernState.CLOSED)
    asked = {key for rows in (calls, written) for key in rows.values_list("member", flat=True)}
    occurrence = timezone.now().isoformat(timespec="microseconds")
    for one in (
        Membership.objects.filter(pk__in=asked).exclude(person=person).select_related("person", "group")
    ):
        notify("turned_to_is_gone", one, group=one.group, to=[one.person], occurrence=occurrence)


def _stop_helping(person: Person) -> None:
    """What they did for somebody stays that person's to read, without a name; an invitation they never took goes."""
    theirs = Helper.objects.filter(person=person)
    theirs.filter(started_on=None).delete()
    for helper in theirs.standing().select_related("group"):
        stopped = move(helper, HelperState.STOPPED, by=None, stopped_at=timezone.now(), check_on=None)
        settle(ABOUT_A_HELPER, stopped)
    theirs.update(name=SOMEONE, email="")


def _tell_that_nobody_is_outside(gone: OutsideContact) -> None:
    here = gone.group.memberships.active()
    looking_after = Person.objects.filter(memberships__in=here.who_may(Permission.MANAGE_GROUP))
    everyone = Person.objects.filter(memberships__in=here)
    notify("outside_contact_gone", gone, group=gone.group, to=everyone)
    notify("outside_contact_wanted", gone.group, group=gone.group, to=looking_after, occurrence=f"{gone.pk}")


def _make_nameless(membership: Membership) -> None:
    """Side and roles stay, as the record counts them; so do job and organisation of people from the system."""
    keeps = {
        "pk",
        "id",
        "public_id",
        "group",
        "person",
        "side",
        "roles",
        "joined_on",
        "left_on",
        "promised_at",
    }
    if membership.side == Side.SYSTEM:
        keeps |= {"job", "body"}
    _blank(membership, keeps)
    membership.name, membership.state = SOMEONE, MembershipState.LEFT
    membership.left_on = membership.left_on or timezone.localdate()
    membership.save()


def _make_person_nameless(person: Person) -> None:
    keeps = {"id", "public_id", "stop_generation", "calendar_generation"}
    _blank(person, keeps)
    person.name, person.channels, person.weekly = SOMEONE, [], False
    person.stop_generation += 1
    person.calendar_generation += 1
    person.erased_at = timezone.now()
    person.save()


def _blank(row: Any, keeps: set[str]) -> None:
    """Every field but these goes back to what it is for someone of whom nothing is known."""
    for field in row._meta.concrete_fields:
        if field.name not in keeps:
            setattr(row, field.name, None if field.null else field.get_default())


def _addresses(person: Person) -> list[str]:
    known = {person.email, person.phone, person.account.email if person.account else ""}
    return [address for address in known if address]


def _delete_account(account: Account) -> None:
    """With its addresses, passkeys, codes and every browser that is signed in."""
    end_sessions(account)
    account.delete()


def end_sessions(account: Account, *, but: str = "") -> None:
    """Sign an account out everywhere, except in the browser with this session key."""
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    for session in Session.objects.exclude(session_key=but).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            store(session.session_key).delete()
