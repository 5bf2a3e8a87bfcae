"""The notes of a session: written by item, shared, put right; and the choice to be named in them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from facilitation.access import for_whoever_runs
from facilitation.actions import notes as acts
from facilitation.forms.notes import NotesForm, NoteWordsForm, key_of
from facilitation.models import AgendaItem, Contribution, Decision, NoteOfItem, Session, ToDo
from facilitation.notes import nameable, names_in
from facilitation.states import SessionState
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.readability import look_at
from groups.transitions import Refused


@for_whoever_runs
def notes(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """One box for each item. Kept together; what two people write at once is shown side by side and nothing is lost."""
    session = find_session(request.member, session_id)
    form = _form(request, session)
    if request.method != "POST" or not form.is_valid() or "look" in request.POST:
        return _page(request, session, form)
    try:
        acts.write_notes(session, boxes=form.boxes(), by=request.member)
    except acts.Overtaken as overtaken:
        form.seen_anew(overtaken.notes)
        return _page(request, session, form, overtaken.notes, status=409)
    if "share" not in request.POST:
        messages.success(
            request, _("Kept. Only those who run this session see the notes until they are shared.")
        )
        return to_session(session, request.member)
    try:
        acts.share_notes(session, by=request.member)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, session, form)
    messages.success(request, _("Shared. Everyone can check the notes and add late thoughts for a week."))
    return to_session(session, request.member)


@for_members(Permission.RUN_ROOM)
def note_correct(request: MemberRequest, item_note_id: UUID) -> HttpResponse:
    """In the quiet week the note is put right; after it has settled a remark is put beside it."""
    note = find_note(request, item_note_id)
    settled = note.session.state == SessionState.SETTLED
    form = NoteWordsForm(request.POST or None, initial={} if settled else {"words": note.words})
    if settled:
        form.fields["words"].label = _("The remark")
    if request.method != "POST" or not form.is_valid():
        context = {"note": note, "form": form, "settled": settled}
        return render(request, "facilitation/notes/correct.html", context)
    if settled:
        acts.add_remark(note, words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("The remark stands beside the note, with today's date."))
    else:
        acts.correct_note(note, words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("The note is put right. What it said before can still be read."))
    return to_session(note.session, request.member)


@for_members(Permission.SPEAK)
@require_POST
def credit(request: MemberRequest, session_id: UUID, words_id: UUID) -> HttpResponse:
    """ "You may name me in the notes", or not any more."""
    session = find_session(request.member, session_id)
    own = Contribution.objects.filter(session=session, author=request.member, taken_back_at__isnull=True)
    said = get_object_or_404(own, pk=words_id)
    named = request.POST.get("named") == "yes"
    acts.choose_credit(said, named=named, by=request.member)
    messages.success(
        request,
        _("Thank you. The notes may name you for these words.")
        if named
        else _("The notes do not name you for these words."),
    )
    return redirect(f"{_session_url(session)}#words")


def find_note(request: MemberRequest, item_note_id: UUID) -> NoteOfItem:
    """A note of the member's group, once it is shared."""
    shared = NoteOfItem.objects.in_group(request.member.group).filter(
        session__notes_shared_at__isnull=False, session__in=Session.objects.visible_to(request.member)
    )
    return get_object_or_404(shared.select_related("session__group", "item", "group"), public_id=item_note_id)


def _session_url(session: Session) -> str:
    return redirect("session", session.group.public_id, session.public_id).url


def _form(request: MemberRequest, session: Session) -> NotesForm:
    kept = {note.item_id: note for note in session.notes_by_item.prefetch_related("pointed")}
    items = list(session.items.all())
    credited = nameable(session, request.member)
    return NotesForm(request.POST or None, items=items, notes=kept, nameable=credited)


def _page(
    request: MemberRequest,
    session: Session,
    form: NotesForm,
    overtaken: dict[int | None, NoteOfItem] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "boxes": _boxes(request, session, form, overtaken or {}),
        "overtaken": bool(overtaken),
        "hints": look_at(*form.written) if "look" in request.POST else None,
    }
    return render(request, "facilitation/notes/write.html", context, status=status)


def _boxes(
    request: MemberRequest, session: Session, form: NotesForm, overtaken: dict[int | None, NoteOfItem]
) -> list[dict[str, Any]]:
    """Each box with what was said, agreed and taken on about its item."""
    chosen = {one.author_id for one in form.nameable.values() if one.author_id}
    beside = _beside(request, session)
    return [
        {
            "words": form[f"words_{key_of(item)}"],
            "pointed": form[name] if (name := f"pointed_{key_of(item)}") in form.fields else None,
            "seen": form[f"seen_{key_of(item)}"],
            "theirs": overtaken.get(_pk(item)),
            "names": names_in(written, session.group, chosen=chosen) if written else [],
            **{kind: rows.get(_pk(item), []) for kind, rows in beside.items()},
        }
        for item, written in zip(form.items, form.written, strict=True)
    ]


def _beside(request: MemberRequest, session: Session) -> dict[str, dict[int | None, list[Any]]]:
    """For the author: what was said, decided and agreed to do, by item."""
    said = Contribution.objects.readable_by(request.member).filter(session=session)
    rows: dict[str, Any] = {
        "said": said.select_related("author", "typed_by", "helped_by").order_by("pk"),
        "decisions": Decision.objects.in_group(session.group).filter(session=session).order_by("pk"),
        "to_dos": ToDo.objects.of_session(session),
    }
    by_item: dict[str, dict[int | None, list[Any]]] = {kind: defaultdict(list) for kind in rows}
    for kind, found in rows.items():
        for row in found:
            by_item[kind][row.item_id].append(row)
    return by_item


def _pk(item: AgendaItem | None) -> int | None:
    return item.pk if item else None
