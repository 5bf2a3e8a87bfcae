"""How I am: notes for oneself. No other page, search, report or export holds them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import PersonRequest, for_signed_in
from groups.actions.wellbeing import delete_note, keep_note
from groups.forms.wellbeing import WellbeingForm
from groups.models import WellbeingNote

A_PAGE = 20


@for_signed_in
def wellbeing(request: PersonRequest) -> HttpResponse:
    form = WellbeingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_note(words=form.cleaned_data["words"], by=request.person)
        messages.success(request, _("Kept, for you alone."))
        return redirect("wellbeing")
    page = Paginator(WellbeingNote.objects.of(request.person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/safety/wellbeing.html", {"form": form, "page": page})


@for_signed_in
@require_POST
def wellbeing_delete(request: PersonRequest, note_id: UUID) -> HttpResponse:
    mine = WellbeingNote.objects.of(request.person)
    delete_note(get_object_or_404(mine, public_id=note_id))
    messages.success(request, _("Deleted."))
    return redirect("wellbeing")
