"""The seven signs that people may be asked only for show, in plain words, and what each side can do about each."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class SignKey(StrEnum):
    TOO_LATE = "too_late"
    SHORT_NOTICE = "short_notice"
    LATE_PAPERS = "late_papers"
    NO_OUTCOME = "no_outcome"
    NO_REASON = "no_reason"
    SAME_PEOPLE = "same_people"
    LATE_TURNS = "late_turns"


@dataclass(frozen=True)
class SignWords:
    title: Promise
    looks_at: Promise  # which dates it is read from
    we_can: Promise
    they_can: Promise


SIGNS: dict[SignKey, SignWords] = {
    SignKey.TOO_LATE: SignWords(
        _("Asked when it was too late to change"),
        _("The group was asked after the day by which it was to be decided, or after it had been decided."),
        _("We can ask first what is still open, and say no to a question that is already answered."),
        _(
            "People from the system can bring a matter while there is still a choice, and say by when it falls."
        ),
    ),
    SignKey.SHORT_NOTICE: SignWords(
        _("Short notice"),
        _(
            "A session was announced less than 10 working days before. Papers in other formats take that long."
        ),
        _("We can plan the next sessions as a series, so that the days are known."),
        _("People from the system can tell us early which days they need us."),
    ),
    SignKey.LATE_PAPERS: SignWords(
        _("Papers came late"),
        _("The pack went out after its promised day, or not at all."),
        _("We can take late papers for information only, and decide another day."),
        _("People from the system can send us the draft they have, and say that it is one."),
    ),
    SignKey.NO_OUTCOME: SignWords(
        _("No word of what came of it"),
        _(
            "20 working days after a decision nobody has written what came of it, or notes are past their day."
        ),
        _("We can ask at the start of each session what came of the last one."),
        _("People from the system can tell us what was decided in the end, also when it is a no."),
    ),
    SignKey.NO_REASON: SignWords(
        _("An answer without a plain reason"),
        _("The reason in an answer is shorter than six words."),
        _("We can send an answer back and say what we do not understand."),
        _("People from the system can say what they weighed, what it would cost, and who chose."),
    ),
    SignKey.SAME_PEOPLE: SignWords(
        _("The same few people are asked again and again"),
        _(
            "Of what was agreed to do in the last 12 months, more than half went to two people or fewer. "
            "It names nobody."
        ),
        _("We can ask who has not been asked yet, share a task between two, and say that no is an answer."),
        _("People from the system can ask the group, not the person they know best."),
    ),
    SignKey.LATE_TURNS: SignWords(
        _("A turn is late"),
        _("A request is past its day, whether it waits for the system or for us."),
        _("We can say if an answer answers us, or agree on another day."),
        _("People from the system can answer, or say by when they will and why."),
    ),
}
