"""Stop links: they work signed out, for one person and one kind of message, and are never stored."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from groups.models import Delivery, Person
from groups.states import Channel

SALT = "groups.notifications.stopping"
PROOF = 8  # bytes of the HMAC in a short link; the delivery's own id is a secret of 122 bits besides


@dataclass(frozen=True)
class Stop:
    """What a link may stop: this kind of message to this person, or all that comes by its channel."""

    person: Person
    kind: str
    channel: Channel


def stop_token(person: Person, kind: str) -> str:
    return _signer().sign(f"{person.public_id.hex}.{person.stop_generation}.{kind}")


def stop_link(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('stop', args=[token])}"


def short_stop_link(delivery: Delivery) -> str:
    """For a text message, where every letter costs."""
    proof = _proof(delivery, delivery.person, settings.SECRET_KEY)
    token = urlsafe_b64encode(delivery.public_id.bytes + proof).decode()
    return f"{settings.SITE_URL}{reverse('stop_short', args=[token])}"


def read_stop_token(token: str) -> Stop | None:
    """What it may stop; None if it was made up, or made before they changed their mind."""
    try:
        public_id, generation, kind = _signer().unsign(token).split(".", 2)
    except BadSignature:
        return _read_short(token)
    person = Person.objects.filter(public_id=UUID(public_id), stop_generation=int(generation)).first()
    return Stop(person, kind, Channel.EMAIL) if person else None


def _read_short(token: str) -> Stop | None:
    try:
        whole = urlsafe_b64decode(token)
    except (Error, ValueError):
        return None
    if len(whole) != 16 + PROOF:
        return None
    found = Delivery.objects.filter(public_id=UUID(bytes=whole[:16]), channel=Channel.TEXT)
    delivery = found.select_related("person", "notification").first()
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if delivery is None or not any(
        constant_time_compare(whole[16:], _proof(delivery, delivery.person, key)) for key in keys
    ):
        return None
    return Stop(delivery.person, delivery.notification.kind, Channel.TEXT)


def _proof(delivery: Delivery, person: Person, key: str) -> bytes:
    named = f"{delivery.public_id.hex}:{person.stop_generation}"
    return salted_hmac(SALT, named, secret=key, algorithm="sha256").digest()[:PROOF]


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
