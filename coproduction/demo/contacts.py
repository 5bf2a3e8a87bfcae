"""The demo's points of contact, one of them gone quiet."""

from coproduction.demo.days import day, weekday
from coproduction.demo.meetings import Cast
from groups.actions import points_of_contact as actions
from groups.models import ForumDate, Membership, PointOfContact
from groups.states import Closeness

BOARD = "Northshire Integrated Care Board"

# Name, job, organisation, forum, closeness, what they help with, who holds it, last spoken (days ago), about.
CONTACTS = (
    (
        "Mair Ellis",
        "Board secretary",
        BOARD,
        BOARD,
        Closeness.WORK_TOGETHER,
        "When papers close, and how to get ten minutes at a meeting.",
        "irena",
        12,
        "Asked for ten minutes in the open part of the meeting.",
    ),
    (
        "Tom Whitfield",
        "Head of finance",
        BOARD,
        "",
        Closeness.TALK,
        "How the budget is made, and when it can still be moved.",
        "carer",
        110,
        "He explained what is already spent.",
    ),
    (
        "Nadia Rahman",
        "Practice manager",
        "Hill Surgery",
        "Northshire practice managers",
        Closeness.MET_ONCE,
        "What a practice can change by itself.",
        "",
        35,
        "Met her after the spring session. She will look at our letter.",
    ),
    (
        "Northshire Patient Letters Board",
        "",
        "Northshire Hospitals",
        "",
        Closeness.NOT_MET,
        "They decide how letters to patients are written.",
        "",
        0,
        "",
    ),
)


def make_contacts(cast: Cast) -> None:
    for name, job, body, forum, closeness, helps_with, holder, days_ago, about in CONTACTS:
        contact = PointOfContact(
            name=name, job=job, body=body, forum=forum, closeness=closeness, helps_with=helps_with
        )
        actions.add_contact(contact, by=cast["facilitator"])
        if holder:
            actions.take_link(contact, by=cast[holder])
        if about:
            by = cast[holder or "facilitator"]
            actions.log_spoken(contact, on=day(-days_ago), about=about, by=by)
        _make_dates(contact, cast["facilitator"])
    actions.prompt_quiet_contacts(day(0))


def _make_dates(contact: PointOfContact, by: Membership) -> None:
    """Boards meet every two months, and take papers twelve days before."""
    for days in (80, 141) if "Board" in (contact.forum or contact.name) else (26,) if contact.forum else ():
        meets_on, papers_on = day(weekday(days)), day(weekday(days) - 12)
        actions.add_forum_date(ForumDate(contact=contact, meets_on=meets_on, papers_on=papers_on), by=by)


def tiny_pdf(*lines: str) -> bytes:
    """One page of plain text, whole by itself."""
    words = "".join(f"({line}) Tj 0 -28 Td " for line in lines)
    stream = f"BT /F1 18 Tf 60 760 Td {words}ET"
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    pdf, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(pdf))
        pdf += f"{number} 0 obj{part}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(parts) + 1}/Root 1 0 R>>\nstartxref\n{len(pdf)}\n%%EOF\n"
    return f"{pdf}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")
