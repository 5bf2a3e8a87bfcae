"""Promise 13, nothing leaks by the side: subject lines and headers say nothing about anyone or any group."""

import pytest

from groups.kinds import Kind
from groups.notifications.writing import as_email, write
from tests.kinds import SECRET, delivery_of, every_kind, row_of


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)
def test_everything_beside_the_text_is_neutral(kind: Kind):
    row = row_of(kind)
    delivery = delivery_of(kind, row)
    message = as_email(delivery, write(delivery, kind, row))
    beside = [message.subject, *message.extra_headers.values(), message.from_email]
    assert all(SECRET not in part and "%(" not in part for part in beside)
    assert message.subject.strip()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.name)
def test_subjects_are_the_same_for_every_row(kind: Kind):
    rows = (row_of(kind), row_of(kind, ""))
    subjects = {write(delivery_of(kind, row), kind, row).subject for row in rows}
    assert len(subjects) == 1
