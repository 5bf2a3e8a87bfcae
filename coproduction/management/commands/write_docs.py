"""Write the documents that say what the code says."""

from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from coproduction import documents


class Command(BaseCommand):
    help = "Write docs/states.md, docs/permissions.md and docs/kept.md from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if they fell behind")

    def handle(self, *args: Any, **options: Any) -> None:
        behind = [name for name, text in texts().items() if not stands(name, text)]
        if options["check"] and behind:
            raise CommandError(f"Behind the code: {', '.join(behind)}. Run manage.py write_docs and commit.")
        for name in behind:
            (settings.BASE_DIR / "docs" / name).write_text(texts()[name], encoding="utf-8")
            self.stdout.write(f"docs/{name} is written anew.")


def texts() -> dict[str, str]:
    return {
        "states.md": documents.states(),
        "permissions.md": documents.permissions(),
        "kept.md": documents.kept(),
    }


def stands(name: str, text: str) -> bool:
    file = settings.BASE_DIR / "docs" / name
    return bool(file.exists() and file.read_text(encoding="utf-8") == text)
