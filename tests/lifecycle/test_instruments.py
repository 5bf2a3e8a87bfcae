"""What reviews ask is data with ids that stay; a deployer may bring what they hold a licence for."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from groups.models import Membership
from groups.suppression import Reach
from groups.transitions import Refused
from lifecycle.actions.own_questions import MOST, retire_question
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.instruments import (
    CLIMATE,
    FACILITATION,
    FIVE_ATTENTIONS,
    FIVE_INVESTMENTS,
    GOOD_DECISIONS_MADE,
    INSTRUMENTS,
    PULSE,
    SHIFTS,
    WORDS,
    Instrument,
    instrument_of,
    offered,
)
from lifecycle.models import OwnQuestion, Review
from lifecycle.questions import asked_in
from lifecycle.results import results
from tests.lifecycle.impact import in_three_weeks, make_cycle

# Ids never change their meaning: this list only ever grows, and a changed word makes another version.
IDS = {
    "attentions": "groups-voice groups-purpose groups-culture groups-contacts groups-growth groups-beyond "
    "facilitation-voices facilitation-solutions facilitation-safe facilitation-sense facilitation-potential "
    "power-holders power-fear power-unequal power-willingness level-investment level-picture level-policy "
    "level-possible level-engage decisions-shift decisions-final-say decisions-balance decisions-personal-power "
    "decisions-credible",
    "investments": "confidence facilitation information relationships time",
    "decisions": "shift final-say balance",
    "climate": "safe heard differ know equal belong",
    "facilitation": "voices solutions safe sense potential",
    "pulse": "say count worth",
    "words": "",
}


@pytest.mark.parametrize("key", IDS)
def test_each_keeps_its_ids(key: str):
    assert [one.id for one in INSTRUMENTS[key, 1].statements] == IDS[key].split()


def test_a_facilitator_is_offered_all_but_the_pulse():
    keys = [SHIFTS, FIVE_ATTENTIONS, FIVE_INVESTMENTS, GOOD_DECISIONS_MADE, CLIMATE, FACILITATION, WORDS]
    assert list(offered()) == [one.key for one in keys]
    assert PULSE.key not in offered()


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.key)
def test_each_takes_five_minutes_or_about(instrument: Instrument):
    assert instrument.minutes <= 6
    assert len({one.id for one in instrument.statements}) == len(instrument.statements)
    assert all(one.question and one.start and one.end for one in instrument.statements)


def test_a_group_leaves_some_out_and_adds_its_own(facilitator: Membership):
    make_cycle(facilitator.group)
    review = open_review(
        closes_on=in_three_weeks(),
        by=facilitator,
        instrument=CLIMATE,
        left_out=["safe", "belong", "nothing we ask"],
        new=["  Papers   come in time. ", ""],
    )
    assert review.left_out == ["safe", "belong"]
    assert [one.name for one in asked_in(review)][-1] == "Papers come in time."
    assert len(asked_in(review)) == 5


def test_the_same_question_of_our_own_goes_on_from_review_to_review(facilitator: Membership):
    make_cycle(facilitator.group)
    for words in ("Papers come in time.", "papers come in time."):
        seal_review(
            review=open_review(closes_on=in_three_weeks(), by=facilitator, instrument=WORDS, new=[words]),
            by=facilitator,
        )
    assert OwnQuestion.objects.count() == 1
    (result,) = results(list(Review.objects.all()), Reach.GROUP)
    assert len(result["rounds"]) == 2
    assert result["own"] == "Papers come in time."


def test_a_question_put_away_keeps_its_results(facilitator: Membership):
    make_cycle(facilitator.group)
    review = open_review(closes_on=in_three_weeks(), by=facilitator, instrument=WORDS, new=["Are we heard?"])
    retire_question(OwnQuestion.objects.get(), by=facilitator)
    assert [one.name for one in asked_in(review)] == ["Are we heard?"]
    assert not OwnQuestion.objects.filter(retired_on=None).exists()


def test_a_review_asks_something_and_not_too_much(facilitator: Membership):
    make_cycle(facilitator.group)
    everything = [one.id for one in SHIFTS.statements]
    with pytest.raises(Refused, match="Nothing is left to ask"):
        open_review(closes_on=in_three_weeks(), by=facilitator, left_out=everything)
    with pytest.raises(Refused, match="at most"):
        open_review(closes_on=in_three_weeks(), by=facilitator, new=[f"Line {n}" for n in range(MOST + 1)])
    assert not Review.objects.exists()
    assert not OwnQuestion.objects.exists()


class TestBrought:
    """The shape of a questionnaire such as PPEET, with wording of nobody."""

    SAID: dict[str, Any] = {
        "key": "made-up",
        "version": 3,
        "licence": "Made up for a test; nobody's words.",
        "name": "Looking back on taking part",
        "about": "How it was to take part.",
        "minutes": 2,
        "points": 5,
        "start": "do not agree",
        "end": "agree",
        "statements": [
            {"id": "q1", "text": "Line one."},
            {"id": "q2", "text": "Line two.", "end": "very much"},
        ],
    }

    @pytest.fixture
    def folder(self, tmp_path: Path, settings: Any) -> Path:
        settings.BROUGHT_INSTRUMENTS = str(tmp_path)
        return tmp_path

    def bring(self, folder: Path, **changes: object) -> None:
        (folder / "one.json").write_text(json.dumps(self.SAID | changes), encoding="utf-8")

    def test_it_is_offered_last_and_asked_on_its_own_scale(self, folder: Path, facilitator: Membership):
        self.bring(folder)
        make_cycle(facilitator.group)
        assert list(offered())[-1] == "made-up"
        review = open_review(closes_on=in_three_weeks(), by=facilitator, instrument=offered()["made-up"])
        assert [(one.name, one.highest, one.end) for one in asked_in(review)] == [
            ("Line one.", 5, "agree"),
            ("Line two.", 5, "very much"),
        ]
        assert instrument_of("made-up", 3).licence == self.SAID["licence"]

    @pytest.mark.parametrize(
        ("changes", "mistake"),
        [
            ({"key": "shifts"}, "not one of ours"),
            ({"licence": " "}, "licence"),
            ({"points": 3}, "points"),
            ({"points": True}, "points"),
            ({"version": 0}, "version"),
            ({"statements": []}, "statements"),
            ({"statements": [{"id": "q1", "text": ""}]}, "no “text”"),
            ({"statements": [{"id": "q1", "text": "A"}, {"id": "q1", "text": "B"}]}, "same"),
            ({"statements": "many"}, "cannot|not a questionnaire"),
        ],
    )
    def test_a_mistake_in_a_file_is_named(self, folder: Path, changes: dict[str, object], mistake: str):
        self.bring(folder, **changes)
        with pytest.raises(ImproperlyConfigured, match=mistake):
            offered()

    def test_two_of_one_name_are_refused(self, folder: Path):
        self.bring(folder)
        (folder / "two.json").write_text(json.dumps(self.SAID), encoding="utf-8")
        with pytest.raises(ImproperlyConfigured, match="same key"):
            offered()

    def test_a_folder_that_is_not_there_is_named(self, settings: Any, tmp_path: Path):
        settings.BROUGHT_INSTRUMENTS = str(tmp_path / "nowhere")
        with pytest.raises(ImproperlyConfigured, match="no folder"):
            offered()
