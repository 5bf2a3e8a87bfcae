"""A review on paper: the form that goes with a letter, with a code of its reader's own."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from groups.enclosures import Enclosure
from groups.models import Person
from lifecycle.instruments import LOWEST
from lifecycle.models import Review, ReviewPaper
from lifecycle.questions import asked_in, instrument_in

STYLESHEET = "review-paper.css"


def enclosed_form(review: Review, person: Person, looks: list[str]) -> Enclosure | None:
    """For somebody's letter, while the review is open; None for those who have no form."""
    paper = ReviewPaper.objects.filter(review=review, member__person=person).select_related("review").first()
    if paper is None:
        return None
    facts = paper_facts(paper, looks)
    body = render_to_string("lifecycle/reviews/paper_body.html", facts)
    html = render_to_string("facilitation/pack/document.html", facts | {"body": body})
    path = reverse("review_paper", args=[review.group.public_id, review.public_id, paper.member.public_id])
    return Enclosure(str(facts["title"]), html, body, STYLESHEET, path)


def paper_facts(paper: ReviewPaper, looks: list[str]) -> dict[str, object]:
    """What the form says, in the language that is on. Its code is worked out here and kept nowhere."""
    review = paper.review
    statements = [(one, range(LOWEST, one.highest + 1)) for one in asked_in(review)]
    return {
        "paper": paper,
        "review": review,
        "title": instrument_in(review).name,
        "statements": statements,
        "looks": looks,
        "language": get_language(),
    }
