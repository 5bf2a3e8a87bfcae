"""What one person sees in the room at this moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitation.actions.quick_check import QuickCheck, current, my_answer
from facilitation.models import AgendaItem, Contribution, Hand, Presence, RoundTurn
from facilitation.models.agreed_here import Agreed, agreed_in
from facilitation.models.at_a_glance import rooms_seen_by
from facilitation.models.hiding import veiled
from facilitation.states import Audience, HandState, ItemPurpose, ItemState, SessionState, SignalKind
from groups.actions.promise import owes_promise, promise_first
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused

MOST_WORDS = 200  # shown at once, newest first
ENOUGH_TO_GO_ROUND = 4  # people; among fewer, "few voices" would point at someone
TIME_TO_WARM_UP = timedelta(minutes=20)


@dataclass
class Room:
    """Each part is asked of the database only when the page shows it."""

    session: Any  # a Session with what `rooms_seen_by` adds
    member: Membership

    @property
    def runs_it(self) -> bool:
        return self.member.may(Permission.RUN_ROOM) or self.session.i_help_run_it

    @property
    def may_speak(self) -> bool:
        return self.member.may(Permission.SPEAK)

    @property
    def tag(self) -> str:
        """Stands for everything this page shows: the room's version, whose page it is, the minutes left, the check."""
        check = f"{self.check.id}{self.check.result}{self.my_check_answer}" if self.check else ""
        return f'"{self.session.version}-{self.member.pk}-{self.minutes_left}-{check}"'

    @cached_property
    def check(self) -> QuickCheck | None:
        """Not from the database: a quick check is never stored."""
        return current(self.session)

    @cached_property
    def my_check_answer(self) -> str:
        return my_answer(self.check, self.member) if self.check and self.may_speak else ""

    @property
    def minutes_left(self) -> int | None:
        """Of the item that is on; the clock stands still during a pause. None: no item is on."""
        since: datetime | None = self.session.on_since
        if since is None:
            return None
        passed = (self.session.paused_at or timezone.now()) - since
        minutes: int = self.session.on_minutes
        return max(0, ceil(minutes - passed.total_seconds() / 60))

    @property
    def purpose(self) -> str:
        return str(ItemPurpose(self.session.on_purpose).label)

    @cached_property
    def words(self) -> list[Contribution]:
        said = Contribution.objects.filter(session=self.session).shown_to(self.member)
        said = (
            said.with_feelings(self.member)
            .select_related("author", "typed_by", "helped_by")
            .order_by("-said_at", "pk")
        )
        return veiled(said[:MOST_WORDS], self.member)

    @property
    def may_say_me_too(self) -> bool:
        """Whether somebody else's words are here to agree with."""
        return self.may_speak and any(
            each.author_id != self.member.pk and not each.is_hidden for each in self.words
        )

    @cached_property
    def queue(self) -> list[Hand]:
        return Hand.objects.queue(self.session) if self.session.hands_are_up else []

    @property
    def my_place(self) -> str:
        """Only ever one's own, in words. The queue is read after the session: by then one's hand may be down."""
        if not self.session.my_hand_is_up:
            return ""
        waiting = [hand.member_id for hand in self.queue]
        if self.member.pk not in waiting:
            return ""
        before = waiting.index(self.member.pk)
        if not before:
            return _("You are next.")
        return ngettext("%(n)d person before you.", "%(n)d people before you.", before) % {"n": before}

    @property
    def is_my_turn(self) -> bool:
        return self.session.my_turn is not None and not self.session.turns_before_me

    @property
    def my_turn(self) -> str:
        """In a round, only ever one's own place, in words."""
        if self.session.my_turn is None:
            return ""
        if self.is_my_turn:
            return _("It is your turn. Speak or pass, both are fine.")
        before: int = self.session.turns_before_me
        return ngettext(
            "%(n)d person before you in the round.", "%(n)d people before you in the round.", before
        ) % {"n": before}

    @cached_property
    def turns(self) -> list[RoundTurn]:
        """For whoever runs the room: whose turn it is, and who is next."""
        if not self.session.round_open:
            return []
        return list(RoundTurn.objects.to_come(self.session).select_related("member")[:2])

    @cached_property
    def agreed(self) -> list[Agreed]:
        """What this session agreed, will do and parked."""
        return agreed_in(self.session)

    @property
    def needs_shown(self) -> str:
        """The needs on this page, so that one that came later is not answered unseen."""
        shown = {
            SignalKind.SLOW: self.session.needs_slow,
            SignalKind.AGAIN: self.session.needs_again,
            SignalKind.BREAK: self.session.needs_break,
            SignalKind.STOP: self.session.paused_at,
        }
        return " ".join(kind for kind, is_shown in shown.items() if is_shown)

    @cached_property
    def items(self) -> list[AgendaItem]:
        return list(self.session.items.select_related("topic"))

    @property
    def next_item(self) -> AgendaItem | None:
        return next((item for item in self.items if item.state == ItemState.WAITING), None)

    @property
    def what_next(self) -> str:
        """One calm sentence for whoever runs the room."""
        if self.session.paused_at:
            return _("Ask what would help. Go on when the group is ready.")
        if self.minutes_left is None:
            return (
                _("Go on to an item when the group is ready.") if self.next_item else _("Every item is done.")
            )
        if self.minutes_left == 0:
            return _("The time for this item is up. Finish it, or ask the group for more time.")
        if self.few_voices:
            return _("Few voices are heard so far. Try a round?")
        return _("All is well. Leave some silence, so that people can think.")

    @cached_property
    def few_voices(self) -> bool:
        """Whether fewer than half of those here have been heard. Never says who, or how many."""
        opened: datetime | None = self.session.opened_at
        if self.session.round_open or not opened or timezone.now() - opened < TIME_TO_WARM_UP:
            return False
        here = set(Presence.objects.filter(session=self.session).values_list("member_id", flat=True))
        spoke = Hand.objects.filter(session=self.session, state=HandState.SPOKE).values_list("member_id")
        wrote = Contribution.objects.filter(session=self.session, author__isnull=False).values_list(
            "author_id"
        )
        heard = here & {pk for (pk,) in spoke.union(wrote)}
        return len(here) >= ENOUGH_TO_GO_ROUND and len(heard) * 2 < len(here)


class SeenAsMember(Room):
    """The room as some member would see it, for whoever runs it: only words for everyone, and nothing can be done."""

    @property
    def runs_it(self) -> bool:
        return False

    @cached_property
    def words(self) -> list[Contribution]:
        return [said for said in super().words if said.audience == Audience.EVERYONE]

    @property
    def my_place(self) -> str:
        return ""


def find_room(member: Membership, session_id: UUID, *, at_the_door: bool = False) -> Room:
    """The room of a session of this member's group, or Http404.

    Past the door, nobody from the system hears or says anything before they have signed the promise.
    """
    session: Any = get_object_or_404(rooms_seen_by(member), public_id=session_id)
    session.group = member.group
    if owes_promise(member) and not at_the_door and session.state == SessionState.OPEN:
        raise Refused(promise_first())
    return Room(session, member)
