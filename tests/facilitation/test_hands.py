"""Hands: whoever has not spoken today comes first, then whoever asked first."""

import pytest
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers

from facilitation.actions.room import has_spoken, lower_hand, raise_hand
from facilitation.models import Hand, Session
from groups.models import Group, Membership
from tests.cast import CAST, join
from tests.facilitation.room import open_room

PEOPLE = 4
whoever = integers(min_value=0, max_value=PEOPLE - 1)


class Hands(RuleBasedStateMachine):
    """The queue against a plain list of who asked, in order, and a set of who has spoken."""

    session: Session
    people: list[Membership]

    def __init__(self) -> None:
        super().__init__()
        Hand.objects.all().delete()
        self.asked: list[int] = []
        self.spoke: set[int] = set()

    @rule(who=whoever)
    def raise_it(self, who: int) -> None:
        raise_hand(self.session, by=self.people[who])
        if who not in self.asked:
            self.asked.append(who)

    @rule(who=whoever)
    def lower_it(self, who: int) -> None:
        lower_hand(self.session, by=self.people[who])
        if who in self.asked:
            self.asked.remove(who)

    @precondition(lambda self: self.asked)
    @rule(place=integers(min_value=0, max_value=PEOPLE))
    def speak(self, place: int) -> None:
        queue = self.queue()
        who = queue[place % len(queue)]
        hand = Hand.objects.queue(self.session)[place % len(queue)]
        for _ in range(2):  # two facilitators say so at once
            has_spoken(hand, by=self.people[0])
        self.asked.remove(who)
        self.spoke.add(who)

    def queue(self) -> list[int]:
        return sorted(self.asked, key=lambda who: (who in self.spoke, self.asked.index(who)))

    @invariant()
    def the_queue_is_fair(self) -> None:
        members = [hand.member for hand in Hand.objects.queue(self.session)]
        assert members == [self.people[who] for who in self.queue()]


@pytest.fixture
def machine(group: Group) -> type[Hands]:
    people = [join(group, CAST["member"]) for _ in range(PEOPLE)]
    return type("HandsHere", (Hands,), {"session": open_room(group), "people": people})


def test_first_time_speakers_come_first_then_whoever_asked_first(machine: type[Hands]):
    run_state_machine_as_test(
        machine, settings=settings(max_examples=20, stateful_step_count=12, deadline=None)
    )
