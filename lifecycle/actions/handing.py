"""Handing a request to another lead, or to a colleague outside the group; and what follows when nobody answers for one any more."""

from django.db import transaction
from django.utils.translation import gettext as _

from groups.actions.invitations import Guest, invite, revoke
from groups.models import Invitation, Membership, Notification
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, record
from lifecycle.actions.answer_files import drop_drafts
from lifecycle.actions.asks import lock, must_answer_here, must_be_open
from lifecycle.actions.reminders import people_who_may, waits_on_today
from lifecycle.kinds.asks import NEEDS_PROGRESS
from lifecycle.models import Ask, HandingOver
from lifecycle.states import AWAITING_ANSWER

WITHOUT_LEAD = "ask_without_lead"


@transaction.atomic
def hand_over_ask(ask: Ask, *, to: Membership, by: Membership) -> Ask:
    """Another lead of the group answers from now on; the clock goes on as it was."""
    locked = lock(ask)
    must_hand_over(locked, by)
    must_answer_here(to, by)
    must_be_open(locked)
    _must_have_said_of_what_came(locked, by)
    return give_to(locked, to, by=by)


def give_to(locked: Ask, to: Membership, *, by: Membership) -> Ask:
    """Whoever had it answers no more: what they began goes, and no link of theirs opens it."""
    drop_drafts(locked)
    locked.passes.all().delete()
    locked.to = to
    locked.save(update_fields=["to"])
    occurrence = f"handed over {record('ask.handed_over', locked, by=by).pk}"
    _move_prompts(locked, occurrence)
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=by.group)
    notify("ask_handed_over", locked, group=by.group, to=[*facilitators, to.person], occurrence=occurrence)
    return locked


@transaction.atomic
def hand_to_colleague(ask: Ask, *, name: str, email: str, job: str, body: str, by: Membership) -> HandingOver:
    """Invite a colleague as a decision-maker, to take this request over. Facilitators are told.

    The request and its clock stay with whoever has it until the colleague comes.
    """
    locked = lock(ask)
    must_hand_over(locked, by)
    must_be_open(locked)
    _must_have_said_of_what_came(locked, by)
    waiting = waits_for(locked)
    if waiting:
        raise Refused(
            _("%(name)s is asked to take it over already. Take that back first.")
            % {"name": waiting.invitation.name}
        )
    _must_not_be_here(email, by)
    guest = Guest(name=name, comes_as="lead", email=email, job=job, body=body)
    handing = HandingOver.objects.create(
        group=locked.group,
        ask=locked,
        invitation=invite(guest, group=locked.group, by=by),
        was_with=locked.to,
        by=by,
    )
    occurrence = f"offered {record('ask.offered_on', locked, by=by).pk}"
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=locked.group)
    notify("ask_offered_on", locked, group=locked.group, to=facilitators, occurrence=occurrence)
    return handing


@transaction.atomic
def take_back_offer(ask: Ask, *, by: Membership) -> None:
    """The colleague is not asked any more; their invitation stops."""
    locked = lock(ask)
    must_hand_over(locked, by)
    waiting = waits_for(locked)
    if waiting is None:
        raise Refused(_("Nobody outside the group is asked to take it over."))
    revoke(waiting.invitation, by=by)


def take_over(invitation: Invitation, membership: Membership) -> None:
    """The colleague came: the request is theirs, if it still waits with whoever asked for it to be handed on."""
    handing = HandingOver.objects.filter(invitation=invitation).select_related("ask").first()
    if handing is None or not membership.may(Permission.ANSWER_ASKS):
        return
    locked = lock(handing.ask)
    if not locked.is_closed and locked.to_id == handing.was_with_id:
        give_to(locked, membership, by=handing.by)


def tell_of_those_without_lead() -> int:
    """Once for each lead who has gone: tell those who could take a request over, and facilitators.

    Returns how many requests were told of now.
    """
    asks = list(Ask.objects.open().in_prompted_groups().with_clock().select_related("group", "to"))
    _settle_where_the_lead_is_back(asks)
    return sum(_tell(ask) for ask in asks if ask.lead_has_gone)


def waits_for(ask: Ask) -> HandingOver | None:
    latest_first = sorted(ask.handings.all(), key=lambda one: one.at, reverse=True)
    return next((one for one in latest_first if one.invitation.is_open), None)


def _settle_where_the_lead_is_back(asks: list[Ask]) -> None:
    """So that it is told anew if they go again."""
    told = Notification.objects.filter(kind=WITHOUT_LEAD, closed_at=None).values_list("subject", flat=True)
    waiting = set(told)
    for ask in asks:
        if str(ask.public_id) in waiting and not ask.lead_has_gone:
            settle((WITHOUT_LEAD,), ask)


@transaction.atomic
def _tell(ask: Ask) -> bool:
    """Not while nobody is here to hear it: then it is still to be told."""
    before = Notification.objects.filter(kind=WITHOUT_LEAD, subject=str(ask.public_id)).exclude(
        closed_at=None
    )
    occurrence = f"without {ask.to_id}, {before.count()}"
    people = people_who_may(Permission.ANSWER_ASKS, Permission.ACT_FOR_GROUP, group=ask.group)
    if not people or waits_on_today((WITHOUT_LEAD,), ask):
        return False
    notify(WITHOUT_LEAD, ask, group=ask.group, to=people, occurrence=occurrence)
    return True


def _must_not_be_here(email: str, by: Membership) -> None:
    leads = by.group.memberships.present().who_may(Permission.ANSWER_ASKS)
    if leads.filter(person__account__email__iexact=email.strip()).exists():
        raise Refused(_("They are a decision-maker of this group already. Hand it to them by their name."))


def _must_have_said_of_what_came(ask: Ask, by: Membership) -> None:
    """An answer that came in their name goes with it when they hand it on, so they do not let it vanish like that."""
    if by.pk == ask.to_id and ask.drafts.filter(entered_by__isnull=False, not_theirs="").exists():
        raise Refused(
            _(
                "An answer came in your name. Confirm it or say that it is not yours, then hand the request on."
            )
        )


def must_hand_over(ask: Ask, by: Membership) -> None:
    """The named lead; or any other lead of the group once the named one no longer answers here."""
    if not by.may(Permission.ANSWER_ASKS) or (ask.to_id != by.pk and not ask.lead_has_gone):
        raise Refused(_("Only %(name)s can hand this request to someone else.") % {"name": ask.to.name})


def _move_prompts(ask: Ask, occurrence: str) -> None:
    """What waited for the lead before waits for the new one."""
    progress_waits = waits_on_today(NEEDS_PROGRESS, ask)
    settle(("ask_raised", "ask_sent_back", "answer_due", "ask_without_lead", *NEEDS_PROGRESS), ask)
    if ask.state in AWAITING_ANSWER:
        notify("ask_raised", ask, group=ask.group, to=[ask.to.person], occurrence=occurrence)
    elif progress_waits:
        notify("progress_wanted", ask, group=ask.group, to=[ask.to.person], occurrence=occurrence)
