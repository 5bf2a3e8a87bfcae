"""What this app holds about one person, in plain words."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from groups.coming_as import in_words
from groups.consents import label_of, wording_of
from groups.jobs import about as described
from groups.models import Consent, Delivery, Expression, Group, Job, Membership, Person
from groups.privacy import acts
from groups.privacy.in_words import (
    DUTY_WORDS,
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
from groups.privacy.settling import printed, told
from groups.privacy.shapes import Line, Section, Telling, all_rows
from groups.privacy.telling_helpers import HELPERS
from groups.privacy.telling_safety import SAFETY, SAFETY_NOT_TOLD
from groups.privacy.times import when
from groups.templatetags.devices import device

APP = "groups"


def yes_or_no(answer: bool | None) -> str:
    if answer is None:
        return _("not asked yet")
    return pgettext("answer", "yes") if answer else pgettext("answer", "no")


def held(person: Person) -> list[Section]:
    places = Membership.objects.filter(person=person).select_related(
        "group", "contact", "buddy", "comes_with"
    )
    sections = [_about(person), _reach(person), _signing_in(person), *map(_place, places)]
    return [section for section in sections if section.rows] + told(APP, HELD, person)


def printable(person: Person, group: Group) -> list[Section]:
    """For a letter to someone without an account, of one group, without what only they may read."""
    places = Membership.objects.filter(person=person, group=group).select_related(
        "group", "contact", "buddy", "comes_with"
    )
    return [_about(person), _reach(person), *map(_place, places), *printed(APP, HELD, person, group)]


def _about(person: Person) -> Section:
    lines = [
        (_("Name"), person.name),
        (_("Language"), language_of(person)),
        (_("Time zone"), zone_of(person)),
        (_("How pages look"), looks_of(person)),
    ]
    return Section(_("You"), _filled(lines))


def _reach(person: Person) -> Section:
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


def _signing_in(person: Person) -> Section:
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


def _place(here: Membership) -> Section:
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


def _with(*names: str) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    """Rows in the order they came, with what their lines name."""
    return lambda rows: rows.select_related(*names).order_by("pk")


def _consent(consent: Consent) -> Line:
    said = [
        consent.about,
        wording_of(consent),
        _("Given on %(day)s.") % {"day": when(consent.given_at)},
        _("Taken back on %(day)s.") % {"day": when(consent.withdrawn_at)} if consent.withdrawn_at else "",
        *[label_of(use) for use in consent.uses.all() if use.removed_at is None],
    ]
    return str(consent.get_kind_display()), " ".join(filter(None, said))


def _expression(asked: Expression) -> Line:
    said = [
        asked.why,
        *[f"{answer.asked} {answer.words}" for answer in asked.answers.all()],
        asked.reply,
        *[f"{when(note.spoken_on)}: {note.words}" for note in asked.notes.all()],
        asked.reason,
        asked.other_ways,
        f"{asked.get_origin_display()}, {when(asked.received_on)}. {asked.get_state_display()}.",
    ]
    return asked.group.name, "\n".join(filter(None, said))


def _delivery(delivery: Delivery) -> Line:
    title = delivery.title or kind_words(delivery.notification.kind)
    about = f"{delivery.get_channel_display()}, {when(delivery.sent_at or delivery.due_at)}"
    calls = [f"{when(call.at)}: {call.get_answer_display()} {call.note}" for call in delivery.calls.all()]
    return about, "\n".join(filter(None, [title, delivery.text, *calls]))


def _job(job: Job) -> Line:
    return str(described(job).title), f"{job.get_state_display()}, {when(job.created_at)}"


HELD: tuple[Telling, ...] = (
    Telling(
        "AccessNeed.person",
        gettext_lazy("What you need to take part"),
        lambda need: (str(need.get_kind_display()), need.words or when(need.recorded_at)),
    ),
    Telling(
        "AccessProfile.person",
        gettext_lazy("When you checked what you need"),
        lambda profile: (when(profile.checked_on), when(profile.review_on)),
    ),
    Telling(
        "AccessShare.person",
        gettext_lazy("Who may see what you need"),
        lambda share: (
            share.group.name,
            _("from %(start)s until %(end)s")
            % {"start": when(share.given_at), "end": when(share.withdrawn_at)}
            if share.withdrawn_at
            else _("since %(start)s") % {"start": when(share.given_at)},
        ),
        _with("group"),
    ),
    Telling(
        "Consent.person",
        gettext_lazy("What you let us show"),
        _consent,
        lambda rows: rows.prefetch_related("uses").order_by("pk"),
        printed=all_rows,
    ),
    Telling(
        "DutyHolder.person",
        gettext_lazy("Duties you hold"),
        lambda held: (held.system.name, str(DUTY_WORDS[held.duty])),
        _with("system"),
    ),
    Telling(
        "OutsideContact.person",
        gettext_lazy("Groups whose outside contact you are"),
        lambda one: (one.group.name, " ".join([str(one.get_state_display()), one.body, one.phone])),
        _with("group"),
    ),
    Telling(
        "Invitation.person",
        gettext_lazy("Invitations to you"),
        lambda one: (
            one.group.name,
            " ".join([one.name, one.email, one.job, one.body, str(one.get_state_display())]),
        ),
        _with("group"),
    ),
    Telling(
        "ExitNote.member",
        gettext_lazy("What you wrote when you left"),
        lambda note: (when(note.written_on), note.words),
    ),
    Telling(
        "RoleOffer.member",
        gettext_lazy("Roles you were asked to take on"),
        lambda offer: (offer.words, str(offer.get_state_display())),
    ),
    Telling(
        "Expression.person",
        gettext_lazy("Groups you asked to join"),
        _expression,
        lambda rows: rows.select_related("group").prefetch_related("answers", "notes").order_by("pk"),
    ),
    Telling(
        "PointOfContact.holder",
        gettext_lazy("Points of contact you hold"),
        lambda contact: (contact.name, str(contact.get_closeness_display())),
    ),
    Telling(
        "Spoken.who",
        gettext_lazy("When you spoke with a point of contact"),
        lambda spoken: (when(spoken.on), " ".join([spoken.contact.name, spoken.about])),
        _with("contact"),
    ),
    Telling(
        "Upload.by",
        gettext_lazy("Files you sent"),
        lambda upload: (upload.name, when(upload.created_at)),
        file=lambda upload: upload.file,
    ),
    Telling(
        "Delivery.person",
        gettext_lazy("Messages to you"),
        _delivery,
        lambda rows: (
            rows.filter(~Q(channel="app"))
            .select_related("notification")
            .prefetch_related("calls")
            .order_by("pk")
        ),
    ),
    Telling(
        "RoomPass.member",
        gettext_lazy("Passes for the room that were made for you"),
        lambda given: (when(given.issued_at), str(given.get_state_display())),
    ),
    Telling(
        "Look.person",
        gettext_lazy("Who looked at what is private to you"),
        lambda look: (
            when(look.at),
            _("%(who)s: %(what)s")
            % {"who": look.by.name if look.by else "?", "what": look.get_what_display()},
        ),
        _with("by"),
    ),
    Telling(
        "Activity.person",
        gettext_lazy("What you did in the app"),
        lambda done: (when(done.at), acts.in_words(done)),
    ),
    Telling(
        "DataRequest.person",
        gettext_lazy("What you wanted to see or have deleted"),
        lambda one: (str(one.get_kind_display()), when(one.asked_at)),
        printed=all_rows,
    ),
    Telling("Job.asked_by", gettext_lazy("Long work you asked for"), _job),
    *SAFETY,
    *HELPERS,
)

# Claims with no telling of their own, and why.
NOT_TOLD = {
    **SAFETY_NOT_TOLD,
    "PointOfContact.proposed_to": "a question that waits on Today",
    "Membership.person": "its own section",
    "Person.account": "under signing in",
    "Membership.buddy": "somebody else's row",
    "Membership.contact": "somebody else's row",
    "Membership.comes_with": "somebody else's row",
    "Invitation.accepted_by": "the same invitations as Invitation.person",
    "Invitation.comes_with": "an invitation to somebody else",
}
