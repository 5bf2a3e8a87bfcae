"""What comes round every few months: a nudge to the group's facilitators, once for each time it falls due."""

from groups.models import Group, Person
from groups.notifications import notify
from groups.permissions import Permission
from lifecycle.actions import reports, reviews
from lifecycle.models import ImpactReport, Review


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


def _facilitators(group: Group) -> list[Person]:
    members = group.memberships.active().who_may(Permission.MANAGE_GROUP).select_related("person")
    return [member.person for member in members]
