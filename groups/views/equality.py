"""Questions about equality, apart from every person; and what may be seen of the answers."""

from collections.abc import Iterator
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.access import PersonRequest, duties_granting, for_anyone, for_duty, for_signed_in
from groups.actions.equality import answer_equality
from groups.equality import QUESTIONS, Question
from groups.forms.equality import EqualityForm
from groups.models import EqualityPeriod, System
from groups.permissions import SystemPermission
from groups.spreadsheets import csv_response
from groups.suppression import Reach, fewest

type Table = list[tuple[str, int | None]]  # an answer, and how many chose it; None: too few to show


@for_anyone
@never_cache
def equality(request: HttpRequest, system_id: UUID) -> HttpResponse:
    """The address names a system and nobody. Nothing is put into the session, and nothing is counted by browser."""
    system = get_object_or_404(System, public_id=system_id)
    form = EqualityForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/equality/ask.html", {"form": form})
    if not ratelimit.consume(request, action="equality", key=str(system.public_id)):
        form.add_error(None, _("Many people answer just now. Please send it again tomorrow."))
        return render(request, "groups/equality/ask.html", {"form": form}, status=429)
    answer_equality(form.cleaned_data, system=system)
    return redirect("equality_sent")


@for_anyone
@require_safe
def equality_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/equality/sent.html")


@for_signed_in
@require_safe
def my_equality(request: PersonRequest) -> HttpResponse:
    """The way to the questions for someone signed in: one for each system they have a group in."""
    systems = System.objects.filter(groups__in=[place.group for place in request.places]).distinct()
    return render(request, "groups/equality/mine.html", {"systems": systems.order_by("name", "pk")})


@for_duty(SystemPermission.SEE_EQUALITY)
@require_safe
def equality_figures(request: PersonRequest) -> HttpResponse:
    """Of half-years that have ended, over all groups of a system, and only what was found fit to show."""
    shown = [(closed, list(_tables(closed))) for closed in _closed(request)]
    context = {"periods": shown, "fewest": fewest(Reach.PUBLIC)}
    return render(request, "groups/equality/figures.html", context)


@for_duty(SystemPermission.SEE_EQUALITY)
@require_safe
def equality_csv(request: PersonRequest) -> HttpResponse:
    return csv_response("equality", _rows(request))


def _closed(request: PersonRequest) -> list[EqualityPeriod]:
    held = duties_granting(request.person, SystemPermission.SEE_EQUALITY).values("system")
    closed = EqualityPeriod.objects.filter(system__in=held).select_related("system")
    return list(closed.order_by("system__name", "system", "-period"))


def _tables(closed: EqualityPeriod) -> Iterator[tuple[Question, Table | None]]:
    """Each question with its figures; None where nothing of it may be shown."""
    for question in QUESTIONS:
        kept: dict[str, int | None] = closed.figures.get(question.id, {})
        table = [(str(words), kept.get(option)) for option, words in question.every_option]
        yield question, table if any(figure is not None for _words, figure in table) else None


def _rows(request: PersonRequest) -> Iterator[tuple[object, ...]]:
    yield _("System"), _("Half-year"), _("Question"), _("Answer"), _("About how many people")
    for closed in _closed(request):
        for question, table in _tables(closed):
            if table is None:
                yield closed.system.name, closed.period, str(question.words), "", _("Too few to show")
            for words, figure in table or []:
                yield closed.system.name, closed.period, str(question.words), words, figure or _("Hidden")
