"""The lived experience space: a safe place to find a voice (promise 4)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import space as acts
from facilitation.actions import space_entry as entries
from facilitation.actions.hiding import hide_post
from facilitation.forms.hiding import HideForm
from facilitation.forms.space import EntryForm, ModeratorForm, SpaceAnswerForm, SpacePostForm
from facilitation.models import SpaceEntry, SpaceModerator, SpacePost, SpaceYes
from facilitation.models.hiding import veiled
from facilitation.models.space import SpacePostQuerySet, is_inside, may_ask_to_enter, moderators
from groups.access import MemberRequest, for_members, refuse_role
from groups.files.serving import serve
from groups.models import Membership
from groups.pages import Pages
from groups.permissions import Permission
from groups.transitions import Refused

A_PAGE = 20


def for_people_inside[**P](
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[MemberRequest, P], HttpResponseBase]:
    """Inside the door: those with two hats are asked to wait until the space agreed."""

    @wraps(view)
    def inside(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_inside(request.member):
            return view(request, *args, **kwargs)
        if may_ask_to_enter(request.member):
            return redirect("space_enter", request.member.group.public_id)
        return refuse_role(request, Permission.USE_LIVED_SPACE)

    return inside


@for_members(Permission.USE_LIVED_SPACE)
@for_people_inside
def show(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = SpacePostForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        acts.post_in_space(**form.cleaned_data, by=member)
        messages.success(request, _("Your words are here for people with lived experience."))
        return _to(member)
    posts = SpacePost.objects.in_group(member.group).select_related("author", "upload")
    own = posts.on_their_own().order_by("-at", "-pk")
    page = Pages(own, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = _with_answers(list(page.object_list), posts, member)
    return render(request, "facilitation/space/space.html", {"form": form, "page": page, **_around(member)})


@for_members(Permission.USE_LIVED_SPACE)
@for_people_inside
def answer(request: MemberRequest, post_id: UUID) -> HttpResponse:
    """Answer a post. An answer is read, hidden and taken back like a post."""
    readable = SpacePost.objects.readable_by(request.member).select_related("author", "upload")
    post = get_object_or_404(readable, public_id=post_id)
    if post.is_answer:
        raise Refused(_("This is an answer already. Answer the post above it, or write one of your own."))
    form = SpaceAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.answer_post(post, **form.cleaned_data, by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your words are here for people with lived experience."))
            return _to(request.member)
    return render(request, "facilitation/space/answer.html", {"post": post, "form": form})


def _with_answers(posts: list[SpacePost], among: SpacePostQuerySet, member: Membership) -> list[SpacePost]:
    """Posts for a page, each with its answers as `shown_answers`, the oldest first. Asks the database once more."""
    answers = among.filter(answers__in=posts).order_by("at", "pk")
    rows = veiled([*posts, *answers], member)
    for post in posts:
        post.shown_answers = [row for row in rows if row.answers_id == post.pk]
    return posts


@for_members(Permission.USE_LIVED_SPACE)
@for_people_inside
def take_back(request: MemberRequest, post_id: UUID) -> HttpResponse:
    member = request.member
    own = SpacePost.objects.in_group(member.group).filter(author=member).select_related("upload")
    post = get_object_or_404(own, public_id=post_id)
    if request.method == "POST":
        acts.take_back_post(post)
        messages.success(request, _("Your words are gone, and a file with them. There are no copies."))
        return _to(member)
    return render(request, "facilitation/space/take_back.html", {"post": post})


@for_members(Permission.USE_LIVED_SPACE)
@require_safe
@for_people_inside
def file(request: MemberRequest, post_id: UUID) -> HttpResponseBase:
    """Served only to those inside, and not while it is hidden."""
    readable = SpacePost.objects.readable_by(request.member).filter(upload__isnull=False)
    post = get_object_or_404(readable.select_related("upload"), public_id=post_id)
    if post.upload is None:
        raise Http404
    return serve(request, post.upload)


@for_members(Permission.USE_LIVED_SPACE)
@for_people_inside
def hide(request: MemberRequest, post_id: UUID) -> HttpResponse:
    readable = SpacePost.objects.readable_by(request.member)
    post = get_object_or_404(readable.select_related("author"), public_id=post_id)
    if request.member not in moderators(request.member.group):
        raise Refused(_("Only those whom the space chose to look after it can hide words here."))
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            hide_post(post, reason=said["reason"], words=said["words"], by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Hidden. Everyone here sees why."))
            return _to(request.member)
    return render(request, "facilitation/hiding/hide.html", {"said": post, "form": form})


@for_members(Permission.USE_LIVED_SPACE)
def enter(request: MemberRequest) -> HttpResponse:
    """For somebody with two hats: ask, and see where it stands."""
    member = request.member
    if not may_ask_to_enter(member):
        raise Refused(_("You need not ask: the space is open to you, or it is not for your role."))
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entries.ask_to_enter(**form.cleaned_data, by=member)
        messages.success(request, _("Asked. You hear what the space said after five working days."))
        return redirect("space_enter", member.group.public_id)
    entry = SpaceEntry.objects.filter(member=member).first()
    return render(request, "facilitation/space/enter.html", {"form": form, "entry": entry})


@for_members(Permission.USE_LIVED_SPACE)
@require_POST
@for_people_inside
def entry_answer(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    """Yes, or no: who said no is kept nowhere."""
    entry = _entry(request, entry_id)
    if request.POST.get("say") == "yes":
        entries.say_yes(entry, by=request.member)
    elif request.POST.get("say") == "no":
        entries.say_no(entry, by=request.member)
    messages.success(request, _("Thank you. Nobody is shown what you said."))
    return _to(request.member)


@for_members(Permission.USE_LIVED_SPACE)
@require_POST
@for_people_inside
def entry_again(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    entries.ask_the_space_again(_entry(request, entry_id), by=request.member)
    messages.success(request, _("The space is asked again. Until it has agreed, they are not in here."))
    return _to(request.member)


@for_members(Permission.USE_LIVED_SPACE)
@require_POST
def entry_leave(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    entries.leave_space(_entry(request, entry_id), by=request.member)
    messages.success(request, _("You are not in the space any more."))
    return redirect("group", request.member.group.public_id)


@for_members(Permission.USE_LIVED_SPACE)
@require_POST
@for_people_inside
def moderator_ask(request: MemberRequest) -> HttpResponse:
    form = ModeratorForm(request.POST, by=request.member)
    if not form.is_valid():
        raise Refused(_("Choose somebody who is in the space. Go back and try again."))
    acts.ask_to_moderate(form.chosen(), by=request.member)
    messages.success(request, _("Asked. They look after the space once they say yes."))
    return _to(request.member)


@for_members(Permission.USE_LIVED_SPACE)
@require_POST
@for_people_inside
def moderator_answer(request: MemberRequest, moderator_id: UUID) -> HttpResponse:
    rows = SpaceModerator.objects.in_group(request.member.group)
    asked = get_object_or_404(rows, public_id=moderator_id)
    act = acts.moderate if request.POST.get("say") == "yes" else acts.stop_moderating
    act(asked, by=request.member)
    messages.success(request, _("Thank you."))
    return _to(request.member)


def _around(member: Membership) -> dict[str, Any]:
    """Who looks after the space, and what it is asked."""
    standing = SpaceModerator.objects.in_group(member.group).standing().select_related("member")
    my_yes = Exists(SpaceYes.objects.filter(entry=OuterRef("pk"), member=member))
    others = SpaceEntry.objects.in_group(member.group).exclude(member=member)
    asking = others.select_related("member").annotate(i_said_yes=my_yes)
    mine = [one for one in standing if one.member_id == member.pk]
    return {
        "moderators": [one.member for one in standing if one.state == "accepted"],
        "my_moderating": mine[0] if mine else None,
        "moderator_form": ModeratorForm(by=member),
        "entries": [one for one in asking if one.state in ("asked", "agreed")],
    }


def _entry(request: MemberRequest, entry_id: UUID) -> SpaceEntry:
    rows = SpaceEntry.objects.in_group(request.member.group).select_related("group", "member__person")
    return get_object_or_404(rows, public_id=entry_id)


def _to(member: Membership) -> HttpResponse:
    return redirect("space", member.group.public_id)
