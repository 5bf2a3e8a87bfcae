"""My helpers: naming, checking and stopping them; and, for a helper, saying yes and keeping the profile."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from groups.access import PersonRequest, for_anyone, for_signed_in
from groups.actions import helpers as acts
from groups.forms.helpers import OwnHelperForm
from groups.models import Account, Helper, HelperAct
from groups.transitions import Refused

ACTS_ON_A_PAGE = 20


@for_signed_in
@require_safe
def my_helpers(request: PersonRequest) -> HttpResponse:
    """Who helps me, in which ways, and everything they did for me."""
    mine = Helper.objects.filter(member__person=request.person).select_related("group", "person")
    done = HelperAct.objects.filter(helper__member__person=request.person).select_related("helper")
    context = {
        "helpers": mine.standing().order_by("pk"),
        "page": Paginator(done.order_by("-at", "-pk"), ACTS_ON_A_PAGE).get_page(request.GET.get("page")),
        "may_name": bool(request.places),
    }
    return render(request, "groups/helpers.html", context)


@for_signed_in
def helper_new(request: PersonRequest) -> HttpResponse:
    if not request.places:
        raise Refused(_("Helpers help with taking part in a group. When you are in one, name them here."))
    form = OwnHelperForm(
        request.POST if request.method == "POST" else None,
        places=request.places,
        own_email=request.person.mail_to,
    )
    if not form.is_valid():
        return render(request, "groups/helper_new.html", {"form": form})
    if not ratelimit.consume(request, action="helper_email", key=str(request.person.public_id)):
        form.add_error(None, _("You asked many people today. Please try again tomorrow."))
        return render(request, "groups/helper_new.html", {"form": form}, status=429)
    said = form.cleaned_data
    member = next(place for place in request.places if place.pk == said.pop("place").pk)
    acts.name_helper(member, **said, by=request.person)
    messages.success(
        request, _("Asked. They help from the moment they say yes, and you can stop it any time.")
    )
    return redirect("my_helpers")


@for_signed_in
@require_POST
def helper_stop(request: PersonRequest, helper_id: UUID) -> HttpResponse:
    """Stop at once. Whoever is helped and whoever helps may both say so."""
    theirs = Helper.objects.standing().select_related("person")
    helper = theirs.filter(public_id=helper_id, member__person=request.person).first()
    if helper is None:
        helper = get_object_or_404(theirs.filter(person=request.person), public_id=helper_id)
        acts.stop_helper(helper, by=request.person)
        messages.success(request, _("Stopped. Thank you for helping."))
        return redirect("helping")
    acts.stop_helper(helper, by=request.person)
    messages.success(request, _("Stopped. From now on they can do nothing for you here."))
    return redirect("my_helpers")


@for_signed_in
@require_POST
def helper_keep(request: PersonRequest, helper_id: UUID) -> HttpResponse:
    """Yes, I still want this helper."""
    mine = Helper.objects.active().filter(member__person=request.person)
    acts.keep_helper(get_object_or_404(mine, public_id=helper_id), by=request.person)
    messages.success(request, _("Thank you. We ask again in three months."))
    return redirect("my_helpers")


@for_signed_in
@require_safe
def helping(request: PersonRequest) -> HttpResponse:
    """Whom I help."""
    active = Helper.objects.active().filter(person=request.person).select_related("member", "group")
    return render(request, "groups/helping.html", {"helping": active.order_by("pk")})


@for_anyone
@never_cache
def helping_join(request: HttpRequest, token: str) -> HttpResponse:
    """Follow the link of an invitation to help. Looking changes nothing: mail scanners look too."""
    found = Helper.objects.with_link(token)
    if found is None or not found.is_open:
        return render(request, "groups/helping_closed.html", status=404)
    if request.method != "POST":
        return render(request, "groups/helping_join.html", {"helper": found})
    if request.POST.get("what") == "no":
        acts.stop_helper(found, by=found.person)
        return render(request, "groups/join_declined.html")
    if request.user.is_authenticated:
        acts.accept_helping(found, by=request.user)
    elif Account.objects.filter(email=found.email).exists():
        return redirect_to_login(request.path)
    else:
        login(request, acts.accept_with_new_account(found))
    messages.success(request, _("Thank you. You find here what you can do for them."))
    return redirect("helping")
