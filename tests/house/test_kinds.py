"""Every kind of message that is registered can be written, leads somewhere and stands in the app."""

import pytest
from django.conf import settings
from django.urls import resolve

from groups.kinds import Kind
from groups.models import Group
from groups.notifications.writing import write
from tests.kinds import delivery_of, every_kind, row_of


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)
def test_a_message_can_be_written_and_says_where_to_look(kind: Kind):
    row = row_of(kind)
    words = write(delivery_of(kind, row), kind, row)
    path = kind.path(Group(), str(getattr(row, "public_id", row.pk)))
    assert resolve(path).url_name == kind.url_name
    assert words.text.count(words.stop_link) == 1
    assert settings.SITE_URL in words.text.replace(words.stop_link, "")
    assert "{" not in words.text


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)
def test_what_is_kept_holds_no_code(kind: Kind):
    row = row_of(kind)
    words = write(delivery_of(kind, row), kind, row)
    for code in (words.stop_link, *kind.codes(row).values()):
        assert code not in words.kept


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)
def test_what_a_message_is_about_can_be_looked_for(kind: Kind):
    """Also where the id that a notification keeps is no column of its own."""
    row = row_of(kind)
    assert kind.find(str(getattr(row, "public_id", row.pk))) is None
