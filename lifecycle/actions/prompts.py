"""What comes round every few months: a nudge to the group's facilitators, once for each time it falls due."""

from groups.models import Group, Person
from groups.notifications import notify
from groups.permissions import Permission
from lifecycle.actions import reports, reviews
from lifecycle.models import ImpactReport, Review, Stage


def prompt_shifts_reviews() -> None:
    for cycle in Review.objects.cycles_wanting_one().select_related("group"):
        last = Review.objects.in_group(cycle.group).sealed().first()
        occurrence = str(last.public_id) if last else ""
        notify(reviews.DUE, cycle, group=cycle.group, to=_facilitators(cycle.group), occurrence=occurrence)


def prompt_reports() -> None:
    for group in ImpactReport.objects.groups_wanting_one():
        last = ImpactReport.objects.in_group(group).order_by("-created_at").first()
        occurrence = str(last.public_id) if last else ""
        notify(reports.DUE, group, group=group, to=_facilitators(group), occurrence=occurrence)


def prompt_stage_words() -> None:
    """How strong is this stage? Asked three months after the group's last word on it."""
    for stage in Stage.objects.wanting_a_word().select_related("group", "cycle"):
        last = stage.strength_agreed_on or stage.cycle.began_on
        occurrence = last.isoformat()
        notify("stage_word", stage, group=stage.group, to=_facilitators(stage.group), occurrence=occurrence)


def _facilitators(group: Group) -> list[Person]:
    members = group.memberships.active().who_may(Permission.MANAGE_GROUP).select_related("person")
    return [member.person for member in members]
