"""Helpers: named by a member, in named ways, stopped at once by either; every act is shown to the member."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.accounts import open_account
from groups.blocking import may_meet
from groups.looks import ONE_LOOK
from groups.models import Account, DutyHolder, Helper, HelperAct, Membership, Person
from groups.models.helpers import ASKED_AGAIN_AFTER, MOST_UNANSWERED, NEVER_HELPS, first_check
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import Channel, HelperPower, HelperState, MembershipState, Origin
from groups.transitions import Refused, move, record

INVITED, STARTED, ACTS = "helper_invitation", "helper_started", "helper_acts"
CHECK, CALL = "helper_check", "helper_call"
MOST_HELPERS = 5


@transaction.atomic
def name_helper(
    member: Membership,
    *,
    name: str,
    email: str,
    powers: Iterable[str],
    by: Person,
    origin: str = Origin.APP,
) -> Helper:
    """Ask somebody, by email, to help a member in these ways. Nothing is open to them before they say yes."""
    locked = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if by != locked.person:
        _may_name_for(locked.person, email, by=by)
    if Helper.objects.standing().filter(member=member).count() >= MOST_HELPERS:
        raise Refused(_("You can have five helpers at a time. Stop one first, then name another."))
    address = email.strip().lower()
    helper = Helper.objects.create(
        group=member.group,
        member=member,
        person=Person.objects.create(name=name, email=address, channels=[Channel.EMAIL]),
        name=name,
        email=address,
        powers=[power.value for power in HelperPower if power in set(powers)],
        origin=origin,
        recorded_by=by,
    )
    record("helper.asked", helper, by=by)
    notify(INVITED, helper, group=helper.group, to=[helper.person])
    return helper


def _may_name_for(person: Person, email: str, *, by: Person) -> None:
    """Somebody writes down a helper whom the person named: only where they cannot do it themselves."""
    if person.account_id:
        raise Refused(
            _("They have an account, so only they can name a helper. They find it under My helpers.")
        )
    own = {by.email.lower(), by.account.email.lower() if by.account else ""}
    if email.strip().lower() in own:
        raise Refused(
            _("This is your own address, and whoever writes it down cannot be the helper. Ask a colleague.")
        )


@transaction.atomic
def accept_helping(helper: Helper, *, by: Account) -> Helper:
    """Yes, I help. Works once. Raises Refused for people who may not be this member's helper."""
    locked = _open(helper)
    stand_in = locked.person
    person = Person.objects.filter(account=by).first() or _become(stand_in, by)
    _may_help(person, locked.member)
    today = locked.group.today
    started = move(
        locked,
        HelperState.ACTIVE,
        by=person,
        person=person,
        name=person.name,
        started_on=today,
        check_on=first_check(today),
    )
    settle([INVITED], started)
    if stand_in != person:
        stand_in.delete()
    notify(STARTED, started, group=started.group, to=[started.member.person])
    return started


@transaction.atomic
def accept_with_new_account(helper: Helper) -> Account:
    """The same for somebody new, who came by the link sent to their own address: that proves it is theirs."""
    account = open_account(_open(helper).email, proven=True)
    accept_helping(helper, by=account)
    return account


@transaction.atomic
def stop_helper(helper: Helper, *, by: Person | None) -> Helper:
    """At once, no reason asked: by the member, by the helper, or for safety by those who look after the group.

    `by` is None when nobody said yes in time, and when the member left.
    """
    stopped = move(
        helper, HelperState.STOPPED, by=by, stopped_at=timezone.now(), stopped_by=by, check_on=None
    )
    settle([INVITED, STARTED, CHECK, CALL, ACTS], stopped)
    if stopped.started_on is None:  # nothing stays of somebody who never said yes
        Person.objects.filter(pk=stopped.person_id, account=None).delete()
    return stopped


@transaction.atomic
def helped(helper: Helper | None, power: HelperPower, what: str, *, is_unnamed: bool = False) -> None:
    """Note what a helper does, in the transaction of the act itself. Refused when they were stopped meanwhile.

    `is_unnamed`: an act without a name leaves no activity; its note is for the member, and goes with the marks.
    """
    if helper is None:
        return
    locked = Helper.objects.select_for_update(of=("self",)).get(pk=helper.pk)
    if locked.state != HelperState.ACTIVE or not locked.has(power):
        raise Refused(_("You do not help with this any more. Talk with the person you helped."))
    HelperAct.objects.create(group=locked.group, helper=locked, power=power, what=what)
    if not is_unnamed:
        record(f"helper.{power}", locked, by=locked.person)


@transaction.atomic
def read_messages(helper: Helper) -> None:
    """Noted once an hour, however often they look."""
    lately = timezone.now() - ONE_LOOK
    if not HelperAct.objects.filter(helper=helper, power=HelperPower.MESSAGES, at__gt=lately).exists():
        helped(helper, HelperPower.MESSAGES, _("read what the group told you"))


def tell_acts(helper: Helper, *, week: str) -> None:
    """Tell the member once a week what a helper did for them."""
    notify(ACTS, helper, group=helper.group, to=[helper.member.person], occurrence=week)


@transaction.atomic
def check_helper(helper: Helper) -> None:
    """Ask the member privately; when nobody answered twice, ask a person to talk with them. Done by the clock."""
    rows = Helper.objects.select_for_update(of=("self",)).select_related("group", "member__person__account")
    locked = rows.get(pk=helper.pk)
    if locked.state != HelperState.ACTIVE or not locked.check_on or locked.check_on > locked.group.today:
        return
    on = locked.check_on.isoformat()
    if locked.unanswered >= MOST_UNANSWERED or _might_hear(locked):
        notify(CALL, locked, group=locked.group, to=_who_calls(locked), occurrence=on)
        locked.check_on = first_check(locked.group.today)
    else:
        notify(CHECK, locked, group=locked.group, to=[locked.member.person], occurrence=on)
        locked.unanswered += 1
        locked.check_on = locked.group.today + ASKED_AGAIN_AFTER
    locked.save(update_fields=["check_on", "unanswered"])


@transaction.atomic
def keep_helper(helper: Helper, *, by: Person) -> Helper:
    """Yes, I still want this helper: said by the member, or written down by somebody who asked them privately."""
    locked = (
        Helper.objects.select_for_update(of=("self",)).select_related("group", "member").get(pk=helper.pk)
    )
    if by.pk == locked.person_id:
        raise Refused(_("Only the person you help can say this."))
    if locked.state != HelperState.ACTIVE:
        raise Refused(_("They do not help any more. You can name them again."))
    locked.unanswered, locked.check_on = 0, first_check(locked.group.today)
    locked.save(update_fields=["unanswered", "check_on"])
    settle([CHECK, CALL], locked)
    record("helper.kept", locked, by=by)
    return locked


def _might_hear(helper: Helper) -> bool:
    """The only way left to reach the member is one that this helper may have changed."""
    return helper.has(HelperPower.REACH) and not helper.member.person.takes_email


def _who_calls(helper: Helper) -> list[Person]:
    """The member's own contact, if they may write down what is said, or else those who may. Never the helper."""
    here = Membership.objects.active().filter(group=helper.group_id).exclude(person=helper.person_id)
    may = here.who_may(Permission.TYPE_FOR_OTHERS)
    own = may.filter(pk=helper.member.contact_id or 0)
    chosen = own if own.exists() else may.who_may(Permission.RUN_ROOM)
    return list(Person.objects.filter(memberships__in=chosen))


def _become(stand_in: Person, account: Account) -> Person:
    stand_in.account, stand_in.email = account, account.email
    stand_in.save(update_fields=["account", "email"])
    return stand_in


def _open(helper: Helper) -> Helper:
    rows = Helper.objects.select_for_update(of=("self",)).select_related("group", "member__person", "person")
    locked = rows.get(pk=helper.pk)
    if not locked.is_open or locked.generation != helper.generation:
        raise Refused(
            _("This invitation does not work any more. Ask the person who named you to do it again.")
        )
    return locked


def _may_help(person: Person, member: Membership) -> None:
    if person == member.person:
        raise Refused(_("You cannot be your own helper. Ask somebody you trust."))
    places = Membership.objects.present().filter(person=person, group=member.group_id)
    if places.holding(NEVER_HELPS).exists() or _holds_a_duty(person, member):
        raise Refused(
            _(
                "People who run the group, and people from the health and care system, cannot be helpers in it. "
                "They can write things down for somebody without that."
            )
        )
    there = places.first()
    if there and not may_meet(there, member):
        raise Refused(_("This cannot be. Ask a facilitator if you want to know more."))
    if Helper.objects.filter(member=member, person=person, state=HelperState.ACTIVE).exists():
        raise Refused(_("You help them already."))
    if member.state == MembershipState.LEFT:
        raise Refused(_("They have left the group, so there is nothing to help with."))


def _holds_a_duty(person: Person, member: Membership) -> bool:
    return DutyHolder.objects.filter(person=person, system=member.group.system_id).exists()
