"""Stop links: they work signed out, for one person and one kind of message, and are never stored."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from groups.models import Person

SALT = "groups.notifications.stopping"


def stop_token(person: Person, kind: str) -> str:
    return _signer().sign(f"{person.public_id.hex}.{person.stop_generation}.{kind}")


def stop_link(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('stop', args=[token])}"


def read_stop_token(token: str) -> tuple[Person, str] | None:
    """The person and the kind of message; None if it was made up, or made before they changed their mind."""
    try:
        public_id, generation, kind = _signer().unsign(token).split(".", 2)
    except BadSignature:
        return None
    person = Person.objects.filter(public_id=UUID(public_id), stop_generation=int(generation)).first()
    return (person, kind) if person else None


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
