"""The demo's lived experience space: words, a picture, who looks after it, and somebody with two hats who knocks."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast
from facilitation.actions.space import answer_post, ask_to_moderate, moderate, post_in_space
from facilitation.actions.space_entry import ask_to_enter, say_yes
from facilitation.models import SpaceModerator, SpacePost
from groups.actions.setting_up import give_duty
from groups.files.checking import check
from groups.files.sorts import Sort
from groups.models import DutyHolder, Membership
from groups.permissions import Duty


def make_space(cast: Cast) -> None:
    _post(
        cast,
        "farid",
        "The new ramp at the Riverside. I tried it: the rail is on the wrong side for me.",
        -12,
        picture=True,
    )
    told = _post(
        cast,
        "irena",
        "My brother was sent home at night with no plan, again. I had to stop for a while.",
        -8,
        note="A night in hospital that went badly",
    )
    words = "Irena, I read it. Thank you for telling us. Do you want me to ring?"
    _on(answer_post(told, words=words, by=cast["member"]), -7)
    _post(cast, "kath", "Shall we meet on the phone for half an hour before the next session, just us?", -3)
    asked = moderate(ask_to_moderate(cast["kath"], by=cast["huw"]), by=cast["kath"])
    SpaceModerator.objects.filter(pk=asked.pk).update(since=day(-30))


def _post(cast: Cast, key: str, words: str, days: int, *, note: str = "", picture: bool = False) -> SpacePost:
    file = check(ContentFile(_ramp(), "ramp.png"), [Sort.PICTURE]) if picture else None
    post = post_in_space(words=words, content_note=note, file=file, by=cast[key])
    return _on(post, days)


def _on(post: SpacePost, days: int) -> SpacePost:
    SpacePost.objects.filter(pk=post.pk).update(at=at(days, 18))
    return post


def make_two_hats(cast: Cast) -> None:
    """Jamal arranges for other groups of the system, beside his own experience. So the space is asked first."""
    jamal = cast["jamal"]
    system, person = jamal.group.system, jamal.person
    admin = DutyHolder.objects.get(system=system, duty=Duty.ADMINISTRATOR).person
    give_duty(system=system, duty=Duty.COORDINATOR, name=person.name, email=person.email, by=admin)
    why = "I help other groups with taxis and rooms now. I still live with this, and I miss the space."
    entry = ask_to_enter(why=why, by=Membership.objects.get(pk=jamal.pk))
    for key in ("kath", "farid"):
        say_yes(entry, by=cast[key])


def _ramp() -> bytes:
    """A drawing stands in for a photograph."""
    picture = Image.new("RGB", (640, 400), "#cfd8d3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 330, 640, 400), fill="#8d8878")
    draw.polygon(((80, 330), (470, 330), (470, 220)), fill="#6b6557")
    draw.rectangle((470, 90, 600, 330), fill="#7a5a3a")
    draw.line(((80, 260), (470, 150)), fill="#2b2b2b", width=8)
    for across in range(100, 471, 74):
        draw.line(
            ((across, 330 - (across - 80) * 110 // 390), (across, 254 - (across - 80) * 110 // 390)),
            fill="#2b2b2b",
            width=6,
        )
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
