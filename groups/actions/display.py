from django.db import transaction

from groups.display import known
from groups.models import Person


@transaction.atomic
def set_display(person: Person, choices: dict[str, str], *, by: Person) -> None:
    """Keep how pages look to someone. No activity is recorded: it concerns nobody else."""
    if by != person:
        raise ValueError("Only the person chooses how their pages look.")
    person.display = known(choices)
    person.save(update_fields=["display"])


@transaction.atomic
def speak(person: Person, language: str, *, by: Person) -> None:
    """Keep the language that messages to someone are in. No activity is recorded: it concerns nobody else."""
    if by != person:
        raise ValueError("Only the person chooses their language.")
    person.language = language
    person.save(update_fields=["language"])
