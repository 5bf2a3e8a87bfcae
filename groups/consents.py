"""The consent ledger: the words people agree to, where what they gave may stand, and how it is taken from there.

A place shows words and pictures by pointing to their consent, never by a copy, so that a consent taken back shows
nothing anywhere. Each app registers its places in `AppConfig.ready()` with what else is to be cleared there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.files.keeping import delete_when_saved
from groups.models import Consent, ConsentUse, Group
from groups.states import ConsentKind, ConsentState
from groups.transitions import move_unrecorded


@dataclass(frozen=True)
class Wording:
    """A version of the words someone agreed to. Old versions stay: a ledger line names its own."""

    version: str
    words: Promise


# The newest last. A change of meaning is a new version, never an edit.
WORDINGS: dict[ConsentKind, tuple[Wording, ...]] = {
    ConsentKind.PHOTO: (
        Wording(
            "1",
            _(
                "The group may show this photograph on its own pages and on its public page. "
                "I can take this back at any time. Then it goes from every page of the app."
            ),
        ),
    ),
    ConsentKind.QUOTE: (
        Wording(
            "1",
            _(
                "The group may quote these words in its information, its reports and on its public page, "
                "signed as I say below. I can take this back at any time. Then they go from every page of the app."
            ),
        ),
    ),
    ConsentKind.STORY: (
        Wording(
            "1",
            _(
                "The group may share this story in its information, so that I need not tell it again and again. "
                "I can take this back at any time. Then it goes from every page of the app."
            ),
        ),
    ),
    ConsentKind.CONTACT_DETAILS: (
        Wording(
            "1",
            _(
                "People in the group may see how to reach me. "
                "I can take this back at any time. Then it is no longer shown."
            ),
        ),
    ),
}

type Clear = Callable[[str, datetime], None]  # the public id of the place, and when it was taken back


@dataclass(frozen=True)
class Reach:
    """A kind of place where what was consented to may stand."""

    label: Promise
    clear: Clear
    may_be_out: bool = False  # whether copies may have left the app: letters, downloads, print


REACHES: dict[str, Reach] = {}
PEOPLE = _("People, for the group alone")


def reaches(model: type[models.Model], *, label: Promise, clear: Clear, may_be_out: bool = False) -> None:
    """Register a kind of place, from an app's ready()."""
    REACHES[model._meta.label_lower] = Reach(label, clear, may_be_out)


def wording_now(kind: str) -> Wording:
    return WORDINGS[ConsentKind(kind)][-1]


def wording_of(consent: Consent) -> str:
    """The words this person agreed to, as they were then."""
    known = {one.version: one.words for one in WORDINGS[ConsentKind(consent.kind)]}
    return str(known.get(consent.wording, ""))


def place_of(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.public_id}"  # type: ignore[attr-defined]  # places have one


def stands_at(consent: Consent, row: models.Model) -> ConsentUse:
    """Note that what was consented to stands here now. Called under a lock on the consent."""
    if row._meta.label_lower not in REACHES:
        raise ValueError(f"Nobody has said how a consent is taken back from {row._meta.label}")
    use, _new = ConsentUse.objects.update_or_create(
        consent=consent, place=place_of(row), defaults={"removed_at": None}
    )
    return use


def stands_no_more(row: models.Model, *, consent: Consent) -> None:
    """The place is gone, or does not show this any more."""
    standing = ConsentUse.objects.filter(consent=consent, place=place_of(row), removed_at__isnull=True)
    standing.update(removed_at=timezone.now())


def shown_at(row: models.Model, *kinds: str) -> models.QuerySet[Consent]:
    """What stands at a place now, the oldest first. Nothing that was taken back is ever among it."""
    uses = ConsentUse.objects.filter(place=place_of(row), removed_at__isnull=True)
    return Consent.objects.standing().filter(uses__in=uses, kind__in=kinds).order_by("given_at", "pk")


def nothing_more(public_id: str, at: datetime) -> None:
    """For places that show a consent only by pointing to it."""


def label_of(use: ConsentUse) -> str:
    """Where it stands, in words. How to reach somebody is for their group alone, never for the public page."""
    if use.consent.kind == ConsentKind.CONTACT_DETAILS:
        return str(PEOPLE)
    reach = REACHES.get(use.place.partition(":")[0])
    return str(reach.label) if reach else ""


def may_be_out(consent: Consent) -> list[str]:
    """The places, past ones too, from which copies may have left the app."""
    uses = consent.uses.order_by("pk")
    left = [use for use in uses if (reach := REACHES.get(use.place.partition(":")[0])) and reach.may_be_out]
    return list(dict.fromkeys(label_of(use) for use in left))


def withdraw_everywhere(consent: Consent) -> Consent:
    """Take it back from every place in this transaction, and forget the words. What stays is that it was given."""
    now, upload = timezone.now(), consent.upload
    withdrawn = move_unrecorded(
        consent, ConsentState.WITHDRAWN, withdrawn_at=now, about="", credit="", upload=None
    )
    for use in withdrawn.uses.filter(removed_at__isnull=True):
        label, _colon, public_id = use.place.partition(":")
        REACHES[label].clear(public_id, now)
    withdrawn.uses.filter(removed_at__isnull=True).update(removed_at=now)
    if upload:
        delete_when_saved(upload.file)
        upload.delete()
    return withdrawn


reaches(Group, label=_("the group’s public page"), clear=nothing_more, may_be_out=True)
