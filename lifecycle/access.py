"""The doors of this app alone.

For those who oversee groups, over all of theirs. And for the one a request went to, by the link of an email and a
code: it opens that one request and no other address; everything else asks for sign-in and the second factor.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, F, FilteredRelation, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from groups.access import (
    ACCOUNT,
    PLACES,
    Door,
    MemberRequest,
    answer_one_person,
    ask_for_second_factor,
    declare,
    lacks_second_factor,
)
from groups.models import Membership, Person
from groups.permissions import Permission, Role, rights
from groups.prepared import Prepared
from groups.states import MembershipState
from lifecycle import passes
from lifecycle.models import AnswerPass, Ask


class AnsweringRequest(HttpRequest):
    """A request of somebody who answers one ask. There is no `member`: no menu of a group stands around the page."""

    ask: Ask
    lead: Membership
    answer_pass: AnswerPass


class OverseerRequest(HttpRequest):
    """A request of somebody who oversees groups.

    `mixes`: the roles they hold together in one group, for one or another of all their groups; `rights`: what these
    let them do.
    """

    person: Person
    mixes: list[Role]
    rights: frozenset[Permission]


# The person of an account, once for each mix of roles, with how many groups they hold it in.
MIXES = Prepared(
    lambda: (
        Person.objects.filter(account=ACCOUNT)
        .annotate(
            place=FilteredRelation("memberships", condition=~Q(memberships__state=MembershipState.LEFT))
        )
        .filter(place__isnull=False)
        .annotate(mix=F("place__roles"), groups=Count("place"))
    )
)


def for_overseers[**P](
    view: Callable[Concatenate[OverseerRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Only for people who oversee groups, with two steps; 404 for anyone else. Reads no list of their groups."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = cast("OverseerRequest", request)
        held: list[Any] = MIXES.ask(account=request.user.pk)
        asked.mixes = [Role(one.mix) for one in held]
        asked.rights = frozenset[Permission]().union(*map(rights, asked.mixes))
        if Permission.OVERSEE_GROUPS not in asked.rights:
            raise Http404
        asked.person = held[0]
        if lacks_second_factor(request):
            return ask_for_second_factor(request)
        has_one_group = sum(one.groups for one in held) == 1
        if has_one_group and len(places := PLACES.ask(account=request.user.pk)) == 1:
            [cast("MemberRequest", request).member] = places  # they find its places on every page
        return answer_one_person(request, view, asked, *args, **kwargs)

    return declare(inside, Door("overseers", Permission.OVERSEE_GROUPS))


def for_answering(
    view: Callable[[AnsweringRequest], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """Only for a browser that holds the pass of a request that is still with that lead, and open."""

    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponseBase:
        found = passes.held_for(request)
        if found is None:
            return redirect("answer_code")
        asked = cast("AnsweringRequest", request)
        asked.answer_pass, asked.ask = found
        asked.lead = asked.answer_pass.member
        with timezone.override(asked.ask.group.tz):
            return answer_one_person(request, view, asked)

    return login_not_required(declare(inside, Door("answering")))
