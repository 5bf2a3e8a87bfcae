"""Words explained: the list, asking about one, and explaining it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.glossary import ask_about, explain_term, remove_term
from facilitation.forms.glossary import AskWordForm, TermForm
from facilitation.glossary import terms_of
from facilitation.models import GlossaryTerm
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SEE_GROUP)
def glossary(request: MemberRequest) -> HttpResponse:
    """Everything explained, in the order of the alphabet; words that wait; and a place to ask."""
    group = request.member.group
    form = AskWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(form, request):
        return redirect("glossary", group.public_id)
    own = GlossaryTerm.objects.in_group(group).select_related("written_by")
    written = {row.term.casefold(): row for row in own}
    known = sorted(terms_of(group), key=lambda term: term.name.casefold())
    context = {
        "form": form,
        "terms": [(term, written.get(term.name.casefold())) for term in known],
        "asked": sorted(
            (row for row in written.values() if not row.meaning), key=lambda row: row.term.casefold()
        ),
    }
    return render(request, "facilitation/glossary/list.html", context)


@for_members(Permission.EXPLAIN_WORDS)
def term_new(request: MemberRequest) -> HttpResponse:
    """Explain a word; ?word= names one that all groups begin with, to say it in one's own words."""
    given = {"term": request.GET.get("word", "")[:60].replace("\x00", "")}
    return _write(request, TermForm(request.POST or None, group=request.member.group, initial=given))


@for_members(Permission.EXPLAIN_WORDS)
def term_edit(request: MemberRequest, term_id: UUID) -> HttpResponse:
    found = _find(request, term_id)
    return _write(request, TermForm(request.POST or None, group=request.member.group, instance=found))


@for_members(Permission.EXPLAIN_WORDS)
def term_remove(request: MemberRequest, term_id: UUID) -> HttpResponse:
    found = _find(request, term_id)
    if request.method == "POST":
        remove_term(found, by=request.member)
        messages.success(request, _("Taken out of the list."))
        return redirect("glossary", request.member.group.public_id)
    return render(request, "facilitation/glossary/remove.html", {"term": found})


def _write(request: MemberRequest, form: TermForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            explain_term(form.save(commit=False), by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Explained. It is shown wherever the word stands."))
            return redirect("glossary", request.member.group.public_id)
    return render(request, "facilitation/glossary/term.html", {"form": form, "term": form.instance})


def _asked(form: AskWordForm, request: MemberRequest) -> bool:
    try:
        ask_about(form.cleaned_data["word"], group=request.member.group)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Asked. Those who may explain words hear of it. Nobody hears who asked."))
    return True


def _find(request: MemberRequest, term_id: UUID) -> GlossaryTerm:
    return get_object_or_404(GlossaryTerm.objects.in_group(request.member.group), public_id=term_id)
