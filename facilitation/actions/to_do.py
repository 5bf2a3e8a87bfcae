"""What people agree to do: asked, agreed by a yes, done, given more time, handed on, or dropped with a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.people import facilitators
from facilitation.models import AgendaItem, Session, ToDo, may_run
from facilitation.models.to_do import STANDING
from facilitation.states.to_do import ToDoState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState, Origin
from groups.transitions import Refused, move, record

ASKED, DUE, LOOKING, DROPPED = "to_do_asked", "to_do_due", "to_do_free", "to_do_dropped"


@transaction.atomic
def agree_to_do(
    *,
    words: str,
    owner: Membership | None,
    due_on: date,
    by: Membership,
    session: Session | None = None,
    item: AgendaItem | None = None,
) -> ToDo:
    """Write down what is to be done, by whom and by when.

    Whoever takes it on themselves has said yes. Anybody else is asked, and it is theirs only when they say yes.
    Without an owner it looks for someone. Raises Refused when somebody who does not run this session gives work to
    others.
    """
    session = session or (item.session if item else None)
    if owner != by and not runs_it(by, session):
        raise Refused(_("You can take something on yourself. A facilitator can ask somebody else."))
    _must_be_here(owner, by)
    if session and not session.is_usual:
        raise Refused(_("What people agree to do stands with a session of the group, for everyone to see."))
    made = ToDo.objects.create(
        group=by.group,
        session=session,
        item=item,
        words=words,
        owner=owner,
        due_on=due_on,
        state=_first_state(owner, by),
        made_by=by,
    )
    record("to_do.made", made, by=by)
    _ask(made)
    return made


@transaction.atomic
def say_yes(to_do: ToDo, *, by: Membership, origin: str = Origin.APP) -> ToDo:
    """Whoever was asked agrees to do it."""
    locked = _owners(to_do, by, origin, ToDoState.ASKED)
    agreed = move(locked, ToDoState.OPEN, by=by, **_typed(by, origin))
    settle([ASKED], agreed)
    return agreed


@transaction.atomic
def let_go(to_do: ToDo, *, by: Membership, origin: str = Origin.APP) -> ToDo:
    """Whoever was asked says no, or whoever said yes gives it back. Both are fine, and nobody must say why."""
    locked = _owners(to_do, by, origin, ToDoState.ASKED, ToDoState.OPEN)
    free = move(locked, ToDoState.FREE, by=by, owner=None, **_typed(by, origin))
    settle([ASKED, DUE], free)
    _look_for_someone(free)
    return free


@transaction.atomic
def take_on(to_do: ToDo, *, by: Membership) -> ToDo:
    """Anyone may take on what looks for someone."""
    locked = _locked(to_do)
    if locked.state != ToDoState.FREE:
        raise Refused(_("Somebody else has it now, or it is not wanted any more."))
    _must_be_here(by, by)
    taken = move(locked, ToDoState.OPEN, by=by, owner=by, origin=Origin.APP, typed_by=None)
    settle([LOOKING], taken)
    return taken


@transaction.atomic
def hand_on(to_do: ToDo, *, to: Membership, by: Membership, origin: str = Origin.APP) -> ToDo:
    """Ask somebody else to do it. It is theirs when they say yes.

    By its owner; by whoever runs its session while nobody has said yes.
    """
    locked = _locked(to_do)
    may_say(locked, by, states=STANDING, or_runs=locked.state != ToDoState.OPEN)
    _must_be_here(to, by)
    if to == locked.owner:
        raise Refused(_("They are asked already. Choose somebody else."))
    settle([ASKED, DUE, LOOKING], locked)
    asked = move(locked, ToDoState.ASKED, by=by, owner=to, **_typed(by, origin))
    _ask(asked)
    return asked


@transaction.atomic
def mark_done(to_do: ToDo, *, words: str, by: Membership, origin: str = Origin.APP) -> ToDo:
    """Its owner says in a sentence what came of it."""
    locked = _owners(to_do, by, origin, ToDoState.OPEN)
    done = move(locked, ToDoState.DONE, by=by, said=words, ended_on=by.group.today, **_typed(by, origin))
    settle([DUE], done)
    return done


@transaction.atomic
def need_more_time(
    to_do: ToDo, *, due_on: date, words: str, by: Membership, origin: str = Origin.APP
) -> ToDo:
    """Its owner names a later day, and says why."""
    locked = _owners(to_do, by, origin, ToDoState.OPEN)
    if due_on <= locked.due_on:
        raise Refused(_("Choose a day after the one that was agreed."))
    for name, value in {"due_on": due_on, "said": words, **_typed(by, origin)}.items():
        setattr(locked, name, value)
    locked.save(update_fields=["due_on", "said", "origin", "typed_by"])
    settle([DUE], locked)
    record("to_do.later", locked, by=by)
    return locked


@transaction.atomic
def drop(to_do: ToDo, *, words: str, by: Membership, origin: str = Origin.APP) -> ToDo:
    """It does not go ahead, and the group reads why. By its owner, or by whoever runs its session.

    The owner is told, if it was not they who said so.
    """
    locked = _locked(to_do)
    may_say(locked, by, states=STANDING, or_runs=True)
    dropped = move(
        locked, ToDoState.DROPPED, by=by, said=words, ended_on=by.group.today, **_typed(by, origin)
    )
    settle([ASKED, DUE, LOOKING], dropped)
    if dropped.owner and dropped.owner != by:
        notify(DROPPED, dropped, group=by.group, to=[dropped.owner.person])
    return dropped


def speaks_for(to_do: ToDo, member: Membership) -> bool:
    """The owner themselves; of an owner without an account also whoever types for others."""
    if to_do.owner is None:
        return False
    by_hand = to_do.owner.person.account_id is None and member.may(Permission.TYPE_FOR_OTHERS)
    return to_do.owner == member or by_hand


def may_say(to_do: ToDo, member: Membership, *, states: tuple[str, ...], or_runs: bool = False) -> None:
    """Raises Refused for who may not say this of it, or not now."""
    if to_do.state not in states:
        raise Refused(_("Somebody has already moved this on. Look at the page again to see where it is now."))
    if not (or_runs and runs_it(member, to_do.session)) and not speaks_for(to_do, member):
        raise Refused(_("Only the person who was asked, or who agreed to do this, can say that."))


def runs_it(member: Membership, session: Session | None) -> bool:
    """A facilitator anything; a member what was agreed in the session they help to run."""
    return may_run(member, session) if session else member.may(Permission.RUN_ROOM)


def leave_to_others(member: Membership) -> None:
    """Someone leaves: what they had agreed to do looks for someone else."""
    for one in ToDo.objects.standing().filter(owner=member).with_people():
        free = move(one, ToDoState.FREE, by=None, owner=None)
        settle([ASKED, DUE], free)
        _look_for_someone(free)


def _first_state(owner: Membership | None, by: Membership) -> ToDoState:
    if owner is None:
        return ToDoState.FREE
    return ToDoState.OPEN if owner == by else ToDoState.ASKED


def _ask(made: ToDo) -> None:
    if made.state == ToDoState.ASKED and made.owner:
        notify(ASKED, made, group=made.group, to=[made.owner.person], occurrence=_now())


def _look_for_someone(free: ToDo) -> None:
    notify(LOOKING, free, group=free.group, to=facilitators(free.group), occurrence=_now())


def _now() -> str:
    return timezone.now().isoformat(timespec="microseconds")


def _locked(to_do: ToDo) -> ToDo:
    rows = ToDo.objects.select_for_update(of=("self",))
    return rows.select_related("group", "owner__person", "session").get(pk=to_do.pk)


def _owners(to_do: ToDo, by: Membership, origin: str, *states: str) -> ToDo:
    locked = _locked(to_do)
    may_say(locked, by, states=states)
    if locked.owner != by and origin == Origin.APP:
        raise ValueError("What is typed for someone came in another way.")
    return locked


def _typed(by: Membership, origin: str) -> dict[str, object]:
    return {"origin": origin, "typed_by": by if origin != Origin.APP else None}


def _must_be_here(owner: Membership | None, by: Membership) -> None:
    if owner is None:
        return
    if owner.group_id != by.group_id:
        raise ValueError("Of the same group.")
    if owner.state != MembershipState.ACTIVE:
        raise Refused(_("They do not take part in the group now. Choose somebody else."))
