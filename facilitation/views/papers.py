"""The papers of a session: added by those who plan, read by everyone from that moment."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import papers as acts
from facilitation.forms.papers import AboutItem, OwnPaperForm, SharedPaperForm
from facilitation.models import Paper, Session
from facilitation.needs import readers
from facilitation.views.agenda import DIRECTIONS
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.files.serving import serve
from groups.models import Membership
from groups.permissions import Permission


@for_members(Permission.PLAN_SESSIONS)
def add(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Two ways on one page: information the group has, or a paper of its own."""
    session = find_session(request.member, session_id)
    which = request.POST.get("which") if request.method == "POST" else ""
    shared = SharedPaperForm(request.POST if which == "shared" else None, session=session, prefix="shared")
    own = OwnPaperForm(
        request.POST if which == "own" else None, request.FILES or None, session=session, prefix="own"
    )
    if which == "shared" and shared.is_valid():
        return _added(request, acts.add_paper(shared.save(commit=False), session=session, by=request.member))
    if which == "own" and own.is_valid():
        paper = Paper(**own.changes())
        file = own.cleaned_data["file"]
        return _added(request, acts.add_paper(paper, session=session, by=request.member, file=file))
    context = {
        "session": session,
        "shared": shared,
        "own": own,
        "form": own if which == "own" else shared,
        **readers(request.member),
    }
    return render(request, "facilitation/papers/add.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def show(request: MemberRequest, paper_id: UUID) -> HttpResponse:
    paper = find_paper(request, paper_id)
    return render(request, "facilitation/papers/paper.html", {"paper": paper, "session": paper.session})


@for_members(Permission.SEE_GROUP)
@require_safe
def file(request: MemberRequest, paper_id: UUID) -> HttpResponseBase:
    paper = find_paper(request, paper_id)
    upload = paper.information.upload if paper.information else paper.upload
    if upload is None:
        raise Http404
    return serve(request, upload)


@for_members(Permission.PLAN_SESSIONS)
def edit(request: MemberRequest, paper_id: UUID) -> HttpResponse:
    """Of a paper of its own all; of information only what it is for: the item itself is changed where it stands."""
    paper = find_paper(request, paper_id)
    form: AboutItem
    given = (request.POST if request.method == "POST" else None, request.FILES or None)
    if paper.information:
        form = SharedPaperForm(given[0], session=paper.session, instance=paper)
        del form.fields["information"]
    else:
        form = OwnPaperForm(*given, session=paper.session, instance=paper)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, OwnPaperForm):
            acts.change_paper(paper, by=request.member, file=form.cleaned_data["file"], **form.changes())
        else:
            acts.change_paper(paper, by=request.member, agenda_item=form.cleaned_data["agenda_item"])
        messages.success(request, _("Changed. Everyone reads it as it is now."))
        return to_session(paper.session, request.member)
    context = {"form": form, "paper": paper, "session": paper.session}
    return render(request, "facilitation/papers/edit.html", context)


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def shift(request: MemberRequest, paper_id: UUID) -> HttpResponse:
    paper = find_paper(request, paper_id)
    acts.shift_paper(paper, places=DIRECTIONS.get(request.POST.get("to", ""), 0), by=request.member)
    return to_papers(paper.session, request.member)


@for_members(Permission.PLAN_SESSIONS)
def remove(request: MemberRequest, paper_id: UUID) -> HttpResponse:
    paper = find_paper(request, paper_id)
    if request.method == "POST":
        acts.remove_paper(paper, by=request.member)
        messages.success(request, _("It is out of the pack."))
        return to_session(paper.session, request.member)
    return render(request, "facilitation/papers/remove.html", {"paper": paper, "session": paper.session})


@for_members(Permission.ACT_FOR_GROUP)
def agree(request: MemberRequest, paper_id: UUID) -> HttpResponse:
    """The group agreed to work with a paper that came late."""
    paper = find_paper(request, paper_id)
    if request.method == "POST":
        acts.agree_to_late_paper(paper, by=request.member)
        messages.success(request, _("Noted. The paper is for more than information now."))
        return to_papers(paper.session, request.member)
    return render(request, "facilitation/papers/agree.html", {"paper": paper, "session": paper.session})


def find_paper(request: MemberRequest, paper_id: UUID) -> Paper:
    papers = Paper.objects.in_group(request.member.group).visible_to(request.member).to_read()
    paper: Paper = get_object_or_404(papers, public_id=paper_id)
    return paper


def to_papers(session: Session, member: Membership) -> HttpResponse:
    response = redirect("session", member.group.public_id, session.public_id)
    response["Location"] += "#papers"
    return response


def _added(request: MemberRequest, paper: Paper) -> HttpResponse:
    messages.success(request, _("Added. Everyone who can see the session can read it now."))
    return to_papers(paper.session, request.member)
