"""Typing for someone, and checking with them what was typed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.actions import on_behalf as acts
from facilitation.forms.on_behalf import ComingForSomeoneForm, RightWordsForm, TypedForm
from facilitation.models import Contribution, Session
from facilitation.models.hiding import veiled
from facilitation.models.room import may_hear
from facilitation.models.sessions import sees_among_us
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.states import Side
from groups.transitions import Refused


@for_members(Permission.TYPE_FOR_OTHERS)
def for_someone(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Type a thought for a member, before, in or after a session."""
    session = find_session(request.member, session_id)
    if not session.takes_late_thoughts:
        raise Refused(_("A session takes thoughts from the day it is announced until its notes are settled."))
    form = TypedForm(request.POST or None, by=request.member)
    if request.method != "POST" or not form.is_valid():
        return _page(request, session, form)
    try:
        typed = acts.type_for(session, **form.said(), by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, session, form)
    said = _("Kept. It counts the same as what is said in the room.")
    messages.success(
        request, said if typed.checked_at else f"{said} {_('They are asked whether it is right.')}"
    )
    if request.GET.get("from") == "room":
        return redirect("room", request.member.group.public_id, session.public_id)
    return to_session(session, request.member)


@for_members(Permission.TYPE_FOR_OTHERS)
@require_POST
def coming_for(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """What a member told us about coming."""
    session = find_session(request.member, session_id)
    form = ComingForSomeoneForm(request.POST, by=request.member, session=session)
    if not form.is_valid():
        return _page(request, session, TypedForm(by=request.member, initial=_kept(request, "words")), form)
    acts.say_coming_for(session, **form.cleaned_data, by=request.member)
    messages.success(request, _("Kept. Their last word counts."))
    return to_session(session, request.member)


@for_members(Permission.SEE_GROUP)
def words_check(request: MemberRequest, words_id: UUID) -> HttpResponse:
    """ "Typed for you: is this right?" For its author, and for whoever reads it back to them."""
    typed = _typed(request, words_id)
    form = RightWordsForm(request.POST if "words" in request.POST else None, initial={"words": typed.words})
    if request.method == "POST" and "words" not in request.POST:
        acts.say_it_is_right(typed, by=request.member)
        messages.success(request, _("Thank you. The words are marked as checked."))
        return _back(request, typed)
    if request.method == "POST" and form.is_valid():
        acts.put_right(typed, words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("The right words stand there now. The others are deleted."))
        return _back(request, typed)
    if not typed.waits_for_check:
        raise Refused(_("There is nothing to check here. The words are checked already, or are gone."))
    return render(request, "facilitation/words_check.html", {"typed": typed, "form": form})


@for_members(Permission.TYPE_FOR_OTHERS)
def take_back_for(request: MemberRequest, words_id: UUID) -> HttpResponse:
    """Someone without an account asked to take their words back."""
    group = request.member.group
    said = Contribution.objects.in_group(group).seen_or_typed_by(request.member)
    found = get_object_or_404(said.select_related("session", "author__person"), pk=words_id)
    [contribution] = veiled([found], request.member)
    if contribution.author is None or contribution.author.person.account_id:
        raise Refused(_("Only the person who said this can take it back."))
    if request.method != "POST":
        return render(request, "facilitation/take_back_for.html", {"contribution": contribution})
    acts.take_back_for(contribution, by=request.member)
    messages.success(request, _("The words are gone. We tell the person that they are."))
    return _back(request, contribution)


def _typed(request: MemberRequest, words_id: UUID) -> Contribution:
    """Its author's, and while it waits for a check also of those who may read it back. Nobody else learns of it."""
    rows = Contribution.objects.in_group(request.member.group).filter(taken_back_at__isnull=True)
    typed = get_object_or_404(rows.select_related("session", "author", "typed_by", "helped_by"), pk=words_id)
    if not checked_by(typed, request.member) or not _knows(request.member, typed.session):
        raise Http404
    return typed


def _knows(member: Membership, session: Session | None) -> bool:
    return session is None or not session.is_among_us or sees_among_us(member)


def checked_by(typed: Contribution, member: Membership) -> bool:
    """Their author at any time; until they are checked also whoever may read them back."""
    may_type = member.may(Permission.TYPE_FOR_OTHERS) and not typed.is_hidden
    types = may_type and may_hear(member, typed.audience)
    reads_back = typed.waits_for_check and types
    return typed.author_id == member.pk or reads_back


def _coming(request: MemberRequest, session: Session) -> ComingForSomeoneForm:
    return ComingForSomeoneForm(by=request.member, session=session, initial=_kept(request, "note"))


def _kept(request: MemberRequest, name: str) -> dict[str, str]:
    """What was typed into the other of the two forms."""
    return {name: request.POST.get(name, "")}


def _page(
    request: MemberRequest, session: Session, form: TypedForm, coming: ComingForSomeoneForm | None = None
) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "coming": coming or (_coming(request, session) if session.is_ahead else None),
    }
    if session.is_over:
        lived = request.member.group.memberships.present().filter(side=Side.LIVED, person__account=None)
        context["may_want_a_talk"] = lived.order_by("name", "pk")
    return render(request, "facilitation/for_someone.html", context)


def _back(request: MemberRequest, said: Contribution) -> HttpResponse:
    if said.session:
        return to_session(said.session, request.member)
    return redirect("sessions", request.member.group.public_id)
