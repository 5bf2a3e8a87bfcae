"""The consent ledger: for the person, and for those who keep it for the group."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, PersonRequest, for_members, for_signed_in
from groups.actions import consents as acts
from groups.consents import shown_at, wording_now
from groups.files.serving import serve
from groups.forms.consents import MyConsentForm, TypedConsentForm
from groups.models import Consent
from groups.permissions import Permission
from groups.states import ConsentKind


@for_signed_in
@require_safe
def my_consents(request: PersonRequest) -> HttpResponse:
    mine = _with_places(Consent.objects.filter(person=request.person))
    context = {"consents": mine, "kinds": ConsentKind.choices, "places": request.places}
    return render(request, "groups/consents/mine.html", context)


@for_signed_in
def consent_give(request: PersonRequest, consent_kind: str) -> HttpResponse:
    kind = _kind(consent_kind)
    form = MyConsentForm(*_sent(request), kind=kind, places=request.places)
    if not form.is_valid():
        context = {"form": form, "wording": wording_now(kind).words, "kind": kind}
        return render(request, "groups/consents/give.html", context)
    acts.give_consent(form.given(), group=form.cleaned_data["group"], by=request.person)
    messages.success(request, _("Thank you. You can take it back here at any time."))
    return redirect("my_consents")


@for_signed_in
@require_POST
def consent_take_back(request: PersonRequest, my_consent_id: UUID) -> HttpResponse:
    mine = Consent.objects.filter(person=request.person).select_related("group")
    _say(request, acts.take_back_consent(get_object_or_404(mine, public_id=my_consent_id), by=request.person))
    return redirect("my_consents")


@for_members(Permission.KEEP_CONSENTS)
@require_safe
def group_consents(request: MemberRequest) -> HttpResponse:
    """All of the group, those that stand first, with where each stands."""
    ledger = _with_places(Consent.objects.in_group(request.member.group)).select_related("person")
    context = {"consents": ledger.order_by("state", "-given_at"), "kinds": ConsentKind.choices}
    return render(request, "groups/consents/ledger.html", context)


@for_members(Permission.KEEP_CONSENTS)
def consent_type(request: MemberRequest, consent_kind: str) -> HttpResponse:
    kind = _kind(consent_kind)
    form = TypedConsentForm(*_sent(request), kind=kind, by=request.member)
    if not form.is_valid():
        context = {"form": form, "wording": wording_now(kind).words, "kind": kind}
        return render(request, "groups/consents/type.html", context)
    said = form.cleaned_data
    acts.type_consent(form.given(), member=said["member"], origin=said["origin"], by=request.member)
    messages.success(request, _("Kept. We tell them what you wrote down."))
    return redirect("group_consents", request.member.group.public_id)


@for_members(Permission.KEEP_CONSENTS)
@require_safe
def consent(request: MemberRequest, consent_id: UUID) -> HttpResponse:
    found = _find(request, consent_id)
    public = shown_at(request.member.group, *ConsentKind.values).filter(pk=found.pk).exists()
    return render(request, "groups/consents/one.html", {"consent": found, "is_public": public})


@for_members(Permission.SEE_GROUP)
@require_safe
def consent_photo(request: MemberRequest, consent_id: UUID) -> HttpResponseBase:
    """For those who keep the ledger; and for the whole group where it stands somewhere."""
    standing = Consent.objects.in_group(request.member.group).standing().select_related("upload")
    found = get_object_or_404(standing, public_id=consent_id)
    open_to_all = found.uses.filter(removed_at__isnull=True).exists() or found.person_id == request.person.pk
    if found.upload is None or not (open_to_all or request.member.may(Permission.KEEP_CONSENTS)):
        raise Http404
    return serve(request, found.upload)


@for_members(Permission.KEEP_CONSENTS)
@require_POST
def consent_show(request: MemberRequest, consent_id: UUID) -> HttpResponse:
    """On the group's public page, or not any more."""
    found = _find(request, consent_id)
    if request.POST.get("what") == "stop":
        acts.show_no_more(found, by=request.member)
    else:
        acts.show_to_anyone(found, by=request.member)
    return redirect("consent", request.member.group.public_id, found.public_id)


@for_members(Permission.KEEP_CONSENTS)
@require_POST
def consent_taken_back(request: MemberRequest, consent_id: UUID) -> HttpResponse:
    """On the word of the person: by letter, by phone or in person."""
    _say(request, acts.take_back_consent(_find(request, consent_id), by=request.member))
    return redirect("group_consents", request.member.group.public_id)


def _say(request: PersonRequest | MemberRequest, out: list[str]) -> None:
    """Gone; and honestly, what nobody can call back."""
    messages.success(request, _("It is taken back. It is gone from every page."))
    if out:
        where = get_text_list(out, _("and"))
        messages.info(
            request,
            _(
                "It stood here: %(where)s. People may have read, printed or saved it before. We cannot call that back."
            )
            % {"where": where},
        )


def _with_places(consents: QuerySet[Consent]) -> QuerySet[Consent]:
    return (
        consents.select_related("group", "recorded_by")
        .prefetch_related("uses")
        .order_by("state", "-given_at")
    )


def _find(request: MemberRequest, consent_id: UUID) -> Consent:
    ours = _with_places(Consent.objects.in_group(request.member.group)).select_related("person")
    return get_object_or_404(ours, public_id=consent_id)


def _sent(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile[bytes]] | None]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _kind(name: str) -> ConsentKind:
    if name not in ConsentKind:
        raise Http404
    return ConsentKind(name)
