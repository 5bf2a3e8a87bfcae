"""Mark and answer are one: killed in between, nobody's answer is lost or counted twice, and a review is open or
sealed, never half (promise 5)."""

import json
import os
import random
from pathlib import Path
from subprocess import Popen
from threading import Timer

import pytest

from lifecycle.states import ReviewState
from tests.outbox.answerer import PEOPLE
from tests.outbox.processes import Service, service

KILLS = int(os.environ.get("FAULT_KILLS", "3"))
NAMES = sorted(f"Lived experience {n}" for n in range(PEOPLE))
AN_ANSWER, A_SEAL = 0.15, 0.08  # seconds in which a blow falls


@pytest.mark.slow
def test_no_answer_is_lost_or_counted_twice_whatever_dies(tmp_path: Path):
    chance = random.Random()
    with service(tmp_path, database_url=os.environ.get("DATABASE_URL", ""), redis=False) as place:
        told = struck(act(place, "begin", "answer"), chance.uniform(0, AN_ANSWER))
        for _ in range(KILLS - 1):
            told += struck(act(place, "answer"), chance.uniform(0, AN_ANSWER))
        half, *_more, whole = lines(act(place, "left", "answer", "left"))
        for _ in range(KILLS):
            struck(act(place, "seal"), chance.uniform(0, A_SEAL))
        last = lines(
            act(place, "left", "seal", "left")
        )  # a seal that stands already refuses, and says no more
        after = json.loads(last[-1]) if len(last) > 2 else json.loads(last[0])
    before, middle = json.loads(whole), json.loads(half)
    assert middle["marks"] == len(middle["words"]) == middle["points"]
    assert set(told) <= set(middle["words"])  # whoever was thanked is counted
    assert (before["words"], before["marks"], before["drafts"]) == (NAMES, PEOPLE, 0)
    assert (after["state"], after["marks"], after["drafts"]) == (ReviewState.SEALED, 0, 0)
    assert (after["words"], after["points"], after["counted"]) == (NAMES, PEOPLE, PEOPLE)


def struck(process: Popen[bytes], seconds: float) -> list[str]:
    """What it said until SIGKILL came, so long after its first word, wherever it was then."""
    assert process.stdout
    first = process.stdout.readline().decode().strip()
    blow = Timer(seconds, process.kill)
    blow.start()
    said = [first, *lines(process)]
    blow.join()
    return said


def lines(process: Popen[bytes]) -> list[str]:
    """Whole lines alone: the last may be cut off."""
    return process.communicate()[0].decode().split("\n")[:-1]


def act(place: Service, *words: str) -> Popen[bytes]:
    return place.run("-m", "tests.outbox.answerer", *words)
