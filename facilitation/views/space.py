"""The lived experience space: a safe place to find a voice (promise 4)."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.space import post_in_space, take_back_post
from facilitation.forms.space import SpacePostForm
from facilitation.models import SpacePost
from groups.access import MemberRequest, for_members, refuse_role
from groups.permissions import Permission
from groups.states import Side

A_PAGE = 20


@for_members(Permission.USE_LIVED_SPACE)
def show(request: MemberRequest) -> HttpResponse:
    member = request.member
    if member.side != Side.LIVED:
        return refuse_role(request, Permission.USE_LIVED_SPACE)
    form = SpacePostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        post_in_space(**form.cleaned_data, by=member)
        messages.success(request, _("Your words are here for people with lived experience."))
        return redirect("space", member.group.public_id)
    posts = SpacePost.objects.in_group(member.group).select_related("author").order_by("-at", "-pk")
    page = Paginator(posts, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "facilitation/space.html", {"form": form, "page": page})


@for_members(Permission.USE_LIVED_SPACE)
def take_back(request: MemberRequest, post_id: UUID) -> HttpResponse:
    member = request.member
    if member.side != Side.LIVED:
        return refuse_role(request, Permission.USE_LIVED_SPACE)
    own = SpacePost.objects.in_group(member.group).filter(author=member)
    post = get_object_or_404(own, public_id=post_id)
    if request.method == "POST":
        take_back_post(post)
        messages.success(request, _("Your words are gone."))
        return redirect("space", member.group.public_id)
    return render(request, "facilitation/space_take_back.html", {"post": post})
