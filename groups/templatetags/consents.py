"""Where what somebody let us show stands now, in words."""

from django import template

from groups.consents import label_of, shown_at
from groups.models import Consent, Group
from groups.states import ConsentKind

register = template.Library()


@register.simple_tag
def standing_places(consent: Consent) -> list[str]:
    standing = [label_of(use) for use in consent.uses.all() if use.removed_at is None]
    return list(dict.fromkeys(filter(None, standing)))


@register.simple_tag
def public_quotes(group: Group) -> list[Consent]:
    """What stands on a group's public page."""
    return list(shown_at(group, ConsentKind.QUOTE, ConsentKind.PHOTO))
