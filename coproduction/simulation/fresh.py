"""What a new process does before it lives through anything. It imports nothing that needs settings."""

import gc
import os

import django
from django.core.management import call_command

IN_MEMORY = "sqlite://:memory:"


def begin() -> None:
    """Make a database in memory, which goes with the process."""
    os.environ["DATABASE_URL"] = IN_MEMORY
    django.setup()
    call_command("migrate", verbosity=0)
    gc.freeze()  # what is loaded stays, and is not looked at again and again
    gc.set_threshold(100_000, 50, 100)
