"""Bring an existing group: paste or upload, look at what would happen, then bring it in whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused
from lifecycle.actions import bringing
from lifecycle.forms.bringing import BringForm


@for_members(Permission.MANAGE_GROUP)
def bring(request: MemberRequest) -> HttpResponse:
    bringing.must_be_open_to(request.member)
    today = request.member.group.today
    if request.method != "POST":
        return render(request, "lifecycle/bring.html", {"form": BringForm(today=today)})
    form = BringForm(request.POST, request.FILES, today=today)
    if not form.is_valid():
        return render(request, "lifecycle/bring.html", {"form": form})
    if request.POST.get("act") == "bring" and form.was_looked_at() and _brought(form, request):
        return redirect("people", request.member.group.public_id)
    return _preview(form, request)


def _preview(form: BringForm, request: MemberRequest) -> HttpResponse:
    """Nothing is written. The form stands below again, with what was in the files."""
    preview = bringing.look_at(form.load(), group=request.member.group)
    again = BringForm(form.with_lists(), today=request.member.group.today)
    again.is_valid()
    for error in form.non_field_errors():
        again.add_error(None, error)
    context = {"form": again, "preview": preview, "load": form.load()}
    return render(request, "lifecycle/bring.html", context)


def _brought(form: BringForm, request: MemberRequest) -> bool:
    try:
        done = bringing.bring(form.load(), once=form.cleaned_data["once"], by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request,
        _("It is all here now: %(people)s people and %(requests)s requests.")
        % {"people": done.people, "requests": done.requests},
    )
    return True
