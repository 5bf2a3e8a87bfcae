"""The six-stage cycle. Opening, leaving and naming the strength of a stage are the group's acts."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Decision, Session
from groups.models import Group, Membership
from groups.notifications import settle
from groups.transitions import Refused, move, record
from lifecycle.models import Cycle, Stage, StageWord, Worry
from lifecycle.stages import BY_NUMBER, STAGES
from lifecycle.states import StageState, Strength


@transaction.atomic
def begin_cycle(*, by: Membership, item: AgendaItem | None = None) -> Cycle:
    """Begin the next turn of the ring; the current one, if any, ends with it. Each cycle has all six stages.

    A group's first cycle begins before it has met; every later one is agreed by the group (item).
    """
    group = Group.objects.select_for_update(of=("self",)).get(pk=by.group_id)
    current = Cycle.objects.in_group(group).current().first()
    today = timezone.localdate(timezone=group.tz)
    number = 1
    if current:
        _agreed(item, _("We begin our next cycle."), by=by)
        current.ended_on = today
        current.save(update_fields=["ended_on"])
        number = current.number + 1
    try:
        with transaction.atomic():
            cycle = Cycle.objects.create(group=group, number=number, began_on=today)
    except IntegrityError:
        raise Refused(_("Somebody has just begun this cycle. Look at the page again.")) from None
    Stage.objects.bulk_create(Stage(group=group, cycle=cycle, number=stage.number) for stage in STAGES)
    record("cycle.began", cycle, by=by)
    return cycle


@transaction.atomic
def open_stage(stage: Stage, *, by: Membership, item: AgendaItem | None = None) -> Stage:
    """Open a stage, or go back to it. Missing needs are shown loudly; they never lock it."""
    return _turn(stage, StageState.OPEN, _("We open the stage “%(name)s”."), by=by, item=item)


@transaction.atomic
def leave_stage(stage: Stage, *, by: Membership, item: AgendaItem | None = None) -> Stage:
    return _turn(stage, StageState.NOT_OPEN, _("We leave the stage “%(name)s” for now."), by=by, item=item)


@transaction.atomic
def say_strength(stage: Stage, *, strength: int, by: Membership, item: AgendaItem | None = None) -> StageWord:
    """The group's own word for how strong it finds a stage. Earlier words stay."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    word = str(Strength(strength).label)
    wording = _("We say of the stage “%(name)s”: %(word)s.") % {"name": _name(stage), "word": word}
    decision = _agreed(item, wording, by=by)
    stage.strength = strength
    stage.strength_agreed_on = timezone.localdate(timezone=by.group.tz)
    stage.save(update_fields=["strength", "strength_agreed_on"])
    record("stage.strength", stage, by=by)
    settle(["stage_word"], stage)
    return StageWord.objects.create(
        group=stage.group,
        stage=stage,
        strength=strength,
        decision=decision,
        said_on=stage.strength_agreed_on,
    )


def add_worry(stage: Stage, *, words: str) -> Worry:
    """A private worry for the facilitators. Nobody is recorded as having said it (promise 5)."""
    return Worry.objects.create(group=stage.group, stage=stage, words=words)


def _turn(stage: Stage, to: StageState, wording: str, *, by: Membership, item: AgendaItem | None) -> Stage:
    decision = _agreed(item, wording % {"name": _name(stage)}, by=by)
    moved = move(stage, to, by=by)
    StageWord.objects.create(group=stage.group, stage=stage, change=to, decision=decision)
    return moved


def _agreed(item: AgendaItem | None, wording: str, *, by: Membership) -> Decision | None:
    """The agreement behind an act. A group that has not met yet has no item to name: it is forming."""
    if item is not None:
        return record_agreement(wording=wording, item=item, by=by, is_bookkeeping=True)
    if has_met(by.group):
        raise Refused(_("Say in which session the group agreed this."))
    return None


def has_met(group: Group) -> bool:
    met = Session.objects.in_group(group).counted().filter(opened_at__isnull=False)
    return AgendaItem.objects.filter(session__in=met).exists()


def _name(stage: Stage) -> str:
    return str(BY_NUMBER[stage.number].name)
