"""Sending the pack to everyone at once, and making its files."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilitation.actions.people import everyone
from facilitation.models import Pack, PackFile, PackToMake, Session
from facilitation.pack_document import document
from facilitation.states.papers import FORMATS_TO_MAKE
from groups.jobs import ask_for, forget_result
from groups.models import Membership
from groups.needs import shared_needs
from groups.notifications import notify, settle
from groups.states import JobState
from groups.transitions import Refused, record

OUT, WANTED = "papers_out", "papers_wanted"


@transaction.atomic
def send_pack(session: Session, *, by: Membership) -> Pack:
    """Papers out: everyone is told at the same time, each by their channel; letters bring the pack in their print.

    What no printer makes is put on the list of whoever arranges. Raises Refused when it is out already.
    """
    held = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    if not held.is_ahead or held.has_ended:
        raise Refused(_("A pack is sent from the day a session is announced until it ends."))
    if held.is_among_us:
        raise Refused(_("A pack belongs to a session of the group, where everyone has it."))
    pack, is_new = Pack.objects.get_or_create(group=held.group, session=held, defaults={"sent_by": by})
    if not is_new:
        raise Refused(_("The pack is out already. Whoever adds a paper now tells everyone by doing so."))
    record("pack.sent", pack, by=by)
    settle([WANTED], held)
    notify(OUT, held, group=held.group, to=everyone(held.group))
    _ask_to_make(held)
    return pack


@transaction.atomic
def pack_is_made(wanted: PackToMake, *, by: Membership) -> None:
    """It is made and on its way to the person."""
    waiting = PackToMake.objects.filter(pk=wanted.pk, made_at=None)
    if not waiting.update(made_at=timezone.now(), made_by=by):
        raise Refused(_("Somebody has noted this already."))
    record("packtomake.made", wanted, by=by)


@transaction.atomic
def ask_for_file(session: Session, looks: list[str], *, by: Membership) -> PackFile:
    """The pack as one PDF, made once for all who read it alike; anew only when it says something else."""
    held = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    digest = document(held, looks).digest
    wanted, is_new = PackFile.objects.select_related("job").get_or_create(
        session=held,
        looks=" ".join(looks),
        language=get_language() or "en-gb",
        defaults={"group": held.group, "digest": digest},
    )
    if not is_new and wanted.digest == digest and _stands(wanted):
        return wanted
    if wanted.job:
        forget_result(wanted.job)
    wanted.digest = digest
    wanted.job = ask_for("pack", group=held.group, by=by.person, subject=str(held.public_id))
    wanted.save(update_fields=["digest", "job"])
    return wanted


def file_now(session: Session, looks: list[str]) -> PackFile | None:
    """What was asked for in this language, and whether it still says what the pack says: `is_now`."""
    rows = PackFile.objects.filter(
        session=session, looks=" ".join(looks), language=get_language() or "en-gb", job__isnull=False
    )
    found = rows.select_related("job").first()
    if found is None or found.digest != document(session, looks).digest:
        return None
    return found


def _stands(wanted: PackFile) -> bool:
    """It is being made, or lies ready. One that failed, or made nothing, is tried again."""
    job = wanted.job
    return job is not None and (job.is_under_way or (job.state == JobState.DONE and bool(job.result)))


def _ask_to_make(session: Session) -> None:
    needs = shared_needs(session.group).filter(kind__in=FORMATS_TO_MAKE)
    kinds: dict[int, set[str]] = {}
    for person, kind in needs.values_list("person", "kind"):
        kinds.setdefault(person, set()).add(kind)
    members = session.group.memberships.active().filter(person__in=kinds)
    PackToMake.objects.bulk_create(
        PackToMake(group=session.group, session=session, member=member, kind=kind)
        for member in members
        for kind in sorted(kinds[member.person_id])
    )
