"""After a restore: erase again whoever came back with the backup."""

from typing import Any

from django.core.management.base import BaseCommand

from coproduction import privacy


class Command(BaseCommand):
    help = "Read the erasure ledger and erase again whoever a restored backup brought back. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        again = privacy.replay()
        self.stdout.write(f"Erased again: {again}." if again else "Nobody had come back.")
