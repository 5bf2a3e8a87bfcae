"""Joy, the one outside, and a second facilitator."""

import pytest

from groups.models import OutsideContact
from tests.cast import CAST, join


@pytest.fixture
def outside(group):
    """Joy, who can read here what is written to her."""
    contact = OutsideContact.objects.select_related("person").get(group=group)
    contact.person.email = "joy@healthwatch.example"
    contact.person.save()
    return contact


@pytest.fixture
def second_facilitator(group, facilitator):
    return join(group, CAST["facilitator"], "second@demo.example")
