"""What the measured database holds: the demo group, and enough of its past for lists to be full."""

from django.core.management import call_command

from groups.models import Activity, Group


def load() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo")
    group = Group.objects.select_related("system").get(name__startswith="Northshire")
    Activity.objects.bulk_create(
        Activity(system=group.system, group=group, verb="bench", target=f"row {number}")
        for number in range(2000)
    )
