import uuid
from datetime import time
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext_lazy as _

from groups.models.accounts import Account
from groups.phones import mobile
from groups.states import Channel, EmailTrouble

WEEKDAYS = tuple(enumerate(WEEKDAY_NAMES.values()))  # 0: Monday


def default_channels() -> list[str]:
    return [Channel.EMAIL]


class Person(models.Model):
    """Someone we know by name, with or without an account, an email address or a phone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), max_length=500, blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    zone = models.CharField(max_length=60, default="Europe/London")
    display = models.JSONField(default=dict, blank=True)  # text size, spacing, background, motion, plain view
    # How to reach them: any of Channel but APP, which always shows everything.
    channels = models.JSONField(default=default_channels, blank=True)
    quiet_from = models.TimeField(default=time(20, 0))
    quiet_until = models.TimeField(default=time(8, 0))
    stopped_kinds = models.JSONField(default=list, blank=True)  # names of kinds they want no message about
    stop_generation = models.PositiveIntegerField(
        default=0
    )  # raised to make every stop link sent so far invalid

    channels_by_topic = models.JSONField(default=dict, blank=True)  # topic of kinds: its own list of channels
    weekly = models.BooleanField(default=True)  # what can wait comes in one message a week
    weekly_on = models.PositiveSmallIntegerField(_("day of the weekly message"), default=0, choices=WEEKDAYS)
    calendar_generation = models.PositiveIntegerField(
        default=0
    )  # raised to end the calendar address sent so far
    # Why email to that address comes back, and when we last knew; an old report then changes nothing.
    email_trouble = models.CharField(max_length=10, choices=EmailTrouble, blank=True)
    email_trouble_address = models.EmailField(blank=True)
    email_trouble_at = models.DateTimeField(null=True, blank=True)
    # Of phone calls. None: nobody has asked them yet.
    safe_to_call = models.BooleanField(null=True, blank=True)
    may_leave_message = models.BooleanField(null=True, blank=True)
    call_notes = models.CharField(_("when and how to call"), max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # what is left only holds the record together

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def mail_to(self) -> str:
        """Where email reaches them: the address they sign in with, or else the one they gave."""
        return self.account.email if self.account else self.email

    @property
    def email_comes_back(self) -> bool:
        """Of the address they have now: with another one the trouble is over."""
        return bool(self.email_trouble) and self.email_trouble_address == self.mail_to

    @property
    def takes_email(self) -> bool:
        return bool(self.email or self.account_id) and not self.email_comes_back

    @property
    def mobile(self) -> str:
        """Where a text message reaches them; empty if their phone takes none."""
        return mobile(self.phone)
