"""Role × address × state: what an address shows and lets be done, in every state of the rows it names.

In a state that is not declared, an act is refused or leads elsewhere, and nothing is written; in a declared one
it is never refused for its state. Pages are filled in as somebody would, so that the state alone decides.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coproduction.documents import moving_models
from coproduction.doors import Address, addresses, roles_through
from coproduction.when import WHEN, When
from groups.models import Account, Activity, Person
from groups.permissions import Role
from tests.cast import CAST
from tests.house.everything import PLAIN, Everything
from tests.house.filling import filled
from tests.house.test_states import whole
from tests.house.trying import signed_in, url_of

pytestmark = pytest.mark.django_db

MOVING = {model for model, _ in moving_models()}
BY_NAME = {address.name: address for address in addresses()}
REFUSED = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
WRITES = ("INSERT", "UPDATE", "DELETE")
BESIDE = ("django_session", "groups_look", "groups_delivery")  # of whoever reads, not of what they do
