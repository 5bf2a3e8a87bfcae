"""Sending a voice note or a photograph of handwriting, and typing it for whoever sent it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import handed_in as acts
from facilitation.forms.handed_in import HandInForm, TypeUpForm
from facilitation.models import Contribution, HandedIn, Session
from facilitation.views.on_behalf import checked_by
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.files.serving import serve
from groups.looks import looked_at
from groups.models import Look
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SPEAK)
def hand_in(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if not session.takes_late_thoughts:
        raise Refused(_("A session takes thoughts from the day it is announced until its notes are settled."))
    form = HandInForm(request.POST or None, request.FILES or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.hand_in(session, given["file"], audience=given["audience"], by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Thank you. Someone types it, and then asks you whether it is right.")
            )
            return to_session(session, request.member)
    mine = HandedIn.objects.filter(session=session, author=request.member).select_related("upload")
    context = {"session": session, "form": form, "mine": mine.order_by("at")}
    return render(request, "facilitation/hand_in.html", context)


@for_members(Permission.TYPE_FOR_OTHERS)
def type_up(request: MemberRequest, handed_id: UUID) -> HttpResponse:
    """Hear or see it, and type it. Its author reads that somebody looked."""
    handed = _find(request, handed_id)
    if not _may_type(request, handed):
        raise Http404
    looked_at([handed.author.person], Look.What.UPLOAD, by=request.member)
    form = TypeUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.type_up(handed, **form.cleaned_data, by=request.member)
        messages.success(request, _("Kept. They are asked whether it is right."))
        return to_session(handed.session, request.member)
    return render(request, "facilitation/type_up.html", {"handed": handed, "form": form})


@for_members(Permission.SEE_GROUP)
@require_safe
def handed_file(request: MemberRequest, handed_id: UUID) -> HttpResponseBase:
    """For those who type it, and for whoever sent it."""
    handed = _find(request, handed_id)
    if handed.author_id != request.member.pk and not _may_type(request, handed):
        raise Http404
    looked_at([handed.author.person], Look.What.UPLOAD, by=request.member)
    return serve(request, handed.upload)


@for_members(Permission.SEE_GROUP)
@require_POST
def handed_back(request: MemberRequest, handed_id: UUID) -> HttpResponse:
    handed = _find(request, handed_id)
    if handed.author_id != request.member.pk:
        raise Http404
    acts.take_back_handed_in(handed, by=request.member)
    messages.success(request, _("You took it back. The file is deleted."))
    return redirect("hand_in", request.member.group.public_id, handed.session.public_id)


@for_members(Permission.SEE_GROUP)
@require_safe
def words_file(request: MemberRequest, words_id: UUID) -> HttpResponseBase:
    """What words were typed from: for their author, and until they are checked for those who read them back."""
    rows = Contribution.objects.in_group(request.member.group).filter(
        taken_back_at__isnull=True, upload__isnull=False
    )
    typed = get_object_or_404(rows.select_related("upload", "author__person"), pk=words_id)
    if typed.upload is None or not checked_by(typed, request.member):
        raise Http404
    if typed.author:
        looked_at([typed.author.person], Look.What.UPLOAD, by=request.member)
    return serve(request, typed.upload)


def _may_type(request: MemberRequest, handed: HandedIn) -> bool:
    return HandedIn.objects.to_type_by(request.member).filter(pk=handed.pk).exists()


def _find(request: MemberRequest, handed_id: UUID) -> HandedIn:
    seen = Session.objects.in_group(request.member.group).visible_to(request.member)
    rows = HandedIn.objects.in_group(request.member.group).filter(session__in=seen)
    return get_object_or_404(rows.select_related("session", "author__person", "upload"), public_id=handed_id)
