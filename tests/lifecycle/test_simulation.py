"""Years of requests by the real rules; and a broken rule is found."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import DateField, Value

from coproduction.simulation import run
from coproduction.simulation.apart import simulate_apart
from coproduction.simulation.run import simulate
from groups.models import Group
from lifecycle.actions import clocks
from lifecycle.models.asks import AskQuerySet

pytestmark = pytest.mark.django_db


def quiet(_line: str) -> None:
    """Nobody reads along."""


def test_nothing_breaks_and_nothing_is_kept():
    outcome = simulate(groups=3, years=0.6, seed=7, progress=quiet)
    assert outcome.broken == []
    assert sum(outcome.asks.values()) > 10
    assert outcome.told["answer_due"]
    assert outcome.told["ask_escalated_forum"], "somebody never answered"
    assert not Group.objects.exists()


def test_the_same_seed_lives_the_same_days():
    first, second = (simulate(groups=1, years=0.2, seed=3, progress=quiet) for _ in range(2))
    assert (first.asks, first.answer_days) == (second.asks, second.answer_days)


def test_it_prints_what_happened():
    printed = StringIO()
    call_command("simulate", groups=1, years=0.3, here=True, stdout=printed, stderr=StringIO())
    assert "1 groups, 109 days each" in printed.getvalue()
    assert "everyone heard" in printed.getvalue()


def test_processes_apart_live_the_same_days():
    together = simulate(groups=3, years=0.2, seed=5, progress=quiet)
    apart = simulate_apart(groups=3, years=0.2, seed=5, jobs=2, progress=quiet)
    assert (apart.groups, apart.asks, apart.told) == (3, together.asks, together.told)
    assert sorted(apart.answer_days) == sorted(together.answer_days)
    assert apart.asks


class TestWhatItFinds:
    """Each promise broken on purpose, in one place of the real code."""

    def broken(self, seed: int = 7) -> str:
        return "\n".join(simulate(groups=3, years=0.4, seed=seed, progress=quiet).broken)

    def test_a_clock_that_forgets(self, monkeypatch):
        monkeypatch.setattr(clocks, "PROMPTS", ())
        assert "nobody was told that it is due" in self.broken()

    def test_a_clock_that_does_not_escalate(self, monkeypatch):
        monkeypatch.setattr(clocks, "PROMPTS", [one for one in clocks.PROMPTS if not one.is_escalation])
        assert "working days late and no ask_escalated" in self.broken()

    def test_a_clock_that_repeats_itself(self, monkeypatch):
        monkeypatch.setattr(run, "tell_due", lambda today: clocks.tell_due(today=today) or 1)
        assert "said something twice" in self.broken()

    def test_a_clock_that_reminds_each_day(self, monkeypatch):
        monkeypatch.setattr(clocks, "weeks_late", lambda due, today: (today - due).days)
        assert "said twice" in self.broken()

    def test_a_clock_that_does_not_rest(self, monkeypatch):
        no_rest = Value(None, output_field=DateField())
        monkeypatch.setattr(AskQuerySet, "with_last_rest", lambda asks: asks.annotate(rested_until=no_rest))
        assert "while the group lets it rest" in self.broken(seed=9)

    def test_a_contributor_who_is_not_told(self, monkeypatch):
        for where in ("lifecycle.actions.asks", "lifecycle.actions.ending"):
            monkeypatch.setattr(f"{where}.tell_whose_words", lambda ask, occurrence: None)
        assert "turns: whoever said" in self.broken()
