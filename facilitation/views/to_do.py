"""What we agreed to do: the list, one thing, and what its owner says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_stubs_ext import StrPromise

from facilitation.actions import to_do as acts
from facilitation.forms import to_do as forms
from facilitation.models import ToDo
from facilitation.models.to_do import STANDING
from facilitation.states.to_do import ToDoState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission

A_PAGE = 20


@dataclass(frozen=True)
class Said:
    """One thing to say of it: its form, its act, when and by whom besides the owner, and the thanks."""

    name: str
    form: type[forms.OwnersWord]
    act: Callable[..., ToDo]
    states: tuple[str, ...]
    thanks: StrPromise
    or_runs: tuple[str, ...] = ()


DONE = Said(
    "done",
    forms.DoneForm,
    acts.mark_done,
    (ToDoState.OPEN,),
    gettext_lazy("Thank you. Everyone can read what came of it."),
)
LATER = Said(
    "later", forms.LaterForm, acts.need_more_time, (ToDoState.OPEN,), gettext_lazy("The new day is noted.")
)
HAND_ON = Said(
    "hand_on",
    forms.HandOnForm,
    acts.hand_on,
    STANDING,
    gettext_lazy("They are asked now. They say yes or no."),
    or_runs=(ToDoState.ASKED, ToDoState.FREE),
)
DROP = Said(
    "drop", forms.DropForm, acts.drop, STANDING, gettext_lazy("Noted, with the reason."), or_runs=STANDING
)


@for_members(Permission.SEE_GROUP)
@require_safe
def to_dos(request: MemberRequest) -> HttpResponse:
    """By day, and what has ended after it. Never by person, and with no number anywhere (promise 11)."""
    here = ToDo.objects.in_group(request.member.group)
    context = {
        "standing": here.standing().by_day()[:200],
        "page": Paginator(here.ended().with_people(), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "facilitation/to_do/list.html", context)


@for_members(Permission.SEE_GROUP)
def to_do_new(request: MemberRequest) -> HttpResponse:
    first = {"session": request.GET.get("session")}
    form = forms.ToDoForm(request.POST or None, by=request.member, initial=first)
    if request.method != "POST" or not form.is_valid():
        return render(request, "facilitation/to_do/new.html", {"form": form})
    made = acts.agree_to_do(**form.agreed(), by=request.member)
    asked = made.state == ToDoState.ASKED
    messages.success(request, _("Written down. They are asked now.") if asked else _("Written down."))
    return redirect("to_do", request.member.group.public_id, made.public_id)


@for_members(Permission.SEE_GROUP)
@require_safe
def to_do(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    found = _find(request, to_do_id)
    speaks = acts.speaks_for(found, request.member)
    context = {
        "to_do": found,
        "speaks": speaks,
        "is_mine": found.owner == request.member,
        "answer": forms.YesForm(to_do=found, by=request.member),
        "runs": found.stands and acts.runs_it(request.member, found.session),
    }
    return render(request, "facilitation/to_do/one.html", context)


@for_members(Permission.SEE_GROUP)
@require_POST
def to_do_answer(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    """Yes or no, to being asked."""
    found = _find(request, to_do_id)
    form = forms.YesForm(request.POST, to_do=found, by=request.member)
    if not form.is_valid():
        context = {"to_do": found, "speaks": True, "is_mine": False, "answer": form}
        return render(request, "facilitation/to_do/one.html", context)
    if request.POST.get("answer") == "yes":
        acts.say_yes(found, by=request.member, **form.cleaned_data)
        return _to(request, found, said=_("Thank you. It is on the list of what we agreed to do."))
    acts.let_go(found, by=request.member, **form.cleaned_data)
    return _to(request, found, said=_("That is fine. It looks for someone else now."))


@for_members(Permission.SEE_GROUP)
@require_POST
def to_do_take_on(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    found = acts.take_on(_find(request, to_do_id), by=request.member)
    return _to(request, found, said=_("Thank you. It is yours now. You can give it back at any time."))


@for_members(Permission.SEE_GROUP)
def to_do_done(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    return _say(request, to_do_id, DONE)


@for_members(Permission.SEE_GROUP)
def to_do_later(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    return _say(request, to_do_id, LATER)


@for_members(Permission.SEE_GROUP)
def to_do_hand_on(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    return _say(request, to_do_id, HAND_ON)


@for_members(Permission.SEE_GROUP)
def to_do_drop(request: MemberRequest, to_do_id: UUID) -> HttpResponse:
    return _say(request, to_do_id, DROP)


def _say(request: MemberRequest, to_do_id: UUID, saying: Said) -> HttpResponse:
    found = _find(request, to_do_id)
    acts.may_say(found, request.member, states=saying.states, or_runs=found.state in saying.or_runs)
    form = saying.form(request.POST or None, to_do=found, by=request.member)
    if request.method == "POST" and form.is_valid():
        said = saying.act(found, by=request.member, **form.cleaned_data)
        return _to(request, said, said=str(saying.thanks))
    context = {"to_do": found, "form": form, "act": saying.name}
    return render(request, "facilitation/to_do/act.html", context)


def _find(request: MemberRequest, to_do_id: UUID) -> ToDo:
    rows = ToDo.objects.in_group(request.member.group).with_people()
    return get_object_or_404(rows, public_id=to_do_id)


def _to(request: MemberRequest, to_do: ToDo, *, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("to_do", request.member.group.public_id, to_do.public_id)
