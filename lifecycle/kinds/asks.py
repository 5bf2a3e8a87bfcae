"""What people are told of a request: see groups.kinds."""

from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.kinds import Kind, always, register
from groups.kinds.kind import none_of_their_own
from groups.models import Membership, Person
from groups.states import MessageTopic
from lifecycle.kinds.words import told_among_us
from lifecycle.models import Ask, HandingOver
from lifecycle.models.passes import link_of
from lifecycle.states import (
    AWAITING_ANSWER,
    GROUPS_TURN,
    AskState,
    MilestoneState,
    MoreTimeState,
)

NEEDS_AN_ANSWER = (
    "ask_raised",
    "ask_sent_back",
    "answer_due",
    "ask_escalated_sponsor",
    "ask_escalated_forum",
)
NEEDS_A_VERDICT = ("ask_answered", "verdict_to_record", "verdict_wanted")
NEEDS_PROGRESS = ("progress_wanted",)
MORE_TIME = ("more_time_to_decide",)
# What the clock alone says, and does not say while the group lets a request rest.
FROM_THE_CLOCK = (
    "answer_due",
    "ask_escalated_sponsor",
    "ask_escalated_forum",
    "verdict_wanted",
    "progress_wanted",
)
NEEDS_A_CHECK = ("promise_said_done",)
TO_CONFIRM = ("answer_to_confirm",)
ASK_PROMPTS = (
    *NEEDS_AN_ANSWER,
    *NEEDS_A_VERDICT,
    *NEEDS_PROGRESS,
    *MORE_TIME,
    *NEEDS_A_CHECK,
    *TO_CONFIRM,
    "ask_without_lead",
)


def awaits_answer(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and ask.state in AWAITING_ANSWER


def awaits_the_group(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and ask.state in GROUPS_TURN


def is_being_done(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and ask.state == AskState.IN_PROGRESS


def more_time_waits(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and ask.more_time.filter(state=MoreTimeState.ASKED).exists()


def is_open(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and not ask.is_closed


def rests(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and not ask.is_closed and ask.rest_on(ask.group.today) is not None


def goes_on(ask: models.Model) -> bool:
    return is_open(ask) and not rests(ask)


def waits_for_a_colleague(ask: models.Model) -> bool:
    return (
        isinstance(ask, Ask) and not ask.is_closed and HandingOver.objects.waiting().filter(ask=ask).exists()
    )


def is_said_done(ask: models.Model) -> bool:
    """A promise waits for the group to say whether it was kept."""
    return (
        isinstance(ask, Ask)
        and is_being_done(ask)
        and ask.milestones.filter(state=MilestoneState.SAID_DONE).exists()
    )


def waits_to_be_confirmed(ask: models.Model) -> bool:
    """An answer came another way, and the lead has not said yet whether it is theirs."""
    return isinstance(ask, Ask) and ask.drafts.filter(entered_by__isnull=False, not_theirs="").exists()


def is_without_lead(ask: models.Model) -> bool:
    return isinstance(ask, Ask) and not ask.is_closed and ask.lead_has_gone


def _about_ask(
    name: str,
    subject_line: Promise | str,
    *,
    still_true: Callable[[models.Model], bool] = always,
    needs_you: bool = False,
    minutes: int = 2,
    prompt: bool = False,
    about_your_words: bool = False,
    topic: MessageTopic = MessageTopic.DECISIONS,
    can_wait: bool = False,
    with_link: bool = False,
) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"lifecycle/messages/{name}.txt",
        model=Ask,
        url_name="ask",
        url_arg="ask_id",
        still_true=still_true,
        needs_you=needs_you,
        minutes=minutes,
        prompt=prompt,
        about_your_words=about_your_words,
        topic=topic,
        can_wait=can_wait,
        codes_for=_link_to_answer if with_link else none_of_their_own,
    )


def _link_to_answer(row: models.Model, person: Person) -> dict[str, str]:
    """For the one it went to alone: it leads to that request, and asks for a code by email first."""
    if not isinstance(row, Ask) or row.is_closed:
        return {}
    if not Membership.objects.filter(pk=row.to_id, person_id=person.pk).exists():
        return {}
    return {"answer_link": settings.SITE_URL + reverse("answer_link", args=[link_of(row)])}


register(
    _about_ask(
        "ask_raised",
        _("The group sent you a request"),
        still_true=awaits_answer,
        needs_you=True,
        minutes=10,
        with_link=True,
    ),
    _about_ask(
        "ask_sent_back",
        _("The group needs another answer"),
        still_true=awaits_answer,
        needs_you=True,
        minutes=10,
        with_link=True,
    ),
    _about_ask(
        "answer_due",
        _("A request needs your answer"),
        still_true=awaits_answer,
        needs_you=True,
        minutes=10,
        prompt=True,
        with_link=True,
    ),
    _about_ask(
        "ask_escalated_sponsor", _("A request is late for an answer"), still_true=awaits_answer, prompt=True
    ),
    _about_ask(
        "ask_escalated_forum", _("A request is late for an answer"), still_true=awaits_answer, prompt=True
    ),
    _about_ask("ask_handed_over", _("A request went to someone else"), still_true=is_open),
    _about_ask(
        "ask_offered_on",
        _("Someone new is asked to answer a request"),
        still_true=waits_for_a_colleague,
        can_wait=True,
    ),
    _about_ask(
        "ask_without_lead",
        _("A request needs somebody to answer it"),
        still_true=is_without_lead,
        needs_you=True,
        prompt=True,
    ),
    _about_ask(
        "ask_answered",
        _("A request has an answer"),
        still_true=awaits_the_group,
        minutes=5,
        topic=MessageTopic.REPLIES,
    ),
    _about_ask(
        "verdict_to_record",
        _("Does this answer us?"),
        still_true=awaits_the_group,
        needs_you=True,
        minutes=5,
    ),
    _about_ask(
        "verdict_wanted",
        _("It is our turn with a request"),
        still_true=awaits_the_group,
        prompt=True,
        can_wait=True,
    ),
    _about_ask("ask_going_ahead", _("The group says yes to your answer"), still_true=is_being_done),
    _about_ask(
        "progress_wanted",
        _("Please say how far a request has come"),
        still_true=is_being_done,
        needs_you=True,
        minutes=5,
        prompt=True,
    ),
    _about_ask("ask_progressed", _("There is news of a request"), can_wait=True),
    _about_ask("ask_rests", _("A request rests for a while"), still_true=rests, can_wait=True),
    _about_ask("ask_goes_on", _("A request goes on"), still_true=goes_on),
    _about_ask(
        "more_time_asked", _("A decision-maker asks for more time"), still_true=more_time_waits, can_wait=True
    ),
    _about_ask(
        "more_time_to_decide",
        _("Do we give more time?"),
        still_true=more_time_waits,
        needs_you=True,
        minutes=5,
    ),
    _about_ask(
        "more_time_decided", _("The group has looked at the time you asked for"), still_true=awaits_answer
    ),
    _about_ask(
        "answer_to_confirm",
        _("Is this your answer?"),
        still_true=waits_to_be_confirmed,
        needs_you=True,
        minutes=3,
    ),
    _about_ask("answer_not_theirs", _("An answer you typed in was not confirmed")),
    _about_ask(
        "promise_said_done",
        _("Is it done? The group says"),
        still_true=is_said_done,
        needs_you=True,
        minutes=5,
    ),
    _about_ask("promise_kept", _("The group says that a promise was kept"), can_wait=True),
    _about_ask(
        "promise_not_kept", _("The group says that something is not done yet"), still_true=is_being_done
    ),
    _about_ask("ask_closed", _("A request is closed"), can_wait=True),
)

_CAME_TO = (
    _about_ask(
        "words_came_to",
        _("What became of what you said"),
        about_your_words=True,
        topic=MessageTopic.REPLIES,
    ),
    _about_ask(
        "unnamed_words_came_to",
        _("What became of a point made without a name"),
        about_your_words=True,
        topic=MessageTopic.REPLIES,
    ),
)

register(*_CAME_TO, *told_among_us(*_CAME_TO))
