"""What the demo group has to read: shared and changed through the actions, then moved to the day it tells of."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.files.base import ContentFile

from coproduction.demo.contacts import tiny_pdf
from coproduction.demo.days import at, day
from coproduction.demo.meetings import LARGE_PRINT, TRAINING, Cast
from facilitation.actions.information import add_format, change_information, share_information, tag_topic
from facilitation.models import BudgetLine, InformationFormat, InformationItem, InformationVersion, Topic
from facilitation.states.information import FormatKind, InformationKind
from groups.files.checking import Checked, check
from groups.files.sorts import Sort
from groups.models import Membership
from groups.notifications import settle

SENT = ("information_shared", "information_changed")
BOARD = "Northshire Integrated Care Board"

# What for, in all, already committed, can be moved, who decides. Pounds.
FIRST_SHEET = (
    ("Training on first conversations", 60_000, 45_000, 5_000, "Northshire Training Forum"),
    ("Letters and large print", 180_000, 170_000, 10_000, "Dr Priya Nair"),
    ("Link workers", 420_000, 420_000, 0, "The board, in its open meeting"),
    ("Working with people: this group and others", 40_000, 31_000, 9_000, "Dr Priya Nair"),
)
SHEET = (
    ("Training on first conversations", 60_000, 45_000, 15_000, "Northshire Training Forum"),
    *FIRST_SHEET[1:],
)


def make_information(cast: Cast) -> None:
    _policy(cast)
    _how_money_is_set(cast)
    _first_appointment(cast)
    _carers_said(cast)
    _how_many(cast)
    _video(cast)
    _budget(cast)
    about = {
        TRAINING: ("shared-decisions", "workforce"),
        LARGE_PRINT: ("shared-decisions", "pathway", "commissioning"),
    }
    for topic in Topic.objects.in_group(cast["lead"].group).filter(title__in=about):
        tag_topic(topic, parts=about[topic.title], by=cast["facilitator"])


def _policy(cast: Cast) -> None:
    item = InformationItem(
        title="What national policy says about personalised care",
        kind=InformationKind.POLICY,
        summary=(
            "People should have choice and control over how their care is planned, from what matters to them. "
            "Each area has to offer six things. This page says which, and where we can shape them."
        ),
        read_first="The list of six, under “What each area has to offer”.",
        words=(
            "## What each area has to offer\n\n- Shared decision making.\n- Personalised care and support planning.\n"
            "- Choice of where to be treated.\n- Social prescribing, with a link worker.\n"
            "- Supported self management.\n- A personal health budget for those who have a right to one.\n\n"
            "## Who does it here\n\nThe ICB plans and pays for it. That is called commissioning. A GP or a nurse "
            "is often the first to talk about it with you.\n\n## What we can shape\n\nThe policy says what, not "
            "how. How letters are written, how long a first talk takes and what staff learn is for us to work out."
        ),
        source="NHS England, the personalised care programme",
        source_on=day(-400),
        link="https://www.england.nhs.uk/personalisedcare/",
    )
    _share(item, by=cast["professional"], days=-130, parts=("shared-decisions", "planning", "leadership"))


def _how_money_is_set(cast: Cast) -> None:
    item = InformationItem(
        title="How money for personal health budgets is set",
        kind=InformationKind.POLICY,
        summary="Each year the board sets aside one pot. This page says when, and who decides.",
        words=(
            "## The pot\n\nThe pot for this year was set in March.\n\n## Who decides\n\nThe finance committee."
        ),
        source=f"{BOARD}, finance team",
        source_on=day(-100),
    )
    lead, parts = cast["lead"], ("budgets", "finance")
    _share(item, by=lead, days=-95, parts=parts)
    change_information(
        item,
        words={
            "summary": "Each year the board sets aside one pot. This page says when, who decides, and how to be heard.",
            "words": (
                "## The pot\n\nThe pot for this year was set in March. Next year’s is set in February.\n\n"
                "## Who decides\n\nThe board, in its open meeting. The finance committee only advises it.\n\n"
                "## How to be heard\n\nAnyone may send a question, 12 days before the meeting."
            ),
        },
        why="We asked who really decides. The first page named the wrong body.",
        parts=parts,
        by=lead,
    )
    _changed(item, days=-41)


def _first_appointment(cast: Cast) -> None:
    item = InformationItem(
        title="What happens at a first appointment now",
        kind=InformationKind.DATA,
        summary="Ten minutes, most of it spent on forms. A nurse wrote down a real week.",
        words=(
            "## What took the time\n\n- Forms: six minutes of ten.\n- Tests and weight: two minutes.\n"
            "- What matters to the person: less than two minutes.\n\n## What it costs\n\nA practice is paid by "
            "tariff: the same for ten minutes as for thirty. Where there is a block contract, it is paid once for "
            "the whole year."
        ),
        source="Hill Street Surgery, one week in the spring",
        source_on=day(-60),
    )
    nurse, parts = cast["professional"], ("planning", "review")
    topics = Topic.objects.in_group(nurse.group).filter(title=TRAINING)
    _share(item, by=nurse, days=-40, parts=parts, topics=topics)
    change_information(
        item,
        words={"summary": "Ten minutes, six of them spent on forms. A nurse wrote down a real week."},
        why="Deepa asked what “most of it” means. Now the page says how many minutes.",
        topics=topics,
        parts=parts,
        by=nurse,
    )
    _changed(item, days=-12)
    _formats(item, by=cast["coordinator"])


def _formats(item: InformationItem, *, by: Membership) -> None:
    """Large print is here, easy read too though of the older words, sound is still to come."""
    large = tiny_pdf("A first appointment now", "Ten minutes. Six of them are forms.", "(large print)")
    easy = tiny_pdf("Your first appointment", "It takes ten minutes.", "Most of it is forms.", "(easy read)")
    add_format(item, kind=FormatKind.LARGE_PRINT, file=_pdf(large, "first appointment large print"), by=by)
    add_format(item, kind=FormatKind.EASY_READ, file=_pdf(easy, "first appointment easy read"), by=by)
    add_format(item, kind=FormatKind.BSL, link="https://video.example/first-appointment-bsl", by=by)
    add_format(item, kind=FormatKind.AUDIO, expected_on=day(9), by=by)
    InformationFormat.objects.filter(item=item, kind=FormatKind.EASY_READ).update(number=1)


def _carers_said(cast: Cast) -> None:
    item = InformationItem(
        title="What carers across Northshire told us about first talks",
        kind=InformationKind.EVIDENCE,
        content_note="Some people tell of times when they were not listened to.",
        summary="Carers want to be asked in, and told what happens next. Most were never asked how they are.",
        asked_who="Unpaid carers who come to four carers’ cafés, and their friends",
        asked_many="about 60",
        asked_when="Spring of this year",
        asked_how="Talks over tea, and a card that people could fill in at home",
        missing="Young carers. Carers who work by day. Anyone who reads no English.",
        words=(
            "- “They talk to him as if I was not there.”\n- “Nobody told us there is a link worker.”\n"
            "- “I was asked how I was, once. I cried in the car.”\n\nWhat they want first: one name to ring."
        ),
        source="Northshire Voices, for the four carers’ cafés",
        source_on=day(-75),
    )
    _share(item, by=cast["facilitator"], days=-62, parts=("planning", "community"))


def _how_many(cast: Cast) -> None:
    item = InformationItem(
        title="How many people have a personal health budget",
        kind=InformationKind.DATA,
        summary="About 310 people in Northshire have one. Most live in two of our five towns.",
        words="Last year it was about 240. We do not know how many asked for one and did not get it.",
        source=f"{BOARD}, personalised care team",
        source_on=day(-70),
    )
    _share(item, by=cast["lead"], days=-66, parts=("budgets",))


def _video(cast: Cast) -> None:
    item = InformationItem(
        title="A first conversation, played by two of us",
        kind=InformationKind.VIDEO,
        summary="Four minutes. The same talk twice: once with forms first, once with the person first.",
        link="https://video.example/first-conversation",
        words=(
            "## The first talk\n\nA nurse looks at a screen and asks for a date of birth. Huw waits. He leaves "
            "after ten minutes.\n\n## The second talk\n\nThe nurse turns her chair. “What matters to you this "
            "month?” Huw laughs: “My garden.” They plan from there."
        ),
        source="Made by Huw and Chris, at the Riverside Centre",
        source_on=day(-22),
    )
    _share(item, by=cast["professional"], days=-20, parts=("shared-decisions", "self-management"))


def _budget(cast: Cast) -> None:
    """A sheet whose sums were wrong at first, as the system sent it, and then mended."""
    lead, parts = cast["lead"], ("finance", "commissioning", "workforce")
    paper = tiny_pdf("Personalised care, this year", "In all: 700,000 pounds", "Committed: 666,000 pounds")
    item = InformationItem(
        title="What personalised care can spend this year",
        kind=InformationKind.BUDGET,
        summary="Of £700,000, most is committed already. About £34,000 can still be moved, until January.",
        read_first="The column “Can be moved”.",
        words="What cannot be moved is pay, and contracts that run until March.",
        whole=Decimal(700_000),
        source=f"{BOARD}, finance team",
        source_on=day(-30),
    )
    _share(
        item,
        by=lead,
        days=-26,
        parts=parts,
        lines=_lines(FIRST_SHEET),
        file=_pdf(paper, "budget sheet"),
    )
    change_information(
        item,
        words={},
        why="Bronwen saw a sum that did not add up. The first line is right now.",
        lines=_lines(SHEET),
        parts=parts,
        by=lead,
    )
    _changed(item, days=-16)


def _share(item: InformationItem, *, by: Membership, days: int, **beside: object) -> None:
    """As it was on that day: nobody's Today is filled with what they read long ago."""
    share_information(item, by=by, **beside)  # type: ignore[arg-type]  # what stands beside it goes on as it came
    InformationItem.objects.filter(pk=item.pk).update(shared_at=at(days))
    InformationVersion.objects.filter(item=item).update(at=at(days))
    settle(SENT, item)
    item.refresh_from_db()


def _changed(item: InformationItem, *, days: int) -> None:
    item.refresh_from_db()
    InformationVersion.objects.filter(item=item, number=2).update(at=at(days))
    settle(SENT, item)


def _lines(sheet: Iterable[tuple[str, int, int, int, str]]) -> list[BudgetLine]:
    return [
        BudgetLine(
            name=name,
            total=Decimal(total),
            committed=Decimal(committed),
            movable=Decimal(movable),
            decides=decides,
        )
        for name, total, committed, movable, decides in sheet
    ]


def _pdf(content: bytes, name: str) -> Checked:
    return check(ContentFile(content, f"{name}.pdf"), [Sort.PDF])
