"""The first steps of a real service: its first administrator and its first system."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from groups.actions.setting_up import set_up
from groups.states import Level


class Command(BaseCommand):
    help = "Make the first administrator and the first system. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", help="name of the administrator")
        parser.add_argument("--email", help="email of the administrator")
        parser.add_argument("--system", help="name of the body that holds the groups")
        parser.add_argument("--level", choices=Level.values, default=Level.LOCAL.value)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError("This is the demo: it has its people already. Run it without DEMO.")
        email = options["email"] or ask("Email of the administrator")
        done = set_up(
            name=options["name"] or ask("Name of the administrator"),
            email=checked(email),
            system_name=options["system"] or ask("Name of the system (a trust, a council, a charity)"),
            level=options["level"],
        )
        self.stdout.write(
            f"{done.administrator.name} {'now looks' if done.is_new else 'already looks'} after {done.system.name}."
        )
        self.stdout.write(
            f"To sign in: open {settings.SITE_URL}{reverse('account_request_login_code')}, type {email}, "
            "and use the code that comes by email."
        )
        self.stdout.write(f"Then make the first group at {settings.SITE_URL}{reverse('systems')}.")


def ask(what: str) -> str:
    try:
        answer = input(f"{what}: ").strip()
    except EOFError:
        answer = ""
    if not answer:
        raise CommandError(f"{what} is missing. Type it, or give it as an option (see --help).")
    return answer


def checked(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is not an email address.") from None
    return email
