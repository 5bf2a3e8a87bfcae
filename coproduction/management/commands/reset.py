"""Begin anew: forget everything in this run's database and folder."""

import shutil
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from coproduction import local


class Command(BaseCommand):
    help = "Delete all data of this run: its database, files, mail and waiting jobs."
    requires_system_checks: list[str] = []  # so that it also helps when the database is broken

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PUBLIC:
            raise CommandError("This is a public service (SITE_URL is set). It is not reset from here.")
        if not options["yes"] and input(f"Delete everything in {place()}? Type yes: ") != "yes":
            raise CommandError("Nothing was deleted.")
        try:
            with local.only_run(settings.VAR):
                empty_database()
                empty_folder()
        except local.AlreadyRunning:
            raise CommandError("The app is running. Stop it first.") from None
        self.stdout.write("Everything was deleted. The next run begins anew.")


def place() -> str:
    return f"the database {connection.settings_dict['NAME']} and the folder {settings.VAR}"


def empty_database() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()


def empty_folder() -> None:
    """Only what a run makes: VAR might be a folder with other things in it."""
    for folder in (settings.MEDIA_ROOT, settings.MAIL_FOLDER, settings.BROKER_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)  # it may not be there
    for pattern in ("db.sqlite3*", "beat*"):
        for file in settings.VAR.glob(pattern):
            file.unlink()
