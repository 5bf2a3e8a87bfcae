"""What can be told: every kind of message, with its words, its link and how to know it is still true.

Each app's `kinds.py` registers its own when Django is ready; nothing here knows the apps above.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from groups.models import (
    AccessProfile,
    Consent,
    DataRequest,
    Expression,
    Group,
    Invitation,
    Membership,
    Person,
    PointOfContact,
    Upload,
)
from groups.states import Channel, ExpressionState, MessageTopic


def always(row: models.Model) -> bool:
    """The fact is past and stays true: something was said, answered or decided."""
    return True


def no_codes(row: models.Model) -> dict[str, str]:
    """Most messages hold none."""
    return {}


def none_of_their_own(row: models.Model, person: Person) -> dict[str, str]:
    return {}


def any_time(row: models.Model) -> datetime | None:
    """It is as good next week."""
    return None


READ_BY_HELPERS = (
    MessageTopic.SESSIONS,
    MessageTopic.REPLIES,
    MessageTopic.DECISIONS,
    MessageTopic.INFORMATION,
)


@dataclass(frozen=True)
class Kind:
    """A kind of message.

    `subject_line` is neutral: it carries no health detail and nothing a group said (promise 13).
    `template` is the plain text, given `subject` (the row), `group`, `person`, `link` and `stop_link`. Greeting,
    link and stop link are put around it where it leaves them out (templates/groups/messages/frame.txt).
    `model` and `url_arg` say which row it is about and how its page's URL names it (None: the group alone).
    `still_true` is asked just before sending: a message stops when its fact is gone.
    `minutes` is how long the act takes, shown on Today.
    `codes` gives the codes and secret links a body needs, as template context made when it is sent; the stored
    copy of the body is made with "[code]" in their place.
    A `prompt` asks for something by the clock: groups that are forming or paused get none.
    What came `about_your_words` has its own place on Today.
    `topic` is what people choose channels by. What `can_wait` comes in the weekly message, unless it is to be known
    `before` a moment that comes first; everything else is told at once.
    What is `private` goes through nobody's hands: in the app and by a machine, never by a letter or a call that
    somebody of the group would have to write or make.
    """

    name: str
    subject_line: Promise | str
    template: str
    model: type[models.Model]
    url_name: str
    url_arg: str | None
    in_group: bool = True  # whether the address of that page begins with the group's
    still_true: Callable[[models.Model], bool] = always
    needs_you: bool = False
    minutes: int = 2
    prompt: bool = False
    in_a_break: bool = False  # a prompt for someone having a break; they get no other
    about_your_words: bool = False
    private: bool = False
    through_quiet_hours: bool = False  # only: a session changed or cancelled today, an invitation
    codes: Callable[[models.Model], dict[str, str]] = no_codes
    codes_for: Callable[[models.Model, Person], dict[str, str]] = (
        none_of_their_own  # those of one person alone
    )
    topic: MessageTopic = MessageTopic.LOOKING_AFTER
    can_wait: bool = False
    before: Callable[[models.Model], datetime | None] = any_time
    privately: bool = False  # by the app and the person's own email or phone alone: a letter others may open

    @property
    def urgent(self) -> bool:
        """Told by whatever reaches the person, even if they chose nothing for its topic."""
        return self.through_quiet_hours or self.topic == MessageTopic.SAFETY

    @property
    def helpers_may_read(self) -> bool:
        """By a helper who may read messages: never what is theirs alone, nor money, nor safety."""
        return self.topic in READ_BY_HELPERS and not self.privately

    def path(self, group: Group, subject: str) -> str:
        """The page it leads to. `subject` is the public id of its row, as a notification keeps it."""
        args = [*([group.public_id] if self.in_group else []), *([subject] if self.url_arg else [])]
        return reverse(self.url_name, args=args)

    def find(self, subject: str) -> models.Model | None:
        """The row it is about, unless it is gone."""
        key = "public_id" if hasattr(self.model, "public_id") else "pk"
        return self.model._default_manager.filter(**{key: subject}).first()


@dataclass(frozen=True)
class Coming:
    """A meeting that lies ahead, as the weekly message names it."""

    group: Group
    words: str
    path: str


KINDS: dict[str, Kind] = {}
COMING: list[Callable[[Person], Iterable[Coming]]] = []  # what the apps above know to be ahead of a person


def register(*kinds: Kind) -> None:
    """Make kinds known. Called once for each app from its AppConfig.ready()."""
    for kind in kinds:
        if KINDS.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds are named {kind.name}")


def _is_open(row: models.Model) -> bool:
    return cast("Invitation", row).is_open


def _invitation_codes(row: models.Model) -> dict[str, str]:
    invitation = cast("Invitation", row)
    return {
        "code": invitation.code,
        "join_link": settings.SITE_URL + reverse("join_link", args=[invitation.token]),
    }


def _wants_review(row: models.Model) -> bool:
    return cast("AccessProfile", row).wants_review


def _of_an_access_profile(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=AccessProfile,
        url_name="access_profile",
        url_arg=None,
        in_group=False,
        **more,
    )


WEEKLY = "weekly"  # what could wait, told in one message: groups/notifications/weekly.py


def _waits(row: models.Model) -> bool:
    return cast("DataRequest", row).done_at is None


register(
    Kind(
        name="data_request",
        subject_line=_("Somebody waits for something that has a date"),
        template="groups/messages/data_request.txt",
        model=DataRequest,
        url_name="data_requests",
        url_arg=None,
        still_true=_waits,
        needs_you=True,
        minutes=10,
    ),
    Kind(
        name="consent_typed",
        subject_line=_("Something was written down for you"),
        template="groups/messages/consent_typed.txt",
        model=Consent,
        url_name="my_consents",
        url_arg=None,
        in_group=False,
    ),
    Kind(
        name="consent_taken_back",
        subject_line=_("Something is not shown any more"),
        template="groups/messages/consent_taken_back.txt",
        model=Consent,
        url_name="consent",
        url_arg="consent_id",
    ),
    _of_an_access_profile(
        "access_review",
        _("Please look again at what you told us"),
        still_true=_wants_review,
        needs_you=True,
        prompt=True,
        minutes=3,
        can_wait=True,
    ),
    _of_an_access_profile("access_typed", _("Something was written down for you")),
    Kind(
        name=WEEKLY,
        subject_line=_("Your week"),
        template="groups/messages/weekly.txt",
        model=Person,
        url_name="today",
        url_arg=None,
        in_group=False,
    ),
    Kind(
        name="invitation",
        subject_line=_("An invitation for you"),
        template="groups/messages/invitation.txt",
        model=Invitation,
        url_name="join",
        url_arg=None,
        in_group=False,
        still_true=_is_open,
        codes=_invitation_codes,
        through_quiet_hours=True,  # whoever invites has just told them that it comes
    ),
    Kind(
        name="upload_refused",
        subject_line=_("About a file you sent"),
        template="groups/messages/upload_refused.txt",
        model=Upload,
        url_name="group",
        url_arg=None,
    ),
)


def _is_out_of_reach(row: models.Model) -> bool:
    """No call and no letter reaches them: a wrong number, and no address."""
    person = cast("Membership", row).person
    called = person.phone and Channel.PHONE in person.channels
    return not (person.account_id or person.address or called)


register(
    Kind(
        name="reach_lost",
        subject_line=_("Someone in your group can no longer be reached"),
        template="groups/messages/reach_lost.txt",
        model=Membership,
        url_name="reach_for",
        url_arg="member_id",
        still_true=_is_out_of_reach,
        needs_you=True,
        minutes=5,
    ),
)


# Of someone who asks to join: what is told to those who welcome people, and to the person.
TO_WELCOMERS = ("interest_received", "interest_waiting")
TO_NEWCOMERS = ("interest_thanks", "interest_acknowledged", "interest_not_now")


def _is_unread(row: models.Model) -> bool:
    return cast("Expression", row).state == ExpressionState.RECEIVED


def _is_in_hand(row: models.Model) -> bool:
    return not cast("Expression", row).has_ended


def _is_not_now(row: models.Model) -> bool:
    return cast("Expression", row).state == ExpressionState.NOT_NOW


def _expression_codes(row: models.Model) -> dict[str, str]:
    token = cast("Expression", row).token
    return {"take_back_link": settings.SITE_URL + reverse("interest_take_back", args=[token])}


def _to_welcomers(name: str, subject_line: Promise, *, prompt: bool = False) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Expression,
        url_name="expression",
        url_arg="expression_id",
        still_true=_is_unread,
        needs_you=True,
        minutes=5,
        prompt=prompt,
    )


def _to_newcomer(name: str, subject_line: Promise, still_true: Callable[[models.Model], bool]) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Expression,
        url_name="public_group",
        url_arg=None,
        still_true=still_true,
        codes=_expression_codes,
    )


register(
    _to_welcomers("interest_received", _("Someone asks to join your group")),
    _to_welcomers("interest_waiting", _("Someone who asked to join waits for you"), prompt=True),
    _to_newcomer("interest_thanks", _("You asked to join a group"), _is_in_hand),
    _to_newcomer("interest_acknowledged", _("The group wrote back to you"), _is_in_hand),
    _to_newcomer("interest_not_now", _("About the group you asked to join"), _is_not_now),
)
register(
    Kind(
        name="place_taken",
        subject_line=_("An invitation was used"),
        template="groups/messages/place_taken.txt",
        model=Invitation,
        url_name="people",
        url_arg=None,
        topic=MessageTopic.SAFETY,  # told by whatever reaches them
    ),
)


def _has_gone_quiet(row: models.Model) -> bool:
    return cast("PointOfContact", row).is_quiet


def _waits_for_a_yes(row: models.Model) -> bool:
    return cast("PointOfContact", row).proposed_to_id is not None


register(
    Kind(
        name="contact_quiet",
        subject_line=_("Time to say hello again"),
        template="groups/messages/contact_quiet.txt",
        model=PointOfContact,
        url_name="contact",
        url_arg="contact_id",
        still_true=_has_gone_quiet,
        needs_you=True,
        minutes=5,
        prompt=True,
    ),
    Kind(
        name="contact_proposed",
        subject_line=_("Would you like to keep a link for the group?"),
        template="groups/messages/contact_proposed.txt",
        model=PointOfContact,
        url_name="contact",
        url_arg="contact_id",
        still_true=_waits_for_a_yes,
        needs_you=True,
    ),
)
