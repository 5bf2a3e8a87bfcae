"""The one door to every page: finding is authorising (house.md, convention 4).

Every view wears exactly one of these; a test walks the URLs and fails for one that does not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import BigIntegerField, QuerySet, UUIDField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groups import passes
from groups.coming_as import TOGETHER
from groups.models import Account, DutyHolder, Helper, Membership, Person, RoomPass
from groups.permissions import DUTY_GRANTS, Permission, Role, SystemPermission, who_may
from groups.prepared import Prepared, Slot
from groups.states import HelperPower
from groups.transitions import Refused

# Who sees or signs more than others proves who they are in two ways, and so does whoever holds a duty.
SECOND_FACTOR_ROLES = Role.LEAD | Role.COORDINATOR


@dataclass(frozen=True)
class Door:
    """What a URL declares of itself: anyone, signed_in, members or duty (with a permission), helpers (a power),
    or answering (the one a request went to, see lifecycle.access)."""

    kind: str
    permission: Permission | SystemPermission | HelperPower | None = None
    or_pass: bool = False  # a room pass for the session in the URL admits too


class MemberRequest(HttpRequest):
    """A request inside a group: `member` is the one who asks, with `.group` and `.person` loaded."""

    member: Membership
    person: Person
    room_pass: RoomPass | None  # set for those who came in by a pass, and for nobody else


class PersonRequest(HttpRequest):
    """A request of someone signed in, outside any group. `places`: their memberships, with their groups."""

    person: Person
    places: list[Membership]


class HelperRequest(HttpRequest):
    """A request of someone who helps a member now. `person` is the helper's own; `helper.member` whom they help."""

    helper: Helper
    person: Person


def for_members[**P](
    permission: Permission, *, or_pass: bool = False
) -> Callable[[Callable[Concatenate[MemberRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Only for people of the group in the URL whose roles grant the permission.

    A stranger gets 404, so that nobody learns whether a private group exists; a member without the right
    gets a page that says who can. With `or_pass` a browser that holds a room pass for the session in the URL comes
    in as the pass's member, without signing in.
    """

    def wear(
        view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inside(request: HttpRequest, group_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asked = cast("MemberRequest", request)
            if or_pass and not request.user.is_authenticated:
                given = passes.held_for(request, group_id, kwargs["session_id"])
                if given is None:
                    return without_pass(request)
                asked.room_pass, member = given, given.member
                member.came_by_pass = True
            else:
                member = find_member(request, group_id)
            asked.member, asked.person = member, member.person
            if member.holds_any(SECOND_FACTOR_ROLES) and lacks_second_factor(request):
                return ask_for_second_factor(request)
            if not member.may(permission):
                return refuse_role(request, permission)
            with timezone.override(member.group.tz):  # what is read and typed here is in the group's time
                return answer_one_person(request, view, asked, *args, **kwargs)

        declared = declare(inside, Door("members", permission, or_pass))
        return login_not_required(declared) if or_pass else declared

    return wear


def for_signed_in[**P](
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """For anyone signed in who is a known person. Someone signed in whom nobody knows may use an invitation."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = cast("PersonRequest", request)
        places = PLACES.ask(account=request.user.pk)
        person = places[0].person if places else known_person(request)
        if person is None:  # an account nobody belongs to yet: an invitation says who they are
            return redirect("join")
        person.account = cast("Account", request.user)
        for place in places:
            place.person = person
        asked.person = person
        if any(place.holds_any(SECOND_FACTOR_ROLES) for place in places) and lacks_second_factor(request):
            return ask_for_second_factor(request)
        if len(places) == 1:  # someone with one group finds its places on every page
            [cast("MemberRequest", request).member] = places
        asked.places = places
        return answer_one_person(request, view, asked, *args, **kwargs)

    return declare(inside, Door("signed_in"))


def for_duty[**P](
    permission: SystemPermission,
) -> Callable[[Callable[Concatenate[PersonRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For those who hold, in some system, a duty that grants the permission; 404 for anyone else."""

    def wear(
        view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asked = cast("PersonRequest", request)
            asked.person = person_of(request)
            if not duties_granting(asked.person, permission).exists():
                raise Http404
            if lacks_second_factor(request):
                return ask_for_second_factor(request)
            return answer_one_person(request, view, asked, *args, **kwargs)

        return declare(inside, Door("duty", permission))

    return wear


def for_helpers[**P](
    power: HelperPower | None,
) -> Callable[[Callable[Concatenate[HelperRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For somebody who helps a member now, with this power (None: any). 404 for anyone else.

    Sets `helper`, and not `member`: nothing on the page may take the helper for the one they help.
    """

    def wear(
        view: Callable[Concatenate[HelperRequest, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inside(request: HttpRequest, helper_id: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
            helper = find_helper(request, helper_id)
            asked = cast("HelperRequest", request)
            asked.helper, asked.person = helper, helper.person
            places = helper.person.memberships.present()
            if places.holding(SECOND_FACTOR_ROLES).exists() and lacks_second_factor(request):
                return ask_for_second_factor(request)
            if power and not helper.has(power):
                return render(request, "groups/helping_not_this.html", {"helper": helper}, status=403)
            with timezone.override(helper.group.tz):
                return answer_one_person(request, view, asked, *args, **kwargs)

        return declare(inside, Door("helpers", power))

    return wear


def for_anyone[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A public page."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return answer(request, view, request, *args, **kwargs)

    return login_not_required(declare(inside, Door("anyone")))


def without_pass(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in and no pass opens this: to sign in, or to type the pass anew. Asks the database nothing."""
    there = reverse("room_pass") if passes.holds_one(request) else ""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": there or reverse("account_login")})
    return redirect(there) if there else redirect_to_login(request.get_full_path())


ACCOUNT = Slot("account", BigIntegerField())
PLACE = Prepared(
    lambda: (
        Membership.objects.present()
        .filter(group__public_id=Slot("group", UUIDField()), person__account=ACCOUNT)
        .select_related("group__system", "person")
        .with_hats()
    )
)
PERSON = Prepared(lambda: Person.objects.filter(account=ACCOUNT))
PLACES = Prepared(
    lambda: (
        Membership.objects.present()
        .filter(person__account=ACCOUNT)
        .select_related("group", "person")
        .order_by("pk")
    )
)


def find_member(request: HttpRequest, group_id: UUID) -> Membership:
    """The signed-in person's membership of the group, or Http404."""
    member = next(iter(PLACE.ask(group=group_id, account=request.user.pk)), None)
    if member is None:
        raise Http404
    return member


def find_helper(request: HttpRequest, helper_id: UUID) -> Helper:
    """The signed-in person's own row as an active helper, or Http404."""
    active = Helper.objects.active().filter(
        public_id=helper_id, person__account=cast("Account", request.user)
    )
    helper = active.select_related("group__system", "member__person", "member__group", "person").first()
    if helper is None:
        raise Http404
    return helper


def person_of(request: HttpRequest) -> Person:
    person = known_person(request)
    if person is None:
        raise Http404
    return person


def known_person(request: HttpRequest) -> Person | None:
    """Whose account this is; None while nobody was invited with it."""
    return next(iter(PERSON.ask(account=request.user.pk)), None)


def duties_granting(person: Person, permission: SystemPermission) -> QuerySet[DutyHolder]:
    granting = [duty.value for duty, granted in DUTY_GRANTS.items() if permission in granted]
    return DutyHolder.objects.filter(person=person, duty__in=granting).select_related("system")


def refuse_role(request: HttpRequest, permission: Permission) -> HttpResponse:
    """A page that says who in the group can do this."""
    can = [TOGETHER[role] for role in who_may(permission)]
    return render(request, "refused.html", {"can": can}, status=403)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this site asks for a second factor and the account has none. (If it has one, sign-in asked for it.)"""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(request.user, kinds)


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request,
        _(
            "People with your role sign in with two steps. Add a passkey or an authenticator app here. "
            "Then go on to the group."
        ),
    )
    return redirect("mfa_index")


def answer(
    request: HttpRequest, view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """Call the view; an act that may not happen now becomes a plain page, never an error."""
    try:
        return view(*args, **kwargs)
    except Refused as refused:
        return render(request, "refused.html", {"reason": str(refused)}, status=409)


def answer_one_person(
    request: HttpRequest, view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """The same for somebody signed in. No browser keeps it, so on a shared phone nobody finds it afterwards."""
    response = answer(request, view, *args, **kwargs)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def declare(view: Callable[..., HttpResponseBase], door: Door) -> Callable[..., HttpResponseBase]:
    view.door = door  # type: ignore[attr-defined]  # read by the test that walks every URL
    return view
