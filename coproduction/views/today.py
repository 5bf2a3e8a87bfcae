"""Today: what needs you, what is coming, and what came of your words. Visitors find the front page here."""

from typing import cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from facilitation.models import Session
from facilitation.states import SessionState
from groups.access import MemberRequest, for_anyone
from groups.kinds import KINDS
from groups.models import Delivery, Membership, Person
from groups.permissions import Permission, Role

AT_MOST = 3


@for_anyone
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    person = _who(request)
    if person is None:
        return render(request, "coproduction/front.html")
    places = list(person.memberships.present().select_related("group").order_by("group__name"))
    _stand_in(request, person, places)
    needs = list(Delivery.objects.needing(person)[: AT_MOST + 1])
    facts = {
        "needs": needs[:AT_MOST],
        "more": len(needs) > AT_MOST,
        "coming": _coming(person),
        "words": Delivery.objects.unread(person, _about_words())[:AT_MOST],
        "places": places,
        "by_hand": _by_hand(places),
        "oversees_groups": any(place.may(Permission.OVERSEE_GROUPS) for place in places),
    }
    return render(request, "coproduction/today.html", facts)


def _who(request: HttpRequest) -> Person | None:
    if not request.user.is_authenticated:
        return None
    return Person.objects.filter(account=request.user).first()


def _stand_in(request: HttpRequest, person: Person, places: list[Membership]) -> None:
    """Someone with one group sees its places from here too."""
    asked = cast("MemberRequest", request)
    asked.person = person
    if len(places) == 1:
        [asked.member] = places
        asked.member.person = person


def _coming(person: Person) -> list[Session]:
    """The next sessions over all groups; one that is open counts however long it takes."""
    still = Q(state=SessionState.OPEN) | Q(ends_at__gt=timezone.now())
    sessions = Session.objects.upcoming().filter(still, group__memberships__in=person.memberships.present())
    return list(sessions.select_related("group")[:AT_MOST])


def _about_words() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.about_your_words]


def _by_hand(places: list[Membership]) -> int:
    """Letters and calls that wait for a coordinator. Others are not asked."""
    groups = [place.group_id for place in places if place.holds(Role.COORDINATOR)]
    return (
        Delivery.objects.waiting_for_hands().filter(notification__group__in=groups).count() if groups else 0
    )
