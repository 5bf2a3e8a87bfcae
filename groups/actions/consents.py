"""Giving a consent, letting what was given stand somewhere, and taking it back: at once, from everywhere."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from groups.actions.uploads import keep_upload
from groups.consents import (
    may_be_out,
    stands_at,
    stands_no_more,
    withdraw_everywhere,
    wording_now,
)
from groups.files.checking import Checked
from groups.models import Consent, ConsentUse, Group, Membership, Person
from groups.notifications import notify
from groups.permissions import Permission
from groups.states import ConsentKind, ConsentState, Origin
from groups.transitions import Actor, Refused, record

TYPED, TAKEN_BACK = "consent_typed", "consent_taken_back"


@dataclass(frozen=True)
class Given:
    """What somebody lets their group show. `credit` is how it is signed: empty for no name."""

    kind: str
    about: str
    credit: str = ""
    photo: Checked | None = None


@transaction.atomic
def give_consent(given: Given, *, group: Group, by: Person) -> Consent:
    """By the person themselves."""
    consent = _new(given, group=group, person=by, origin=Origin.APP, by=by)
    record("consent.given", consent, by=by)
    return consent


@transaction.atomic
def type_consent(given: Given, *, member: Membership, origin: str, by: Membership) -> Consent:
    """Record what somebody agreed to by letter, by phone or in person; read back to them. They hear of it."""
    consent = _new(given, group=by.group, person=member.person, origin=origin, by=by.person)
    record("consent.typed", consent, by=by)
    notify(TYPED, consent, group=by.group, to=[member.person])
    return consent


@transaction.atomic
def take_back_consent(consent: Consent, *, by: Actor) -> list[str]:
    """Take it back from every place, now. Returns, in words, where copies may be that nobody can call back."""
    out = may_be_out(consent)
    withdrawn = withdraw_everywhere(consent)
    record("consent.withdrawn", withdrawn, by=by)
    keepers = consent.group.memberships.active().who_may(Permission.KEEP_CONSENTS)
    people = Person.objects.filter(memberships__in=keepers)
    notify(TAKEN_BACK, withdrawn, group=consent.group, to=people)
    return out


@transaction.atomic
def place_consent(consent: Consent, row: Model, *, kinds: tuple[str, ...] = ()) -> ConsentUse:
    """Let what was given stand at this place. Refused when it was taken back a moment ago."""
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if locked.state != ConsentState.GIVEN:
        raise Refused(_("They took this back, so it cannot be shown any more."))
    if kinds and locked.kind not in kinds:
        raise Refused(_("They did not agree to show it here."))
    return stands_at(locked, row)


@transaction.atomic
def show_to_anyone(consent: Consent, *, by: Membership) -> None:
    """A quote or a photograph on the group's public page."""
    place_consent(consent, by.group, kinds=(ConsentKind.QUOTE, ConsentKind.PHOTO))
    record("consent.shown", consent, by=by)


@transaction.atomic
def show_no_more(consent: Consent, *, by: Membership) -> None:
    stands_no_more(by.group, consent=consent)
    record("consent.not_shown", consent, by=by)


def _new(given: Given, *, group: Group, person: Person, origin: str, by: Person) -> Consent:
    consent = Consent.objects.create(
        group=group,
        person=person,
        kind=given.kind,
        about=given.about,
        credit=given.credit,
        upload=keep_upload(given.photo, group=group, by=person, named="photograph") if given.photo else None,
        wording=wording_now(given.kind).version,
        origin=origin,
        recorded_by=by,
    )
    if given.kind == ConsentKind.CONTACT_DETAILS:
        stands_at(consent, group)
    return consent
