"""Pages of text that anyone may read. The words stand in the templates, the deck's own in their apps."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coproduction.privacy import retention
from facilitation import operating_model
from groups.access import for_anyone
from groups.suppression import Reach, fewest
from investment.five import INVESTMENTS
from lifecycle.attentions import ATTENTIONS
from lifecycle.instruments import SHIFTS
from lifecycle.ring import RingStage
from lifecycle.stages import AROUND, HUB, STAGES


@for_anyone
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What coproduction is: the whole model of the deck, with its credits."""
    context = {
        "stages": STAGES,
        "ring_stages": [RingStage(stage.number, str(stage.name)) for stage in STAGES],
        "hub": HUB,
        "around": AROUND,
        "investments": INVESTMENTS,
        "attentions": ATTENTIONS,
        "shifts": SHIFTS.statements,
        "model": operating_model,
    }
    return render(request, "coproduction/pages/about.html", context)


@for_anyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "coproduction/pages/accessibility.html", _who_answers())


@for_anyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept and for how long is read from the code that deletes it."""
    context = {**_who_answers(), "kept": list(retention())}
    return render(request, "coproduction/pages/privacy.html", context)


@for_anyone
@require_safe
def anonymity(request: HttpRequest) -> HttpResponse:
    """How staying unnamed works, and where it ends (promise 5)."""
    context = {"few_inside": fewest(Reach.GROUP), "few_in_public": fewest(Reach.PUBLIC)}
    return render(request, "coproduction/pages/anonymity.html", context)


@for_anyone
@require_safe
def not_watched(request: HttpRequest) -> HttpResponse:
    return render(request, "coproduction/pages/not_watched.html", {"help_lines": settings.HELP_LINES})


def _who_answers() -> dict[str, str]:
    return {"owner": settings.SITE_OWNER, "contact": settings.SITE_CONTACT}
