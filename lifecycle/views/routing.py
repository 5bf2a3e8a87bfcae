"""Where one thing that was said went, and whoever writes that down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.models import Contribution, Session
from facilitation.models.hiding import veiled
from facilitation.models.room import ContributionQuerySet
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused
from lifecycle.actions import routing as acts
from lifecycle.forms.routing import UseForm, WhyNotForm
from lifecycle.trails import trails
from lifecycle.who_routes import may_route


@for_members(Permission.SEE_GROUP)
@require_safe
def words_came(request: MemberRequest, words_id: UUID) -> HttpResponse:
    """What came of something said, for all who may read it."""
    shown = Contribution.objects.in_group(request.member.group).shown_to(request.member)
    said = get_object_or_404(_with_all(shown), pk=words_id)
    sessions = Session.objects.in_group(request.member.group).visible_to(request.member)
    heard_in = sessions.filter(pk=said.session_id).first() if said.session_id else None
    return render(request, "lifecycle/words/came.html", _context(request, said) | {"heard_in": heard_in})


@for_members(Permission.SEE_GROUP)
def words_use(request: MemberRequest, words_id: UUID) -> HttpResponse:
    said = _find(request, words_id)
    form = UseForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        acts.use_words(said, used_in=form.used_in, by=request.member)
        messages.success(request, _("Kept. Whoever said it is told."))
        return _onwards(request, said)
    context = _context(request, said) | {"form": form}
    return render(request, "lifecycle/words/use.html", context)


@for_members(Permission.SEE_GROUP)
def words_why_not(request: MemberRequest, words_id: UUID) -> HttpResponse:
    said = _find(request, words_id)
    form = WhyNotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.say_why_not(said, why=form.cleaned_data["why"], by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. Whoever said it is told why."))
            return _onwards(request, said)
    return render(request, "lifecycle/words/why_not.html", _context(request, said) | {"form": form})


def _find(request: MemberRequest, words_id: UUID) -> Contribution:
    """Words that the reader writes it down for; Refused for those who may read them and no more."""
    here = Contribution.objects.in_group(request.member.group)
    said = get_object_or_404(_with_all(here.readable_by(request.member)), pk=words_id)
    if not may_route(request.member, said):
        raise Refused(_("A facilitator who may read these words writes down what came of them."))
    return said


def _with_all(words: ContributionQuerySet) -> ContributionQuerySet:
    return words.select_related("session__group", "author", "typed_by", "helped_by")


def _context(request: MemberRequest, said: Contribution) -> dict[str, object]:
    member = request.member
    session = said.session
    writes = not said.is_hidden and may_route(member, said)
    over = session is None or session.is_over
    return {
        "trail": trails(veiled([said], member), member.group)[0],
        "session": session if session and session.is_over else None,
        "is_mine": said.author_id == member.pk and not writes,
        "may_use": writes,
        "may_say_why_not": writes and over and said.author_id != member.pk,
    }


def _onwards(request: MemberRequest, said: Contribution) -> HttpResponse:
    group = request.member.group
    if said.session and said.session.is_over:
        return redirect("what_came_of_session", group.public_id, said.session.public_id)
    return redirect("words_came", group.public_id, said.pk)
