"""The files that go with an answer, or with what is begun of one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import settle
from groups.transitions import Refused
from lifecycle.kinds.asks import TO_CONFIRM
from lifecycle.models import Answer, AnswerDraft, AnswerFile, Ask

MOST_FILES = 5


def keep_with_draft(draft: AnswerDraft, files: Iterable[Checked], *, by: Membership) -> None:
    """Raises Refused for more files than one answer may have."""
    new = list(files)
    if new and draft.files.count() + len(new) > MOST_FILES:
        raise Refused(
            _("An answer can have up to %(most)s files. Take one out first.") % {"most": MOST_FILES}
        )
    for file in new:
        upload = keep_upload(file, group=draft.group, by=by)
        AnswerFile.objects.create(group=draft.group, draft=draft, upload=upload)


def keep_with_answer(
    answer: Answer, draft: AnswerDraft | None, files: Iterable[Checked], without: Iterable[str]
) -> None:
    """What was kept with the draft goes with the answer now, and so does what came with it."""
    new = list(files)
    if draft:
        take_out(draft.files.filter(public_id__in=list(without)).select_related("upload"))
    kept = draft.files.count() if draft else 0
    if new and kept + len(new) > MOST_FILES:
        raise Refused(
            _("An answer can have up to %(most)s files. Take one out first.") % {"most": MOST_FILES}
        )
    if draft:
        draft.files.update(answer=answer, draft=None)
    for file in new:
        upload = keep_upload(file, group=answer.group, by=answer.by)
        AnswerFile.objects.create(group=answer.group, answer=answer, upload=upload)


def take_out(files: Iterable[AnswerFile]) -> None:
    for file in files:
        remove_upload(file.upload)  # its row goes with it


def drop_drafts(ask: Ask) -> None:
    """What was begun and not given is nobody's any more: it goes, with its files."""
    take_out(AnswerFile.objects.filter(draft__ask=ask).select_related("upload"))
    AnswerDraft.objects.filter(ask=ask).delete()
    settle(TO_CONFIRM, ask)
