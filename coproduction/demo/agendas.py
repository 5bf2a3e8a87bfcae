"""What the demo group met about, and what was said: data alone."""

from dataclasses import dataclass, field

from facilitation.states import Audience, ItemPurpose


@dataclass(frozen=True)
class Said:
    """A thought: who said it (nobody, if it was said without a name) and in which item."""

    by: str
    item: int
    words: str
    audience: str = Audience.EVERYONE
    others: bool = False


@dataclass(frozen=True)
class Meeting:
    days: int
    title: str
    about: str
    items: tuple[tuple[str, ItemPurpose, int], ...]
    notes: str = ""
    said: tuple[Said, ...] = field(default=())


PAST = (
    Meeting(
        -210,
        "What matters to us this year",
        "We choose what to work on in our second cycle.",
        (
            ("Welcome, and how we are", ItemPurpose.SHARE, 15),
            ("What should change first?", ItemPurpose.EXPLORE, 45),
            ("Our purpose for this cycle", ItemPurpose.EXPLORE, 30),
        ),
        "We talked about letters, first appointments and crisis help. We agreed our purpose again, with one "
        "change: people must be able to see what changed because of what they said.",
        (
            Said("member", 2, "My hospital letter is about me, but it is not written to me."),
            Said(
                "carer",
                2,
                "I cannot read the small print, and I am the one who gives the tablets.",
                others=True,
            ),
            Said("", 2, "I said yes to the plan because I was too tired to say no.", others=True),
        ),
    ),
    Meeting(
        -150,
        "Letters people can read",
        "We decide what to ask for about letters.",
        (
            ("What letters are like now", ItemPurpose.SHARE, 30),
            ("What a good letter needs", ItemPurpose.EXPLORE, 40),
            ("What we ask for", ItemPurpose.EXPLORE, 30),
        ),
        "We looked at six real letters with names taken out. We agreed three requests. Large print comes first.",
        (
            Said("farid", 2, "Short lines. One thing to do, at the top."),
            Said("irena", 2, "Say who to ring, with a name."),
            Said("kath", 3, "Ask for large print now. The rest can follow."),
        ),
    ),
    Meeting(
        -90,
        "One plan that every service can see",
        "We work out what one shared plan would need.",
        (
            ("Telling my story again and again", ItemPurpose.SHARE, 30),
            ("What one plan would need", ItemPurpose.EXPLORE, 45),
            ("What we ask for", ItemPurpose.EXPLORE, 25),
        ),
        "Most of us have told our story more than ten times. We asked for one plan, and to know what the "
        "personal health budget pot is.",
        (
            Said("member", 2, "I was asked what mattered to me, for the first time in nine years."),
            Said("grace", 1, "Tom helps me tell it. We are both worn out by it."),
            Said("", 2, "I leave things out now, because I cannot bear to say them again.", others=True),
        ),
    ),
    Meeting(
        -30,
        "Longer first appointments",
        "We look at what the answer to our request means, and what to ask next.",
        (
            ("News of our requests", ItemPurpose.SHARE, 20),
            ("How long should a first appointment be?", ItemPurpose.EXPLORE, 40),
            ("What we ask for", ItemPurpose.EXPLORE, 30),
        ),
        "We heard what came of our requests. We said which answers do answer us, and which do not. We agreed "
        "how we say no to a no.",
        (
            Said("jamal", 2, "Ten minutes is not enough to say hello in my second language."),
            Said("deepa", 2, "Thirty minutes once saves three visits later."),
        ),
    ),
)

NOW = Meeting(
    0,
    "Planning conversations that start with me",
    "What makes a good first conversation about care?",
    (
        ("Welcome, and how we are", ItemPurpose.SHARE, 15),
        ("What makes a good first conversation?", ItemPurpose.EXPLORE, 40),
        ("How the training is written", ItemPurpose.DECIDE, 30),
    ),
    said=(
        Said("huw", 2, "Ask me how I am before you ask me how my sugar is."),
        Said("eilidh", 2, "Let me bring someone, and say so in the letter."),
    ),
)

NEXT = Meeting(
    30,
    "What changed, and what did not",
    "We read our report together and say what comes next.",
    (
        ("Welcome, and how we are", ItemPurpose.SHARE, 15),
        ("Reading our report", ItemPurpose.SHARE, 30),
        ("What comes next", ItemPurpose.EXPLORE, 45),
    ),
)
