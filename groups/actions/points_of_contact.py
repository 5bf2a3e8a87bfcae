"""Points of contact: whom the group knows in the system, who of us holds the link, and when we last spoke."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import ForumDate, Membership, Person, PointOfContact, Spoken
from groups.months import months_between
from groups.notifications import finish, notify, settle
from groups.permissions import Permission
from groups.states import Closeness, MembershipState
from groups.transitions import Refused, record

QUIET, PROPOSED = "contact_quiet", "contact_proposed"
MOST_DATES = 24
AGAIN = 3  # months


@transaction.atomic
def add_contact(contact: PointOfContact, *, by: Membership) -> PointOfContact:
    contact.group, contact.added_by = by.group, by
    contact.save()
    record("contact.added", contact, by=by)
    return contact


@transaction.atomic
def change_contact(contact: PointOfContact, *, by: Membership) -> PointOfContact:
    """Keep what the form holds; who holds the link and when we spoke have acts of their own."""
    contact.save(update_fields=["name", "job", "body", "forum", "closeness", "helps_with"])
    record("contact.changed", contact, by=by)
    return contact


@transaction.atomic
def remove_contact(contact: PointOfContact, *, by: Membership) -> None:
    """What we kept about them goes; that somebody took it away stays on record."""
    locked = _locked(contact)
    settle([QUIET, PROPOSED], locked)
    record("contact.removed", locked, by=by)
    locked.delete()


@transaction.atomic
def take_link(contact: PointOfContact, *, by: Membership) -> PointOfContact:
    """A member says: I hold this link. Nobody can say it for them."""
    locked = _locked(contact)
    holder = locked.held_by
    if holder == by:
        return locked
    if holder:
        raise Refused(
            _("%(name)s holds this link now. You can take it on when they have given it up.")
            % {"name": holder.name}
        )
    return _hold(locked, by, verb="contact.taken", by=by)


@transaction.atomic
def give_up_link(contact: PointOfContact, *, by: Membership) -> PointOfContact:
    """They hold it no more, or do not want it. No reason is asked."""
    locked = _locked(contact)
    if by not in {locked.holder, locked.proposed_to}:
        raise Refused(_("Only the person who holds this link can give it up."))
    finish([QUIET], locked, person=by.person)
    return _hold(locked, None, verb="contact.given_up", by=by)


@transaction.atomic
def propose_link(contact: PointOfContact, to: Membership, *, by: Membership) -> PointOfContact:
    """Ask a member to hold a link that nobody holds. It is theirs once they say yes."""
    locked = _locked(contact)
    if locked.held_by:
        raise Refused(_("Somebody holds this link already. They can give it up on this page."))
    settle([PROPOSED], locked)
    locked.holder, locked.proposed_to = None, to
    locked.save(update_fields=["holder", "proposed_to"])
    record("contact.proposed", locked, by=by)
    notify(PROPOSED, locked, group=locked.group, to=[to.person], occurrence=_occurrence(locked))
    return locked


@transaction.atomic
def log_spoken(contact: PointOfContact, *, on: date, about: str, by: Membership) -> Spoken:
    """We spoke: the clock begins anew. Whoever speaks with somebody has met them."""
    locked = _locked(contact)
    spoken = Spoken.objects.create(group=locked.group, contact=locked, on=on, about=about, who=by)
    if locked.spoken_on is None or on > locked.spoken_on:
        locked.spoken_until(on)
    if locked.closeness == Closeness.NOT_MET:
        locked.closeness = Closeness.MET_ONCE
    locked.save(update_fields=["spoken_on", "quiet_on", "closeness"])
    record("contact.spoken", locked, by=by)
    if not locked.is_quiet:
        settle([QUIET], locked)
    return spoken


@transaction.atomic
def add_forum_date(forum_date: ForumDate, *, by: Membership) -> ForumDate:
    locked = _locked(forum_date.contact)
    if locked.dates.filter(meets_on__gte=locked.group.today).count() >= MOST_DATES:
        raise Refused(_("There are 24 dates to come already. Take one away first."))
    forum_date.group = locked.group
    forum_date.save()
    record("contact.date_added", locked, by=by)
    return forum_date


@transaction.atomic
def remove_forum_date(forum_date: ForumDate, *, by: Membership) -> None:
    record("contact.date_removed", forum_date.contact, by=by)
    forum_date.delete()


def prompt_quiet_contacts(today: date) -> int:
    """After three months without a word, remind whoever holds the link, and every three months after that."""
    quiet = PointOfContact.objects.quiet(today).select_related("group", "holder__person")
    for contact in quiet:
        times = months_between(contact.quiet_on or today, today) // AGAIN
        occurrence = f"{contact.quiet_on}, {times}"
        notify(QUIET, contact, group=contact.group, to=_who_keeps(contact), occurrence=occurrence)
    return len(quiet)


def _who_keeps(contact: PointOfContact) -> list[Person]:
    """Whoever holds the link and takes part now; else the facilitators."""
    holder = contact.holder
    if holder and holder.state == MembershipState.ACTIVE:
        return [holder.person]
    facilitators = contact.group.memberships.active().who_may(Permission.MANAGE_GROUP)
    return list(Person.objects.filter(memberships__in=facilitators))


def _hold(contact: PointOfContact, holder: Membership | None, *, verb: str, by: Membership) -> PointOfContact:
    contact.holder, contact.proposed_to = holder, None
    contact.save(update_fields=["holder", "proposed_to"])
    settle([PROPOSED], contact)
    record(verb, contact, by=by)
    return contact


def _occurrence(contact: PointOfContact) -> str:
    """Each time somebody is asked is a fact of its own."""
    asked = contact.group.activities.filter(
        verb="contact.proposed", target=f"{contact._meta.label_lower}:{contact.public_id}"
    )
    return str(asked.count())


def _locked(contact: PointOfContact) -> PointOfContact:
    rows = PointOfContact.objects.select_for_update(of=("self",)).select_related(
        "group", "holder__person", "proposed_to__person"
    )
    return rows.get(pk=contact.pk)
