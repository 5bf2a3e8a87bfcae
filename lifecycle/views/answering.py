"""What a lead does with a request that came to them: answering it, in part for later, and telling how far it is."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.glossary import words_known
from groups.access import MemberRequest, for_members
from groups.files.serving import serve
from groups.models import Membership
from groups.permissions import Permission
from groups.readability import Hints, look_at
from groups.working_days import today_in
from lifecycle.actions import asks as actions
from lifecycle.actions.came_in import may_read_entered
from lifecycle.actions.drafts import save_draft, written
from lifecycle.actions.milestones import must_want_a_word, say_of_promise
from lifecycle.forms.answers import AnswerPage
from lifecycle.forms.asks import PromiseWordForm
from lifecycle.forms.progress import ProgressForm
from lifecycle.models import AnswerDraft, AnswerFile, Ask, Milestone
from lifecycle.views.acting import acted, find_ask, form_page, to_ask

FOR_LATER = ("save", "look")


@for_members(Permission.ANSWER_ASKS)
def ask_answer(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """One calm page. What is begun can be kept for later, and looked at before the group has it."""
    found = find_ask(request, ask_id)
    return write_answer(request, found, request.member, done=lambda: to_ask(found))


def write_answer(
    request: HttpRequest, found: Ask, lead: Membership, *, done: Callable[[], HttpResponse]
) -> HttpResponse:
    """The page on which the lead writes, however they came to it. `done`: where it leads afterwards."""
    if request.method != "POST":
        actions.must_be_named(found, lead)
        actions.must_be_systems_turn(found)
        return _answer_page(request, found, lead, _page(request, found, lead))
    page = _page(request, found, lead, unfinished=any(name in request.POST for name in FOR_LATER))
    if "save" in request.POST and _kept(lead, found, page):
        messages.success(request, _("Saved. Only you can see it. Open the request again to finish it."))
        return done()
    if "look" in request.POST and _kept(lead, found, page):
        kept = _page(request, found, lead, anew=True)
        return _answer_page(request, found, lead, kept, hints=_hints(found, page))
    if not page.form.unfinished and _given(lead, found, page):
        messages.success(request, _("Your answer is with the group. They say if it answers them."))
        return done()
    return _answer_page(request, found, lead, page)


@for_members(Permission.ANSWER_ASKS)
def ask_progress(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """News of all of it, or of one promise."""
    found = find_ask(request, ask_id)
    about = {"milestone": request.GET.get("promise", "")}
    form = ProgressForm(request.POST or None, ask=found, today=today_in(found.group), initial=about)
    if request.method == "POST":
        if acted(form, lambda: actions.report_progress(found, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Your news is with the group."))
            return to_ask(found)
    else:
        actions.must_be_named(found, request.member)
        actions.must_be_being_done(found)
    return form_page(request, found, form, _("Say how far this has come"), _("Tell the group"))


@for_members(Permission.ACT_FOR_GROUP)
def promise_word(request: MemberRequest, ask_id: UUID, milestone_id: UUID) -> HttpResponse:
    """The group's word on one promise: it is done, or not yet."""
    found = find_ask(request, ask_id)
    milestone = get_object_or_404(
        Milestone.objects.in_group(found.group).filter(ask=found), public_id=milestone_id
    )
    form = PromiseWordForm(request.POST or None, group=found.group)
    if request.method == "POST":
        if acted(form, lambda: say_of_promise(milestone, **form.cleaned_data, by=request.member)):
            messages.success(request, _("Recorded. Anyone who takes part in decisions can dispute it."))
            return to_ask(found)
    else:
        must_want_a_word(milestone, found)
    heading = _("Is this done? %(what)s") % {"what": milestone.words}
    news = [one for one in found.progress.all() if one.milestone_id == milestone.pk]
    return form_page(request, found, form, heading, _("Record what the group says"), news=news)


@for_members(Permission.SEE_GROUP)
@require_safe
def answer_file(request: MemberRequest, ask_id: UUID, answer_file_id: UUID) -> HttpResponseBase:
    """A file of an answer, for everyone who may see the request; of a draft, for whoever writes it."""
    found = find_ask(request, ask_id)
    files = AnswerFile.objects.filter(group=found.group).select_related("upload", "answer", "draft")
    file = get_object_or_404(files, public_id=answer_file_id)
    if not _may_see(file, found, request.member):
        raise Http404
    return serve(request, file.upload)


def _may_see(file: AnswerFile, ask: Ask, member: Membership) -> bool:
    if file.answer:
        return file.answer.ask_id == ask.pk
    draft = file.draft
    if draft is None or draft.ask_id != ask.pk:
        return False
    return draft.by_id == member.pk or (draft.by_id is None and may_read_entered(ask, member))


def _page(
    request: HttpRequest, found: Ask, lead: Membership, *, unfinished: bool = False, anew: bool = False
) -> AnswerPage:
    """As it was sent; or as it is kept, when it is opened or was kept just now (`anew`)."""
    sent = request.method == "POST" and not anew
    return AnswerPage(
        request.POST if sent else None,
        request.FILES if sent else None,
        today=today_in(found.group),
        draft=_draft(found, lead),
        unfinished=unfinished,
    )


def _draft(found: Ask, lead: Membership) -> AnswerDraft | None:
    return AnswerDraft.objects.filter(ask=found, by=lead).first()


def _kept(lead: Membership, found: Ask, page: AnswerPage) -> bool:
    """Kept for later, if it can be."""
    return page.is_valid() and acted(
        page.form,
        lambda: save_draft(found, page.reply, by=lead, files=page.form.chosen, without=page.without),
    )


def _given(lead: Membership, found: Ask, page: AnswerPage) -> bool:
    return page.is_valid() and acted(
        page.form, lambda: actions.answer_ask(found, **page.for_action(), by=lead)
    )


def _hints(found: Ask, page: AnswerPage) -> Hints:
    reply = page.reply
    texts = (reply.reason, reply.will_do, *[one.words for one in reply.promises])
    return look_at(*texts, known=words_known(found.group))


def _answer_page(
    request: HttpRequest, found: Ask, lead: Membership, page: AnswerPage, hints: Hints | None = None
) -> HttpResponse:
    draft = _draft(found, lead)
    context = {
        "ask": found,
        "form": page.form,
        "promises": page.promises,
        "hints": hints,
        "draft": draft,
        "begun": written(draft).promises if draft else (),
        "files": draft.files.select_related("upload") if draft else (),
        "by_link": not hasattr(request, "member"),
    }
    return render(request, "lifecycle/asks/answering.html", context)
