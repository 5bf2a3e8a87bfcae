from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.access import PersonRequest, for_signed_in
from groups.actions.reaching import change_reach
from groups.forms.reaching import ReachForm


@for_signed_in
def reach(request: PersonRequest) -> HttpResponse:
    """How to reach me."""
    form = ReachForm(request.POST or None, instance=request.person)
    if not form.is_valid():
        return render(request, "groups/reach.html", {"form": form})
    change_reach(form.save(commit=False), again=form.cleaned_data.get("again", []), by=request.person)
    messages.success(request, _("Saved. This is how we reach you from now on."))
    return redirect("reach")
