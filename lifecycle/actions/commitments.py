"""What the system promises the group: written by its lead, signed, and replaced by a new one when it changes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Group, Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move, record
from groups.working_days import today_in
from lifecycle.actions.reminders import months_late, people_who_may, remind
from lifecycle.models import Commitment, PromisedInvestment
from lifecycle.states import CommitmentState

CARRIED_OVER = (
    "scope",
    "open_to_change",
    "fixed",
    "final_say",
    "response_days",
    "sponsor",
    "forum",
    "forum_contact",
    "outside_contact",
)


@dataclass(frozen=True)
class NamedPerson:
    """Someone outside the group: the sponsor, or the contact of a forum."""

    name: str
    email: str


@dataclass(frozen=True)
class Promised:
    """What is promised for one of the five investments."""

    kind: str
    pounds: int
    hours: int


def begin_commitment(group: Group) -> Commitment:
    """The group's draft; or a new one, not saved yet, that starts as the version in force."""
    drafts = Commitment.objects.in_group(group).draft().with_people()
    signed = Commitment.objects.in_group(group).signed().with_people().first()
    return drafts.first() or Commitment(
        group=group, **{name: getattr(signed, name) for name in CARRIED_OVER if signed}
    )


def promised_before(group: Group) -> list[PromisedInvestment]:
    """What the draft, or else the version in force, promises for the five investments."""
    versions = Commitment.objects.in_group(group)
    latest = versions.draft().first() or versions.signed().first()
    return list(latest.investments.all()) if latest else []


@transaction.atomic
def write_commitment(
    draft: Commitment,
    *,
    sponsor: NamedPerson | None,
    forum_contact: NamedPerson | None,
    investments: list[Promised],
    by: Membership,
) -> Commitment:
    """Save the group's one draft. Raises Refused once it is signed: a signed version never changes."""
    _must_commit(by)
    if draft.state != CommitmentState.DRAFT:
        raise Refused(_("A signed commitment never changes. Write a new one to replace it."))
    if not draft.number:
        draft.number = _first_free_number(by.group)
    draft.group, draft.lead = by.group, by
    draft.sponsor = _outside_person(sponsor, draft.sponsor)
    draft.forum_contact = _outside_person(forum_contact, draft.forum_contact)
    draft.save()
    for promised in investments:
        PromisedInvestment.objects.update_or_create(
            commitment=draft,
            kind=promised.kind,
            defaults={"group": by.group, "pounds": promised.pounds, "hours": promised.hours},
        )
    record("commitment.written", draft, by=by)
    return draft


@transaction.atomic
def sign_commitment(draft: Commitment, *, no_comeback: bool, by: Membership) -> Commitment:
    """Sign the draft; it replaces the one before and everyone is told. Needs the no-comeback promise."""
    _must_commit(by)
    if not no_comeback:
        raise Refused(_("A commitment needs the promise that nothing said here has consequences for anyone."))
    for earlier in Commitment.objects.in_group(by.group).signed():
        move(earlier, CommitmentState.REPLACED, by=by)
        settle(("commitment_signed", "commitment_review"), earlier)
    signed = move(
        draft, CommitmentState.SIGNED, by=by, lead=by, signed_at=timezone.now(), no_comeback=no_comeback
    )
    everyone = Person.objects.filter(memberships__in=by.group.memberships.present())
    notify("commitment_signed", signed, group=by.group, to=everyone)
    return signed


def prompt_commitment_reviews(*, today: date | None = None) -> int:
    """Ask for a fresh look on the review date and each month after; stops when a new version is signed."""
    wanting = Commitment.objects.wanting_review(today or timezone.localdate()).select_related("group")
    told = 0
    for commitment in wanting:
        assert commitment.review_on, "rows are chosen by it"  # noqa: S101 - for the type checker
        months = months_late(commitment.review_on, today or today_in(commitment.group))
        leads = people_who_may(Permission.COMMIT, group=commitment.group)
        told += remind("commitment_review", commitment, f"{commitment.review_on} month {months}", to=leads)
    return told


def _must_commit(by: Membership) -> None:
    if not by.may(Permission.COMMIT):
        raise Refused(_("The commitment is written and signed by a decision-maker of the group."))


def _first_free_number(group: Group) -> int:
    """The number of a new draft, of which there is one at a time; the group's row is locked meanwhile."""
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if Commitment.objects.in_group(group).draft().exists():
        raise Refused(
            _("Somebody has already begun to write a new commitment. Open the page again to see it.")
        )
    highest = Commitment.objects.in_group(group).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _outside_person(named: NamedPerson | None, before: Person | None) -> Person | None:
    """The same row while name and email stay; never somebody else's row, which would show their name."""
    if named is None:
        return None
    if before and (before.name, before.email) == (named.name, named.email):
        return before
    return Person.objects.create(name=named.name, email=named.email)
