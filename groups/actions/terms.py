"""How long someone's place is for, and the yearly talk about it. Nothing ends by itself when a term does."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Membership, Person
from groups.models.memberships import REVIEW_MONTHS, TERM_MONTHS
from groups.months import add_months
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, record

TERM, REVIEW, BREAK = "term_ending", "place_review", "break_over"


@transaction.atomic
def set_dates(
    member: Membership, *, term_ends_on: date | None, review_on: date | None, by: Membership
) -> Membership:
    """Change when a term ends and when the next talk is. Prompts about the dates before stop."""
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator can change these dates."))
    member = _here(member)
    member.term_ends_on, member.review_on = term_ends_on, review_on
    member.save(update_fields=["term_ends_on", "review_on"])
    settle((TERM, REVIEW), member)
    record("membership.dates", member, by=by)
    return member


@transaction.atomic
def renew_term(*, by: Membership, note: str = "") -> Membership:
    """Stay for another term. `note`: what the group agreed about it, in the person's own words."""
    member = _here(by)
    today = member.group.today
    member.term_ends_on = add_months(max(member.term_ends_on or today, today), TERM_MONTHS)
    member.term_note = note
    member.save(update_fields=["term_ends_on", "term_note"])
    settle((TERM,), member)
    record("membership.term_renewed", member, by=by)
    return member


@transaction.atomic
def talked(member: Membership, *, by: Membership) -> Membership:
    """They talked about how it goes; the next talk is in a year."""
    if by.pk != member.pk and not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("The person themselves or a facilitator can say that they have talked."))
    member = _here(member)
    member.review_on = add_months(member.group.today, REVIEW_MONTHS)
    member.save(update_fields=["review_on"])
    settle((REVIEW,), member)
    record("membership.talked", member, by=by)
    return member


def prompt_terms() -> None:
    for member in Membership.objects.term_ending().select_related("group", "person"):
        day = member.term_ends_on
        if day and day <= add_months(member.group.today, 1):
            _prompt(TERM, member, day)


def prompt_reviews() -> None:
    for member in Membership.objects.wanting_review().select_related("group", "person"):
        if member.review_on and member.review_on <= member.group.today:
            _prompt(REVIEW, member, member.review_on)


def ask_about_breaks() -> None:
    """On the day they named, ask once and kindly whether they would like to come back."""
    for member in Membership.objects.break_over().select_related("group", "person"):
        day = member.back_on
        if day and day <= member.group.today:
            notify(BREAK, member, group=member.group, to=[member.person], occurrence=day.isoformat())


def _prompt(kind: str, member: Membership, day: date) -> None:
    facilitators = Membership.objects.facilitating().filter(group=member.group_id)
    people = {member.person, *Person.objects.filter(memberships__in=facilitators)}
    notify(kind, member, group=member.group, to=people, occurrence=day.isoformat())


def _here(member: Membership) -> Membership:
    locked = Membership.objects.select_for_update(of=("self",)).select_related("group").get(pk=member.pk)
    if locked.state == MembershipState.LEFT:
        raise Refused(_("They have left the group."))
    return locked
