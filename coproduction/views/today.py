"""Today: what needs you, what is coming, and what came of your words. Visitors find the front page here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from facilitation.models import Arrangement, Session
from facilitation.states import SessionState
from groups.access import PersonRequest, duties_granting, for_anyone, for_signed_in
from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, OutsideContact, Person
from groups.notifications.by_hand import kinds_among_us
from groups.notifications.titles import minutes_of, titles_of
from groups.permissions import Permission, SystemPermission
from groups.welcome import still_open
from lifecycle.models import Trace

AT_MOST = 3
LOOKED_AT = 12  # several messages may be about one thing


@dataclass
class Shown:
    """A message on Today, with the title of what it is about, how many minutes it asks for and, of one's own words,
    their story."""

    delivery: Delivery
    title: str
    minutes: int
    trace: Trace | None = None


@for_anyone
@require_safe
def today(request: HttpRequest) -> HttpResponseBase:
    return _mine(request) if request.user.is_authenticated else render(request, "coproduction/front.html")


@for_signed_in
def _mine(request: PersonRequest) -> HttpResponse:
    person = request.person
    needs = newest_of_each_fact(Delivery.objects.needing(person)[:LOOKED_AT])
    words = one_for_each_fact(Delivery.objects.unread(person, _about_words())[:LOOKED_AT])[:AT_MOST]
    meetings = _coming(person)
    shown_words = _with_stories(shown_as(words), person)
    facts = {
        "needs": shown_as(needs[:AT_MOST]),
        "more": len(needs) > AT_MOST,
        "now": [session for session in meetings if session.joinable],
        "coming": [session for session in meetings if not session.joinable],
        "words": shown_words,
        "has_a_story": any(shown.trace for shown in shown_words),
        "places": request.places,
        "welcomes": [(place, steps) for place in request.places if (steps := still_open(place))],
        "outside_of": OutsideContact.objects.held_by(person) if not request.places else [],
        "by_hand": _by_hand(request.places),
        "holds_a_duty": duties_granting(person, SystemPermission.CREATE_GROUPS).exists(),
        "oversees_groups": any(place.may(Permission.OVERSEE_GROUPS) for place in request.places),
    }
    return render(request, "coproduction/today.html", facts)


def _coming(person: Person) -> list[Session]:
    """The next sessions over all groups; one that is open counts however long it takes."""
    still = Q(state=SessionState.OPEN) | Q(ends_at__gt=timezone.now())
    sessions = Session.objects.upcoming().of_person(person).filter(still)
    mine = Arrangement.objects.filter(member__person=person).order_by("pk")
    with_mine = sessions.select_related("group").prefetch_related(
        Prefetch("arrangements", mine, to_attr="arranged")
    )
    return list(with_mine[:AT_MOST])


def one_for_each_fact(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """A request that was sent and is now due needs someone once, not twice."""
    seen: dict[tuple[object, str], Delivery] = {}
    for delivery in deliveries:
        seen.setdefault(_fact_of(delivery), delivery)
    return list(seen.values())


def newest_of_each_fact(oldest_first: Iterable[Delivery]) -> list[Delivery]:
    """Each in the place of its first message, with what its newest says: a request sent, and now an answer to it
    that waits to be confirmed, asks for the confirming."""
    return list({_fact_of(delivery): delivery for delivery in oldest_first}.values())


def _fact_of(delivery: Delivery) -> tuple[object, str]:
    kind = KINDS.get(delivery.notification.kind)
    return kind and kind.model, delivery.notification.subject


def shown_as(deliveries: list[Delivery]) -> list[Shown]:
    """Each with the title of what it is about, where that has one."""
    titles, minutes = titles_of(deliveries), minutes_of(deliveries)
    return [Shown(one, titles.get(one.notification.subject, ""), minutes[one.pk]) for one in deliveries]


def _with_stories(shown: list[Shown], person: Person) -> list[Shown]:
    """What this person's own words led to: my words, our request, the reply, what changed."""
    keys = [one.delivery.notification.subject for one in shown]
    mine = Trace.objects.filter(contribution__author__person=person, ask__public_id__in=keys)
    traces = mine.filter(contribution__taken_back_at__isnull=True).for_story()
    by_ask = {str(trace.ask.public_id): trace for trace in traces if trace.ask}
    for one in shown:
        one.trace = by_ask.get(one.delivery.notification.subject)
    return shown


def _about_words() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.about_your_words]


def _by_hand(places: list[Membership]) -> list[tuple[Group, int]]:
    """The groups in which letters and calls wait for someone like this person, and how many."""
    groups = {place.group_id: place.group for place in places if place.may(Permission.SEND_BY_HAND)}
    if not groups:
        return []
    waiting = Delivery.objects.waiting_for_hands().filter(notification__group__in=groups)
    outside = [place.group_id for place in places if not place.meets_among_us]
    waiting = waiting.exclude(notification__kind__in=kinds_among_us(), notification__group__in=outside)
    counted = waiting.values_list("notification__group").annotate(number=Count("pk")).order_by()
    return [(groups[group], number) for group, number in counted]
