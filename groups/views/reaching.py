from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import PersonRequest, for_signed_in
from groups.actions.reaching import change_reach, try_email_again
from groups.forms.reaching import ReachForm


@for_signed_in
def reach(request: PersonRequest) -> HttpResponse:
    """How to reach me."""
    form = ReachForm(request.POST or None, instance=request.person)
    if not form.is_valid():
        return render(request, "groups/reach.html", {"form": form})
    change_reach(form.chosen(), again=form.cleaned_data.get("again", []), by=request.person)
    messages.success(request, _("Saved. This is how we reach you from now on."))
    return redirect("reach")


@for_signed_in
@require_POST
def reach_email_again(request: PersonRequest) -> HttpResponse:
    """My address works again."""
    try_email_again(request.person, by=request.person)
    messages.success(request, _("We send email to you again."))
    return redirect("reach")
