"""Papers and packs of the demo: sent in time, sent late, and one to come; and how the entrance looks."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from facilitation.models import InformationItem, Pack, Paper, Session, WhatToExpect
from facilitation.states import SessionState
from groups.actions.uploads import keep_upload
from groups.models import Membership, Upload

QUESTIONS = (
    "# What we are asked\n\n"
    "The training on first conversations is written this winter. Please read this and think about two questions.\n\n"
    "1. What should a nurse say first?\n2. Whose stories should the training tell, and who tells them?\n\n"
    "# What we know\n\n"
    "- A first appointment takes ten minutes.\n- Most of it is spent on forms.\n- People say they leave with half of "
    "what they came to say.\n\n"
    "# What is open\n\n"
    "What the training says and who gives it. It lasts half a day: that is fixed, because services can free people "
    "for no longer."
)
LATE = "The price of the training rooms went up last week. The new figures change nothing we ask today."


def make_papers(cast: dict[str, Membership], coming: Session) -> None:
    by = cast["facilitator"]
    now = Session.objects.in_group(by.group).counted().get(state=SessionState.OPEN)
    item = InformationItem.objects.filter(group=by.group, title__startswith="What happens at").first()
    for session in (now, coming):
        _paper(by, session, 1, title="Two questions for us", words=QUESTIONS)
        if item:
            _paper(by, session, 2, information=item)
    late = _paper(by, now, 3, title="What the rooms cost now", words=LATE)
    Paper.objects.filter(pk=late.pk).update(added_at=now.starts_at - timedelta(days=2))
    _packs(by)
    _expect(by, coming)


def _paper(by: Membership, session: Session, position: int, **more: object) -> Paper:
    added = session.announced_at or session.starts_at
    return Paper.objects.create(
        group=by.group, session=session, position=position, added_by=by, added_at=added, **more
    )


def _packs(by: Membership) -> None:
    """Of every session that took place or is open now: nine days before, once only three."""
    known = (
        Session.objects.in_group(by.group)
        .counted()
        .exclude(state__in=(SessionState.DRAFT, SessionState.ANNOUNCED))
    )
    for number, session in enumerate(known.exclude(state=SessionState.CANCELLED).order_by("starts_at")):
        early = timedelta(days=3 if number == 1 else 9)
        Pack.objects.create(group=by.group, session=session, sent_by=by, sent_at=session.starts_at - early)


def _expect(by: Membership, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(phone_in="")  # the number stands below, to call with one tap
    WhatToExpect.objects.create(
        group=by.group,
        session=session,
        meets_you="Jo, in a green scarf, from half an hour before.",
        guests="Sam Okoro, trainer at Northshire Training Forum, to hear what we want",
        entrance=_door(by),
        entrance_alt="A wide blue door on level ground, with a ramp on its left and a bell at the height of a wheelchair.",
        map_link="https://www.openstreetmap.org/",
        dial_number="01632 960200",
        dial_code="4321#",
        prepare_minutes=30,
        changed_by=by,
    )


def _door(by: Membership) -> Upload:
    """A drawing stands in for a photograph."""
    picture = Image.new("RGB", (640, 420), "#d9d2c3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 340, 640, 420), fill="#8d8878")
    draw.polygon(((90, 340), (250, 340), (250, 318)), fill="#6b6557")
    draw.rectangle((250, 110, 400, 340), fill="#1d4f7a", outline="#0b2c46", width=6)
    draw.ellipse((375, 225, 389, 239), fill="#e9c46a")
    draw.rectangle((425, 240, 445, 270), fill="#333333")
    out = BytesIO()
    picture.save(out, "PNG")
    return keep_upload(ContentFile(out.getvalue(), "entrance.png"), group=by.group, by=by, named="entrance")
