"""What this app holds about one person, in plain words."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.consents import label_of, wording_of
from groups.jobs import about as described
from groups.models import Consent, Delivery, Expression, Group, Job, Membership, Person
from groups.privacy import acts
from groups.privacy.in_words import (
    DUTY_WORDS,
    kind_words,
)
from groups.privacy.settling import printed, told
from groups.privacy.shapes import Line, Section, Telling, all_rows
from groups.privacy.telling_helpers import HELPERS
from groups.privacy.telling_person import about, place, reach, signing_in
from groups.privacy.telling_safety import SAFETY, SAFETY_NOT_TOLD
from groups.privacy.times import when

APP = "groups"


def held(person: Person) -> list[Section]:
    places = Membership.objects.filter(person=person).select_related(
        "group", "contact", "buddy", "comes_with"
    )
    sections = [about(person), reach(person), signing_in(person), *map(place, places)]
    return [section for section in sections if section.rows] + told(APP, HELD, person)


def printable(person: Person, group: Group) -> list[Section]:
    """For a letter to someone without an account, of one group, without what only they may read."""
    places = Membership.objects.filter(person=person, group=group).select_related(
        "group", "contact", "buddy", "comes_with"
    )
    return [about(person), reach(person), *map(place, places), *printed(APP, HELD, person, group)]


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
