"""Voice notes and photographs of handwriting: handed in, typed by somebody, and checked like all that is typed."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.contributions import allowed
from facilitation.actions.on_behalf import type_for
from facilitation.models import Contribution, HandedIn, Session
from facilitation.models.room import typists
from facilitation.models.sessions import sees_among_us
from facilitation.states import Audience
from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.files.sorts import Sort
from groups.models import Membership, Person, Upload
from groups.notifications import notify, settle
from groups.states import Origin
from groups.transitions import Refused, record

TAKEN = (Sort.PICTURE, Sort.SOUND)
MOST_WAITING = 10  # of one person for one session


@transaction.atomic
def hand_in(session: Session, file: Checked, *, audience: str, by: Membership) -> HandedIn:
    """Send what one wrote by hand or said into a phone; those who type for others are told."""
    if not session.takes_late_thoughts:
        raise Refused(_("The notes of this session are settled, so it takes no more thoughts."))
    if HandedIn.objects.filter(session=session, author=by).count() >= MOST_WAITING:
        raise Refused(
            _("%(most)d of yours wait to be typed already. Take one back first, or wait until one is typed.")
            % {"most": MOST_WAITING}
        )
    who = [each for each in typists(by.group, audience) if each != by]
    if session.is_among_us:
        who = [each for each in who if sees_among_us(each)]
    if audience == Audience.LIVED and not who:
        raise Refused(nobody_to_type())
    handed = HandedIn.objects.create(
        group=by.group,
        session=session,
        author=by,
        upload=keep_upload(file, group=by.group, by=by, kinds=TAKEN, named="note"),
        audience=allowed(audience, by),
    )
    record("contribution.handed_in", handed, by=by)
    notify("to_type_up", handed, group=by.group, to=Person.objects.filter(memberships__in=who))
    return handed


def nobody_to_type() -> str:
    return _(
        "Nobody who may read what is for people with lived experience can type for others here. "
        "Type it yourself, or choose somebody else to read it."
    )


@transaction.atomic
def type_up(handed: HandedIn, *, words: str, once: UUID, by: Membership) -> Contribution:
    """Its words stand in the session, and its author is asked whether they are right. Done once."""
    locked = HandedIn.objects.select_for_update(of=("self",)).filter(pk=handed.pk)
    found = locked.select_related("upload", "author__person", "session").first()
    if found is None:
        raise Refused(_("Somebody has typed this already."))
    typed = type_for(
        found.session,
        member=found.author,
        words=words,
        audience=found.audience,
        origin=Origin.VOICE if found.is_sound else Origin.HANDWRITING,
        read_back=False,
        by=by,
        upload=found.upload,
        once=once,
    )
    settle(["to_type_up"], found)
    found.delete()
    return typed


@transaction.atomic
def take_back_handed_in(handed: HandedIn, *, by: Membership) -> None:
    """Not typed yet, and not wanted any more: the file goes at once (promise 15)."""
    if handed.author != by:
        raise Refused(_("Only the person who sent this can take it back."))
    settle(["to_type_up"], handed)
    record("contribution.taken_back", handed, by=by)
    remove_upload(handed.upload)


def forget_files_of(session: Session) -> None:
    """The notes are settled and the words stand: what they were typed from is not needed any more."""
    typed = Contribution.objects.filter(session=session, upload__isnull=False, checked_at__isnull=False)
    for upload in Upload.objects.filter(pk__in=typed.values("upload")):
        remove_upload(upload)
