"""What the demo group asked for, in words: what was answered, and how each request ended."""

from dataclasses import dataclass, field

from coproduction.demo.meetings import LARGE_PRINT, TRAINING
from lifecycle.states import AnswerKind, AskState, MilestoneState


@dataclass(frozen=True)
class Step:
    """One promise in an answer, and how far it has come."""

    words: str
    who: str
    days: int
    state: str = MilestoneState.PROMISED
    said: str = ""


@dataclass(frozen=True)
class Came:
    """An answer that came by email and waits for the lead to confirm it."""

    days: int
    kind: AnswerKind
    reason: str
    will_do: str = ""
    promised: int | None = None


@dataclass(frozen=True)
class Reply:
    days: int
    kind: AnswerKind
    reason: str
    will_do: str = ""
    promised: int | None = None
    answers_us: bool | None = None  # what the group said of it, if it has
    verdict: str = ""
    who: str = ""
    promises: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Request:
    session: int  # which past session raised it
    state: AskState
    title: str
    words: str
    why: str
    replies: tuple[Reply, ...] = field(default=())
    progress: tuple[tuple[int, str], ...] = field(default=())
    closed: int | None = None
    closing: str = ""
    from_words: str = ""  # how the thought it grew from begins
    came: Came | None = None
    goes_on_in: tuple[str, ...] = ()  # titles of the requests it was split into
    raised: int | None = None  # if not on the day of its session
    topic: str = ""  # that it grew from


REQUESTS = (
    Request(
        1,
        AskState.DONE,
        "Letters in large print",
        "Send every hospital letter in large print to each person who has asked for it once.",
        "A letter that cannot be read is a visit that is missed.",
        (
            Reply(
                -132,
                AnswerKind.IN_PART,
                "Large print for those who ask once. For everyone it would cost four times the budget.",
                "Every hospital changes its letters.",
                -60,
                answers_us=True,
                verdict="It is what most of us need.",
            ),
        ),
        ((-75, "31 of 34 wards send large print now. The last three have a date."),),
        closed=-30,
        closing="Done. Three of us have had one.",
        from_words="Ask for large print",
        topic=LARGE_PRINT,
    ),
    Request(
        1,
        AskState.NO_ACCEPTED,
        "Braille on every appointment card",
        "Print each appointment card with braille as well.",
        "Two people we know carry cards they cannot read.",
        (
            Reply(
                -135,
                AnswerKind.NOT_ACCEPTED,
                "The card printer cannot do it, and a new one costs more than a year of cards. Braille letters "
                "are sent to each person who asks.",
                answers_us=True,
                verdict="Letters in braille help more than cards.",
            ),
        ),
        closed=-90,
        closing="The reason is clear, and there is another way.",
        from_words="Say who to ring",
        topic=LARGE_PRINT,
    ),
    Request(
        1,
        AskState.NO_DISAGREED,
        "A crisis line run by peers",
        "Pay for a phone line at night, answered by people who have been there.",
        "At three in the morning a recorded voice does harm.",
        (
            Reply(
                -128,
                AnswerKind.NOT_ACCEPTED,
                "There is no money for it this year. The night service is paid for until March.",
                answers_us=False,
                verdict="We were not told what it would cost.",
            ),
            Reply(
                -100,
                AnswerKind.NOT_ACCEPTED,
                "It would cost 210,000 pounds a year. The board chose other things first.",
                answers_us=True,
                verdict="Now we know the price, and who chose.",
            ),
        ),
        closed=-30,
        closing="We will ask again in March, before the budget round.",
        from_words="I said yes to the plan",
    ),
    Request(
        1,
        AskState.CARRIED_ON,
        "Letters that people can read and follow",
        "Change how every letter looks, what it says, and whom it names.",
        "Most of us have missed something because of a letter.",
        closed=-150,
        closing="It was three requests in one. Each goes on by itself, so that each gets an answer.",
        raised=-165,
        goes_on_in=("Letters in large print", "A named person to ring"),
    ),
    Request(
        1,
        AskState.WITHDRAWN,
        "Free parking for each visit",
        "Let people park free when they come for an appointment.",
        "Parking costs some of us more than the bus.",
        closed=-120,
        closing="The hospital made parking free for everyone with an appointment, before it had to answer.",
        raised=-140,
    ),
    Request(
        2,
        AskState.RAISED,
        "Tell us what the personal health budget pot is",
        "Tell us how much money there is, how much is already promised, and who can move the rest.",
        "We cannot weigh choices if only one side knows the price.",
        from_words="I leave things out now",
    ),
    Request(
        2,
        AskState.ANSWERED,
        "One plan that every service can see",
        "Let each person have one plan, held by them, that every service can read and add to.",
        "Most of us have told our story more than ten times.",
        (
            Reply(
                -8,
                AnswerKind.IN_PART,
                "Hospitals and practices can share one plan from spring. The council's records cannot be joined "
                "before next year.",
                "A first version with six practices.",
                120,
            ),
        ),
        from_words="I was asked what mattered",
    ),
    Request(
        2,
        AskState.IN_PROGRESS,
        "A named person to ring",
        "Put one name and one number on each letter.",
        "Nobody should have to explain to a switchboard.",
        (
            Reply(
                -68,
                AnswerKind.ACCEPTED,
                "You are right, and it costs little.",
                "Each letter names one person, service by service.",
                20,
                answers_us=True,
                verdict="That is what we asked for.",
                who="The letters team at Northshire",
                promises=(
                    Step(
                        "Clinics for hearing and sight change their letters first.",
                        "Sight and hearing clinics",
                        -30,
                        MilestoneState.CONFIRMED,
                        "Two of us have had such a letter.",
                    ),
                    Step(
                        "Each name has someone who stands in on days off.",
                        "Heads of service",
                        -5,
                        MilestoneState.SAID_DONE,
                    ),
                ),
            ),
        ),
        ((-25, "Four of nine services have changed their letters."),),
        from_words="Tom helps me tell it",
    ),
    Request(
        3,
        AskState.SENT_BACK,
        "An interpreter at the first appointment",
        "Book an interpreter when a person's record says they need one, without being asked again.",
        "Families should not have to interpret bad news.",
        (
            Reply(
                -18,
                AnswerKind.DEFERRED,
                "We will look at it with the new contract.",
                promised=200,
                answers_us=False,
                verdict="It does not say what happens until then.",
            ),
        ),
        from_words="Ten minutes is not enough",
    ),
    Request(
        3,
        AskState.ACKNOWLEDGED,
        "Longer first appointments",
        "Thirty minutes for the first appointment after a new diagnosis.",
        "Thirty minutes once saves three visits later.",
        came=Came(
            -1,
            AnswerKind.IN_PART,
            "Twenty minutes at every clinic, and thirty where a nurse can start the talk. We have too few "
            "doctors for thirty everywhere.",
            "Clinics change their booking lists.",
            60,
        ),
        from_words="Thirty minutes once",
        raised=-10,
        topic=TRAINING,
    ),
)
