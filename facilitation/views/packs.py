"""The pack of a session: to read here, as a file, as plain text, and sent to everyone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import packs as acts
from facilitation.models import Pack, PackFile, PackToMake
from facilitation.needs import readers
from facilitation.pack_contents import pages_of
from facilitation.pack_document import as_text
from facilitation.states import SessionState
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.jobs import About, about, describe
from groups.letters import looks_for
from groups.models import AccessNeed, Job, Membership
from groups.permissions import Permission
from groups.transitions import Refused
from groups.views.jobs import file_of, look_again

SIZES = {"large", "larger", "largest"}


def _file_page_of(job: Job) -> str:
    made = PackFile.objects.filter(job=job).select_related("session", "group").first()
    if made is None:
        return ""
    name = "pack_large" if SIZES & set(made.looks.split()) else "pack_pdf"
    return reverse(name, args=[made.group.public_id, made.session.public_id])


describe(
    "pack",
    About(gettext_lazy("Your pack"), "pack.pdf", "application/pdf", goes_on_at=_file_page_of),
)


@for_members(Permission.SEE_GROUP, or_pass=True)
@require_safe
def show(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """All of it on one page, in numbered pages. What suits the reader stands first.

    With a room pass it is there to read: files, other formats and what its links lead to are for those who sign in.
    """
    session = find_session(request.member, session_id)
    pages = pages_of(session)
    context = {
        "session": session,
        "pages": pages,
        "number": len(pages),
        "mine_is_large": bool(SIZES & set(_looks(request.member))),
    }
    return render(request, "facilitation/pack/pack.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def text(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Words without any form, for whatever reads them aloud or shows them large."""
    session = find_session(request.member, session_id)
    return HttpResponse(
        as_text(session),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="pack.txt"'},
    )


@for_members(Permission.SEE_GROUP)
def pdf(request: MemberRequest, session_id: UUID, *, large: bool) -> HttpResponse:
    """How far the file is. It is made when somebody asks, once for all who read it alike."""
    session = find_session(request.member, session_id)
    looks = _looks_of_file(request.member, large=large)
    here = "pack_large" if large else "pack_pdf"
    if request.method == "POST":
        acts.ask_for_file(session, looks, by=request.member)
        return redirect(here, session.group.public_id, session.public_id)
    made = acts.file_now(session, looks)
    stays = "stay" in request.GET
    context = {
        "session": session,
        "large": large,
        "here": here,
        "job": made.job if made else None,
        "stays": stays,
    }
    page = render(request, "facilitation/pack/file.html", context)
    return look_again(page, made.job, stays=stays) if made and made.job else page


@for_members(Permission.SEE_GROUP)
@require_safe
def pdf_file(request: MemberRequest, session_id: UUID, *, large: bool) -> HttpResponseBase:
    session = find_session(request.member, session_id)
    made = acts.file_now(session, _looks_of_file(request.member, large=large))
    if made is None or made.job is None or not made.job.result:
        raise Refused(_("The pack has changed, or its file is not made yet. Go to the pack and ask for it."))
    return file_of(made.job, about(made.job))


@for_members(Permission.PLAN_SESSIONS)
def send(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    if request.method == "POST":
        acts.send_pack(session, by=request.member)
        messages.success(request, _("The pack is out. Everyone is being told now, at the same time."))
        return to_session(session, request.member)
    context = {
        "session": session,
        "papers": list(session.papers.to_read()),
        "pack": Pack.objects.filter(session=session).first(),
        "is_early": session.state == SessionState.DRAFT,
        **readers(request.member),
    }
    return render(request, "facilitation/pack/send.html", context)


@for_members(Permission.ARRANGE)
@require_POST
def made(request: MemberRequest, to_make_id: UUID) -> HttpResponse:
    """A pack that no printer makes is made and on its way."""
    rows = PackToMake.objects.in_group(request.member.group).select_related("session", "group")
    wanted = get_object_or_404(rows, public_id=to_make_id)
    acts.pack_is_made(wanted, by=request.member)
    messages.success(request, _("Noted. Thank you."))
    return redirect("by_hand", request.member.group.public_id)


def _looks(member: Membership) -> list[str]:
    """Their own: what they told us they need counts here whether or not they share it."""
    kinds = AccessNeed.objects.filter(person=member.person).values_list("kind", flat=True)
    return looks_for(member.person, set(kinds))


def _looks_of_file(member: Membership, *, large: bool) -> list[str]:
    """Their own ground and spacing; large print at least as large as they read on the screen."""
    own = _looks(member)
    others = [look for look in own if look not in SIZES]
    if not large:
        return others
    return [next((look for look in own if look in SIZES), "large"), *others]
