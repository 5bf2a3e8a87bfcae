"""What a kind of message is: its words, its link and how to know it is still true."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from groups.enclosures import Enclosure, nothing_enclosed
from groups.models import Group, Person
from groups.states import MessageTopic, Priority


def always(row: models.Model) -> bool:
    """The fact is past and stays true: something was said, answered or decided."""
    return True


def no_codes(row: models.Model) -> dict[str, str]:
    """Most messages hold none."""
    return {}


def none_of_their_own(row: models.Model, person: Person) -> dict[str, str]:
    return {}


def no_facts(row: models.Model, occurrence: str) -> dict[str, object]:
    return {}


def nothing_more(row: models.Model, group: Group) -> str:
    """A text message says its subject line alone."""
    return ""


def no_files(row: models.Model, group: Group) -> list["Attachment"]:
    return []


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
class Attachment:
    """A file that goes with an email. Its name and all in it are as neutral as a subject line (promise 13)."""

    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Kind:
    """A kind of message.

    `subject_line` is neutral: it carries no health detail and nothing a group said (promise 13).
    `template` is the plain text, given `subject` (the row), `group`, `person`, `link` and `stop_link`. Greeting,
    link and stop link are put around it where it leaves them out (templates/groups/messages/frame.txt).
    `model` and `url_arg` say which row it is about and how its page's URL names it (None: the group alone).
    `still_true` is asked just before sending: a message stops when its fact is gone.
    `minutes` is how long the act takes, shown on Today; `minutes_of` says it of one row, where rows differ.
    `codes` gives the codes and secret links a body needs, as template context made when it is sent; the stored
    copy of the body is made with "[code]" in their place.
    `facts_for` finds what the words need besides the row: of one occurrence, such as what a change has changed.
    `in_short` is the one neutral sentence that a text message says besides its subject line: a time, never a matter.
    `attachments` are the files that go with the email, made when it is sent; letters, calls and texts say it in words.
    A `prompt` asks for something by the clock: groups that are forming or paused get none.
    What came `about_your_words` has its own place on Today.
    `topic` is what people choose channels by. What `can_wait` comes in the weekly message, unless it is to be known
    `before` a moment that comes first; everything else is told at once.
    What is `private` goes through nobody's hands: in the app and by a machine, never by a letter or a call that
    somebody of the group would have to write or make.
    What is told `among_us` is for people with lived experience: its letters and calls are seen and made by one of
    them alone, each by itself, and no helper reads it (promise 4).
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
    minutes_of: Callable[[models.Model], int] | None = None
    prompt: bool = False
    in_a_break: bool = False  # a prompt for someone having a break; they get no other
    about_your_words: bool = False
    private: bool = False
    through_quiet_hours: bool = False  # only: a session changed or cancelled today, an invitation
    codes: Callable[[models.Model], dict[str, str]] = no_codes
    codes_for: Callable[[models.Model, Person], dict[str, str]] = (
        none_of_their_own  # those of one person alone
    )
    facts_for: Callable[[models.Model, str], dict[str, object]] = no_facts
    in_short: Callable[[models.Model, Group], str] = nothing_more
    attachments: Callable[[models.Model, Group], list[Attachment]] = no_files
    topic: MessageTopic = MessageTopic.LOOKING_AFTER
    can_wait: bool = False
    before: Callable[[models.Model], datetime | None] = any_time
    # Sheets that go with somebody's letter, in the print that they read: called in their language.
    encloses: Callable[[models.Model, Person, list[str]], Enclosure | None] = nothing_enclosed
    to_who_left: bool = False  # the last word: that they have left, on what they said
    privately: bool = False  # by the app and the person's own email or phone alone: a letter others may open

    among_us: bool = False
    today: bool = False  # goes before all others that wait, as what goes `through_quiet_hours` does

    @property
    def urgent(self) -> bool:
        """Told by whatever reaches the person, even if they chose nothing for its topic."""
        return self.through_quiet_hours or self.topic == MessageTopic.SAFETY

    @property
    def priority(self) -> Priority:
        """What is for today never waits behind what can wait, nor behind a crowd of others."""
        if self.urgent or self.today:
            return Priority.URGENT
        return Priority.CAN_WAIT if self.can_wait else Priority.ORDINARY

    @property
    def helpers_may_read(self) -> bool:
        """By a helper who may read messages: never what is theirs alone, nor money, nor safety."""
        return self.topic in READ_BY_HELPERS and not (self.privately or self.among_us)

    def path(self, group: Group, subject: str) -> str:
        """The page it leads to. `subject` is the public id of its row, as a notification keeps it."""
        args = [*([group.public_id] if self.in_group else []), *([subject] if self.url_arg else [])]
        return reverse(self.url_name, args=args)

    def find(self, subject: str) -> models.Model | None:
        """The row it is about, unless it is gone."""
        kept = {field.name for field in self.model._meta.concrete_fields}  # a property is no column
        key = "public_id" if "public_id" in kept else "pk"
        return self.model._default_manager.filter(**{key: subject}).first()
