"""What we hold about somebody: to read, to take along, to have deleted."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from django.contrib import messages
from django.contrib.auth import logout
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from coproduction import privacy
from coproduction.copies import NAME
from groups.access import MemberRequest, PersonRequest, for_anyone, for_members, for_signed_in
from groups.actions.data import data_request_done, note_data_request, only_by_hand, why_not_alone
from groups.forms.data import DataRequestForm, DeleteForm, DeleteForThemForm
from groups.jobs import About, ask_for, describe
from groups.looks import looked_at
from groups.models import DataRequest, Job, Look, Membership
from groups.models.data import DataRequestQuerySet
from groups.permissions import Permission
from groups.privacy import Section
from groups.privacy.shapes import Line
from groups.recently import prove_again
from groups.transitions import Refused

log = structlog.get_logger(__name__)

LINES = 20  # of one section, on the page; the copy has all

describe(
    NAME,
    About(
        gettext_lazy("A copy of what we hold about you"),
        "copy.zip",
        "application/zip",
        after_recent_sign_in=True,
    ),
)


@dataclass(frozen=True)
class Shown:
    """A section on the page: its newest lines."""

    title: str
    first: list[Line]
    more: int


@for_signed_in
@require_safe
def my_data(request: PersonRequest) -> HttpResponse:
    copies = Job.objects.filter(asked_by=request.person, name=NAME).order_by("-created_at")[:1]
    sections = [_shown(section) for section in privacy.held(request.person)]
    return render(request, "coproduction/data/mine.html", {"sections": sections, "copies": copies})


@for_signed_in
@require_POST
def data_copy(request: PersonRequest) -> HttpResponse:
    """One at a time: whoever asks twice gets the one under way."""
    under_way = Job.objects.filter(
        asked_by=request.person, name=NAME, state__in=["waiting", "running"]
    ).first()
    asked = under_way or ask_for(NAME, group=None, by=request.person)
    return redirect("job", asked.public_id)


@for_signed_in
def data_delete(request: PersonRequest) -> HttpResponse:
    if way := prove_again(request):
        return way
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "coproduction/data/delete.html", {"form": form})
    person, address, language = request.person, request.person.mail_to, request.person.language
    privacy.erase(person, by=None, take_back_words=form.takes_back_words)
    logout(request)
    _say_goodbye(address, language)
    return redirect("data_deleted")


@for_anyone
@require_safe
def data_deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "coproduction/data/deleted.html")


@for_members(Permission.TYPE_FOR_OTHERS)
@require_safe
def data_requests(request: MemberRequest) -> HttpResponse:
    """All that wait in this group, the nearest date first."""
    waiting = DataRequest.objects.in_group(request.member.group).open().order_by("due_on", "pk")
    places = {one.person_id: one for one in request.member.group.memberships.select_related("person")}
    shown = [(one, places.get(one.person_id)) for one in waiting]
    return render(request, "coproduction/data/requests.html", {"waiting": shown})


@for_members(Permission.TYPE_FOR_OTHERS)
def person_data(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """For someone without an account: what they want done with what we hold."""
    them = _by_hand(request, member_id)
    form = DataRequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        note_data_request(them, kind=said["kind"], origin=said["origin"], by=request.member)
        messages.success(request, _("Noted. There is one month to do it."))
        return redirect("person_data", them.group.public_id, them.public_id)
    waiting = DataRequest.objects.in_group(them.group).open().filter(person=them.person).order_by("due_on")
    shown = [(one, why_not_alone(one, by=request.member)) for one in waiting.select_related("group")]
    return render(request, "coproduction/data/person.html", {"them": them, "form": form, "waiting": shown})


@for_members(Permission.TYPE_FOR_OTHERS)
@require_safe
def person_data_letter(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Their copy, to print and post. Only while they asked for it, and they can read who looked."""
    them = _by_hand(request, member_id)
    get_object_or_404(_asked(them, DataRequest.Kind.COPY))
    looked_at([them.person], Look.What.REACH, by=request.member)
    sections = privacy.printable(them.person, them.group)
    return render(request, "coproduction/data/letter.html", {"them": them, "sections": sections})


@for_members(Permission.TYPE_FOR_OTHERS)
@require_POST
def person_data_posted(request: MemberRequest, member_id: UUID) -> HttpResponse:
    them = _by_hand(request, member_id)
    data_request_done(get_object_or_404(_asked(them, DataRequest.Kind.COPY)), by=request.member)
    messages.success(request, _("Noted. Thank you."))
    return redirect("person_data", them.group.public_id, them.public_id)


@for_members(Permission.TYPE_FOR_OTHERS)
def person_data_delete(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Erase someone on their word: only after somebody else noted that they asked for it."""
    them = _by_hand(request, member_id)
    noted = get_object_or_404(_asked(them, DataRequest.Kind.ERASE).select_related("group"))
    if why_not := why_not_alone(noted, by=request.member):
        raise Refused(why_not)
    form = DeleteForThemForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "coproduction/data/person_delete.html", {"them": them, "form": form})
    with transaction.atomic():
        data_request_done(noted, by=request.member)
        privacy.erase(them.person, by=request.member, take_back_words=form.takes_back_words)
    messages.success(request, _("Everything about them is deleted."))
    return redirect("people", them.group.public_id)


def _by_hand(request: MemberRequest, member_id: UUID) -> Membership:
    present = request.member.group.memberships.present().select_related("person", "group")
    them = get_object_or_404(present, public_id=member_id)
    only_by_hand(them)
    return them


def _asked(them: Membership, kind: str) -> DataRequestQuerySet:
    return DataRequest.objects.in_group(them.group).open().filter(person=them.person, kind=kind)


def _shown(section: Section) -> Shown:
    newest = section.rows[-LINES:] if len(section.rows) > LINES else section.rows
    return Shown(section.title, newest, len(section.rows) - len(newest))


def _say_goodbye(address: str, language: str) -> None:
    """The last message, to an address we no longer know. Nothing of it is kept."""
    if not address:
        return
    with translation.override(language):
        words = render_to_string("coproduction/data/goodbye.txt")
        try:
            send_mail(_("It is done"), words, None, [address])
        except Exception as error:  # the mail server's: what was asked for is done all the same
            log.warning("goodbye not sent", error=type(error).__name__)
