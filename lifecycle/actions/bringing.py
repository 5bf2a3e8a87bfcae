"""Bring an existing group: its people, its requests and its purpose from before; all of it, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.bringing import bring_agreement, bring_purpose, why_no_purpose
from facilitation.models import GroupText
from facilitation.states import TextKind
from groups.actions.facilitators import lock_group
from groups.actions.invitations import Guest, invite
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Group, Invitation, Membership
from groups.permissions import Permission
from groups.states import Channel, GroupState
from groups.transitions import Refused, record
from groups.working_days import add_working_days, today_in
from lifecycle.actions.cycles import begin_cycle, has_met, open_stage
from lifecycle.bringing.people import PersonRow, person_column, read_people
from lifecycle.bringing.requests import RequestRow, read_requests, request_column
from lifecycle.bringing.tables import Mistake, Table
from lifecycle.models import Answer, Ask, Bringing, Commitment, Cycle, Stage
from lifecycle.states import ANSWER_WORKING_DAYS, VERDICT_WORKING_DAYS, AskState, StageState


@dataclass(frozen=True)
class Load:
    """What a facilitator pasted and chose, as it came. `agreed`: those added without email know and said yes."""

    people: str = ""
    requests: str = ""
    purpose: str = ""
    purpose_on: date | None = None
    stages: tuple[int, ...] = ()
    agreed: bool = False


@dataclass
class Preview:
    """What would be brought in, and every mistake by list. Nothing is written."""

    people: Table[PersonRow]
    requests: Table[RequestRow]
    others: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not (self.people.mistakes or self.requests.mistakes or self.others)


def look_at(load: Load, *, group: Group) -> Preview:
    """Read it all, and compare it with who and what is here already."""
    people, requests = read_people(load.people), read_requests(load.requests, today=today_in(group))
    people.mistakes += _here_already(people.rows, group)
    requests.mistakes += _not_to_be_sent(requests.rows, people.rows, group)
    for table in (people, requests):
        table.mistakes.sort(key=lambda mistake: mistake.line)
    return Preview(people, requests, list(_wrong_with_the_rest(load, group)))


@transaction.atomic
def bring(load: Load, *, once: UUID, by: Membership) -> Bringing:
    """Bring it in, whole. The same form sent twice brings it once.

    Raises Refused unless the group is forming, or when anything in it is wrong by now.
    """
    group = lock_group(by.group_id)
    done = Bringing.objects.filter(public_id=once, group=group).first()
    if done:
        return done
    _must_be_forming(group, by)
    preview = look_at(load, group=group)
    if not preview.is_right:
        raise Refused(_("Something in these lists is not right yet. Look at them again, then bring them in."))
    bringing = Bringing.objects.create(
        public_id=once,
        group=group,
        by=by,
        people=len(preview.people.rows),
        requests=len(preview.requests.rows),
    )
    for person in preview.people.rows:
        _bring_person(person, agreed=load.agreed, by=by)
    for request in preview.requests.rows:
        _bring_request(request, by=by)
    if load.purpose and load.purpose_on:
        bring_purpose(load.purpose, agreed_on=load.purpose_on, by=by)
    _open_stages(load.stages, by=by)
    record("group.brought", bringing, by=by)
    return bringing


def must_be_open_to(by: Membership) -> None:
    _must_be_forming(by.group, by)


def _must_be_forming(group: Group, by: Membership) -> None:
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator brings in what the group has from before."))
    if group.state != GroupState.FORMING:
        raise Refused(
            _(
                "Lists are brought in while a group is forming. Now people are invited one by one, on the page “People”."
            )
        )


def _here_already(rows: list[PersonRow], group: Group) -> Iterator[Mistake]:
    """People of the group, and those who are invited and have not replied yet."""
    emails, names = _known(group)
    for row in rows:
        if row.email.casefold() in emails:
            yield Mistake(
                row.line,
                person_column("email"),
                _("This person is in the group or invited already. Leave out this line."),
            )
        elif not row.email and row.name.casefold() in names:
            words = _(
                "%(name)s is in the group or invited already. Leave out this line, or write a fuller name."
            )
            yield Mistake(row.line, person_column("name"), words % {"name": row.name})


def _known(group: Group) -> tuple[set[str], set[str]]:
    members = group.memberships.present().select_related("person__account")
    invited = Invitation.objects.in_group(group).open()
    emails = {
        email.casefold()
        for email in [
            *(one.person.mail_to for one in members),
            *(one.person.email for one in members),
            *invited.values_list("email", flat=True),
        ]
    }
    names = {one.name.casefold() for one in [*members, *invited]}
    return emails - {""}, names


def _not_to_be_sent(rows: list[RequestRow], people: list[PersonRow], group: Group) -> Iterator[Mistake]:
    asked = {title.casefold() for title in Ask.objects.in_group(group).values_list("title", flat=True)}
    leads = _leads(group)
    coming = {key for row in people for key in (row.name.casefold(), row.email.casefold()) if key}
    invited = Invitation.objects.in_group(group).open()
    coming |= {key.casefold() for one in invited for key in (one.name, one.email) if key}
    for row in rows:
        if row.title.casefold() in asked:
            yield Mistake(
                row.line, request_column("title"), _("This request is here already. Leave out this line.")
            )
        if row.to.casefold() not in leads:
            yield Mistake(row.line, request_column("to"), _why_not_to(row.to, coming))


def _why_not_to(to: str, coming: set[str]) -> str:
    if to.casefold() in coming:
        return _(
            "%(name)s has not joined yet. Leave out this line now, "
            "and bring it in a second list when they have said yes."
        ) % {"name": to}
    return _("We find no decision-maker of this name or email in the group. Invite them first.")


def _leads(group: Group) -> dict[str, Membership]:
    """The decision-makers who have joined, by name and by email."""
    leads = group.memberships.present().who_may(Permission.ANSWER_ASKS).select_related("person__account")
    found: dict[str, Membership] = {}
    for lead in leads:
        for key in (lead.name, lead.person.mail_to, lead.person.email):
            if key:
                found.setdefault(key.casefold(), lead)
    return found


def _wrong_with_the_rest(load: Load, group: Group) -> Iterator[str]:
    if load.purpose and GroupText.objects.in_group(group).agreed(TextKind.PURPOSE).exists():
        yield why_no_purpose()
    if load.stages and has_met(group):
        yield _("This group has met here, so it opens its stages in a session. Choose no stage here.")


def _bring_person(row: PersonRow, *, agreed: bool, by: Membership) -> None:
    if agreed and row.may_be_added_by_hand:
        channels = [Channel.LETTER] if row.address else [Channel.PHONE]
        someone = ByHand(
            name=row.name,
            comes_as=row.comes_as,
            channels=tuple(channels),
            address=row.address,
            phone=row.phone,
            job=row.job,
            body=row.body,
        )
        add_by_hand(someone, by=by)
        return
    by_hand = Channel.LETTER if row.address else Channel.PHONE
    guest = Guest(
        name=row.name,
        comes_as=row.comes_as,
        email=row.email,
        channel=Channel.EMAIL if row.email else by_hand,
        job=row.job,
        body=row.body,
        address=row.address,
        phone=row.phone,
    )
    invite(guest, group=by.group, by=by)


def _bring_request(row: RequestRow, *, by: Membership) -> None:
    """The request with its own date, so its clock has run since. Nobody is told: the group is forming."""
    group, lead = by.group, _leads(by.group)[row.to.casefold()]
    commitment = Commitment.objects.in_group(group).signed().first()
    days = commitment.response_days if commitment else ANSWER_WORKING_DAYS
    today = today_in(group)
    turn = today if row.answer else row.asked_on
    ask = Ask.objects.create(
        group=group,
        title=row.title,
        words=row.words,
        why=row.why,
        to=lead,
        decision=bring_agreement(
            wording=_("We asked: %(title)s") % {"title": row.title}, agreed_on=row.asked_on, by=by
        ),
        commitment=commitment,
        response_days=days,
        state=AskState.ANSWERED if row.answer else AskState.RAISED,
        raised_on=row.asked_on,
        turn_began_on=turn,
        next_step_on=add_working_days(turn, VERDICT_WORKING_DAYS if row.answer else days, group),
    )
    record("ask.brought", ask, by=by)
    if row.answer:
        Answer.objects.create(
            group=group,
            ask=ask,
            number=1,
            kind=row.answer,
            reason=row.reason,
            promised_on=row.promised_on,
            by=lead,
            at=datetime.combine(today, time(12), tzinfo=group.tz),
        )


def _open_stages(numbers: tuple[int, ...], *, by: Membership) -> None:
    """Where the group is now on the ring. Its first cycle begins with it, if none has begun."""
    if not numbers:
        return
    cycle = Cycle.objects.in_group(by.group).current().first() or begin_cycle(by=by)
    closed = Stage.objects.filter(cycle=cycle, number__in=numbers).exclude(state=StageState.OPEN)
    for stage in closed.order_by("number"):
        open_stage(stage, by=by)
