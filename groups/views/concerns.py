"""What two people alone see: concerns, for who wrote them and the one outside; calls, for who is asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import PersonRequest, for_signed_in
from groups.actions import safety as acts
from groups.forms.safety import ReplyForm
from groups.models import CallMe, Concern, OutsideContact
from groups.outside import whom_to_tell
from groups.states import ConcernState


@for_signed_in
@require_safe
def concerns(request: PersonRequest) -> HttpResponse:
    """Who turned to this person, and to whom this person turned."""
    person = request.person
    outside_of = list(OutsideContact.objects.held_by(person))
    calls = list(CallMe.objects.for_contact(person).waiting())
    to_me = list(Concern.objects.for_contact(person))
    by_me = Concern.objects.written_by(person)
    turned_to = bool(outside_of or calls or to_me)
    context = {
        "title": _("People who turned to you") if turned_to else _("What you wrote to someone outside"),
        "turned_to": turned_to,
        "outside_of": outside_of,
        "calls": calls,
        "to_me": to_me,
        "by_me": by_me,
        "places": request.places,
    }
    return render(request, "groups/safety/concerns.html", context)


@for_signed_in
def concern(request: PersonRequest, concern_id: UUID) -> HttpResponse:
    """One concern, for the two who may see it."""
    found = get_object_or_404(Concern.objects.seen_by(request.person), public_id=concern_id)
    if found.to_id == request.person.pk:
        return _for_reader(request, found)
    if request.method == "POST":
        acts.send_concern_on(found)
        messages.success(request, _("Sent on. Nobody in the group sees it."))
        return redirect("concern", found.public_id)
    told = whom_to_tell(found.group)
    return render(request, "groups/safety/my_concern.html", {"concern": found, "told": told})


@for_signed_in
@require_POST
def call_made(request: PersonRequest, call_id: UUID) -> HttpResponse:
    asked = CallMe.objects.for_contact(request.person)
    acts.call_made(get_object_or_404(asked, public_id=call_id))
    messages.success(request, _("Noted. Thank you. Their number is deleted here."))
    return redirect("concerns")


def _for_reader(request: PersonRequest, found: Concern) -> HttpResponse:
    if request.method == "GET":
        acts.see_concern(found)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and found.state != ConcernState.CLOSED:
        acts.answer_concern(acts.see_concern(found), reply=form.cleaned_data["reply"])
        messages.success(request, _("Sent. Only they can read it."))
        return redirect("concern", found.public_id)
    return render(request, "groups/safety/concern.html", {"concern": found, "form": form})
