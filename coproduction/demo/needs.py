"""What people in the demo need, who may see it, what is arranged for them, and who helps: "They were ready for me"."""

from coproduction.demo.days import at, day
from facilitation.models import Arrangement, Session
from facilitation.states import Met
from groups.models import AccessNeed, AccessProfile, AccessShare, Helper, HelperAct, Look, Membership
from groups.states import HelperPower, HelperState, NeedKind, Origin

type Cast = dict[str, Membership]

NEEDS = (
    ("member", NeedKind.LARGE_PRINT, "18 point, on paper. I cannot read long on a screen."),
    ("member", NeedKind.BREAKS, "Every 45 minutes. I may lie down."),
    ("kath", NeedKind.STEP_FREE, "A door of at least 90 cm."),
    ("kath", NeedKind.TRANSPORT, "A taxi that takes my chair."),
    ("grace", NeedKind.SUPPORTER, "Tom comes with me and sits beside me."),
    ("farid", NeedKind.CAPTIONS, ""),
    ("deepa", NeedKind.CARER_COVER, "My son cannot be alone. Two hours and the way."),
    ("colin", NeedKind.PHONE_ONLY, "Ring in the morning. Let it ring long."),
    ("irena", NeedKind.QUIET_ROOM, "Somewhere to sit when it gets loud."),
)
KEEPS_IT_PRIVATE = ("irena",)

AHEAD = (
    ("member", NeedKind.LARGE_PRINT, "Large print is posted on Tuesday.", None),
    ("member", None, "Jo meets you at the door.", None),
    ("member", None, "A taxi fetches you at 1.15.", None),
    ("kath", NeedKind.TRANSPORT, "A taxi that takes your chair fetches you at 1pm.", True),
    ("grace", NeedKind.SUPPORTER, "There is a place for Tom beside you.", None),
    ("deepa", NeedKind.CARER_COVER, "Someone looks after your son from 1pm to 5pm.", False),
)
BEFORE = (
    ("member", NeedKind.LARGE_PRINT, "Large print is in the post.", Met.MET, ""),
    (
        "kath",
        NeedKind.TRANSPORT,
        "A taxi fetches you at 1pm.",
        Met.NOT,
        "It could not take my chair. I missed the start.",
    ),
    ("grace", NeedKind.SUPPORTER, "There is a place for Tom beside you.", Met.MET, ""),
)


def make_needs(cast: Cast, past: Session, ahead: Session) -> None:
    needs = _needs(cast)
    _shares(cast)
    _arrange(cast, needs, past, ahead)
    _helpers(cast, ahead)


def _needs(cast: Cast) -> dict[tuple[str, str], AccessNeed]:
    return {(key, kind): _need(cast, key, kind, words) for key, kind, words in NEEDS}


def _need(cast: Cast, key: str, kind: NeedKind, words: str) -> AccessNeed:
    typed = key == "colin"
    return AccessNeed.objects.create(
        person=cast[key].person,
        kind=kind,
        words=words,
        origin=Origin.PHONE if typed else Origin.APP,
        recorded_by=cast["coordinator" if typed else key].person,
        recorded_at=at(-60),
    )


def _shares(cast: Cast) -> None:
    for key in dict.fromkeys(key for key, _kind, _words in NEEDS):
        person = cast[key].person
        AccessProfile.objects.create(person=person, checked_on=day(-60), review_on=day(305))
        if key not in KEEPS_IT_PRIVATE:
            AccessShare.objects.create(
                person=person,
                group=cast[key].group,
                given_at=at(-60),
                origin=Origin.PHONE if key == "colin" else Origin.APP,
                recorded_by=cast["coordinator" if key == "colin" else key].person,
            )
            Look.objects.create(
                person=person,
                group=cast[key].group,
                by=cast["coordinator"].person,
                what=Look.What.ACCESS,
                at=at(-2, 11),
            )


def _arrange(cast: Cast, needs: dict[tuple[str, str], AccessNeed], past: Session, ahead: Session) -> None:
    for key, kind, words, is_right in AHEAD:
        made = _arrangement(cast, ahead, key, needs.get((key, kind or "")), words)
        made.is_right = is_right
        made.not_quite = "He comes home at 5.30pm now." if is_right is False else ""
        made.save()
    for key, kind, words, met, said in BEFORE:
        made = _arrangement(cast, past, key, needs.get((key, kind)), words)
        made.is_right, made.met, made.said = True, met, said
        made.answered_at = past.ends_at
        made.save()


def _arrangement(cast: Cast, session: Session, key: str, need: AccessNeed | None, words: str) -> Arrangement:
    return Arrangement(
        group=session.group,
        session=session,
        member=cast[key],
        need=need,
        words=words,
        made_by=cast["coordinator"],
        made_at=at(-2),
    )


def _helpers(cast: Cast, ahead: Session) -> None:
    """Bronwen helps Colin, who takes part by phone."""
    helper = Helper.objects.create(
        group=ahead.group,
        member=cast["colin"],
        person=cast["carer"].person,
        name=cast["carer"].name,
        email=cast["carer"].person.email,
        powers=[HelperPower.COMING, HelperPower.THOUGHTS, HelperPower.MESSAGES],
        state=HelperState.ACTIVE,
        origin=Origin.PHONE,
        recorded_by=cast["coordinator"].person,
        asked_at=at(-42),
        started_on=day(-40),
        check_on=day(50),
    )
    HelperAct.objects.create(
        group=ahead.group,
        helper=helper,
        power=HelperPower.COMING,
        what=f"said for you whether you come to: {ahead.title}",
        at=at(-1),
    )
