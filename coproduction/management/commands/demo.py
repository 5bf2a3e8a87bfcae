from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coproduction.demo.load import NotADemo, is_loaded, load


class Command(BaseCommand):
    help = "Load the demo group, once. Only in demo mode (DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            return
        try:
            group = load()
        except NotADemo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Loaded the demo group: {group.name}")
