"""How late messages went, for whoever runs the service."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from groups.notifications.lateness import lateness, longest_wait

HEAD = f"{'':24}{'sent':>8}{'median':>10}{'95 of 100':>12}{'latest':>10}"


class Command(BaseCommand):
    help = "Say how late email and texts went, in seconds, in the last day and the last DAYS days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        for days in sorted({1, options["days"]}):
            self.stdout.write(f"In the last {days} day{'s' if days > 1 else ''}\n{HEAD}")
            for line in lateness(timezone.now() - timedelta(days=days)):
                name = f"{line.channel}, {line.priority.name.lower().replace('_', ' ')}"
                figures = f"{line.median:>10.1f}{line.nearly_all:>12.1f}{line.most:>10.1f}"
                self.stdout.write(f"{name:24}{line.number:>8}{figures}")
        self.stdout.write(f"Longest wait of what is due now: {longest_wait():.0f} seconds")
