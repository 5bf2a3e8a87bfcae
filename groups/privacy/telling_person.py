"""What this app holds about somebody as a person, how to reach them, how they sign in, and each of their places."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.coming_as import in_words
from groups.models import Membership, Person
from groups.privacy.in_words import (
    kind_words,
    language_of,
    listed,
    looks_of,
    quiet_hours,
    ways,
    ways_by_topic,
    welcomed,
    zone_of,
)
from groups.privacy.shapes import Line, Section
from groups.privacy.times import when
from groups.templatetags.devices import device


def about(person: Person) -> Section:
    lines = [
        (_("Name"), person.name),
        (_("Language"), language_of(person)),
        (_("Time zone"), zone_of(person)),
        (_("How pages look"), looks_of(person)),
    ]
    return Section(_("You"), _filled(lines))


def reach(person: Person) -> Section:
    lines = [
        (_("Email"), person.email),
        (_("Trouble with your email"), str(person.get_email_trouble_display())),
        (_("The address it was about"), person.email_trouble_address),
        (_("Since"), when(person.email_trouble_at)),
        (_("Phone"), person.phone),
        (_("Postal address"), person.address),
        (_("Safe to call"), yes_or_no(person.safe_to_call)),
        (_("May we leave a message"), yes_or_no(person.may_leave_message)),
        (_("When and how to call"), person.call_notes),
        (_("Ways you chose"), ways(person.channels)),
        (_("Ways you chose for some topics"), ways_by_topic(person)),
        (_("One message a week for what can wait"), yes_or_no(person.weekly)),
        (_("Day of the weekly message"), str(person.get_weekly_on_display()) if person.weekly else ""),
        (_("Quiet hours"), quiet_hours(person)),
        (_("Messages you stopped"), "; ".join(map(kind_words, person.stopped_kinds))),
    ]
    return Section(_("How to reach you"), _filled(lines))


def signing_in(person: Person) -> Section:
    account = person.account
    if account is None:
        return Section(_("Signing in"), [])
    addresses = EmailAddress.objects.filter(user=account).order_by("pk")
    browsers = UserSession.objects.filter(user=account).order_by("pk")
    steps = Authenticator.objects.filter(user=account).order_by("pk")
    lines = [
        (_("You sign in with"), account.email),
        (_("Since"), when(account.created_at)),
        (_("Signed in last"), when(account.last_login)),
        *[(_("Address"), one.email) for one in addresses],
        *[(_("Second step, added on"), when(one.created_at)) for one in steps],
        *[
            (_("Signed in on a device"), f"{device(one.user_agent)}, {one.ip}, {when(one.created_at)}")
            for one in browsers
        ],
    ]
    return Section(_("Signing in"), _filled(lines))


def place(here: Membership) -> Section:
    lines = [
        (_("Name in this group"), here.name),
        (_("Side"), str(here.get_side_display())),
        (_("You come as"), listed(in_words(here.roles))),
        (_("State"), str(here.get_state_display())),
        (_("I am here as"), here.line),
        (_("Job"), here.job),
        (_("Organisation"), here.body),
        (_("Joined"), when(here.joined_on)),
        (_("Left"), when(here.left_on)),
        (_("Back from your break"), when(here.back_on)),
        (_("You signed the no-comeback promise"), when(here.promised_at)),
        (_("Your own contact"), here.contact.name if here.contact else ""),
        (_("Who shows you round"), here.buddy.name if here.buddy else ""),
        (_("You come with"), here.comes_with.name if here.comes_with else ""),
        (_("Steps of your welcome"), welcomed(here)),
        (_("You would like a buddy"), yes_or_no(here.wants_buddy)),
        (_("You could be a buddy"), yes_or_no(here.could_be_buddy)),
        (_("You are glad to be a contact"), yes_or_no(here.glad_to_be_contact)),
        (_("Something I am good at"), here.strength),
        (_("Something I would like to learn"), here.wish),
        (_("Your term ends"), when(here.term_ends_on)),
        (_("We look at your place again"), when(here.review_on)),
        (_("What the group agreed about it"), here.term_note),
        (_("Told what becomes of your words"), yes_or_no(here.told_of_words) if here.left_on else ""),
    ]
    return Section(_("Your place in %(group)s") % {"group": here.group.name}, _filled(lines))


def _filled(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line[1]]


def yes_or_no(answer: bool | None) -> str:
    if answer is None:
        return _("not asked yet")
    return pgettext("answer", "yes") if answer else pgettext("answer", "no")
