"""People answer a review while the process that keeps their answers dies again and again.

python -m tests.outbox.answerer <act> <act> …, done one after another:

begin   a review, with people to answer it
answer  each who has not answered yet does, with a line of print for each
seal    say so, and close it
left    print what is kept
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.outbox.settings")
django.setup()

from django.utils import timezone

from groups.models import Membership
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions.review_answers import answer_review, keep_draft
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.models import Cycle, Review, ReviewDraft
from tests.cast import CAST, join, make_group
from tests.lifecycle.impact import join_many

PEOPLE = int(os.environ.get("FAULT_ANSWERS", "60"))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def begin() -> None:
    group = make_group()
    Cycle.objects.create(group=group, number=1, began_on=timezone.localdate())
    facilitator = join(group, CAST["facilitator"], "facilitator@demo.example")
    join_many(group, Side.LIVED, PEOPLE)
    open_review(closes_on=timezone.localdate() + timedelta(days=21), by=facilitator)


def answer() -> None:
    """Their words say which person of the test they are, so that each can be counted."""
    review = Review.objects.get()
    for member in Membership.objects.filter(name__startswith=Side.LIVED.label).select_related(
        "group", "person"
    ):
        try:
            keep_draft(review, said={"power": 1 + member.pk % 7}, words="", by=member)
            answer_review(review=review, points={"power": 1 + member.pk % 7}, words=member.name, by=member)
        except Refused:
            continue
        say(member.name)


def seal() -> None:
    say("closing")
    facilitator = Membership.objects.get(name=CAST["facilitator"].name)
    seal_review(review=Review.objects.get(), by=facilitator)


def left() -> None:
    review = Review.objects.get()
    answers = review.answers.all()
    found = json.dumps(
        {
            "state": review.state,
            "marks": review.marks.count(),
            "drafts": ReviewDraft.objects.count(),
            "counted": review.answered_lived,
            "words": sorted(answers.exclude(words="").values_list("words", flat=True)),
            "points": sum(bool(one.points) for one in answers),
        }
    )
    say(found)


ACTS = {"begin": begin, "answer": answer, "seal": seal, "left": left}

if __name__ == "__main__":
    for name in sys.argv[1:]:
        ACTS[name]()
