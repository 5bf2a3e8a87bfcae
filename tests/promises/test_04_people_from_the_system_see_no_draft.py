"""People from the system never see drafts. (The lived experience space has tests of its own.)"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership
from lifecycle.models import ReportReading
from tests.lifecycle.impact import make_approved, make_report

SignIn = Callable[[Membership], Client]

PAGES = ("report", "report_json", "report_csv")


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_report_is_not_there_for_them(
    facilitator: Membership,
    member: Membership,
    lead: Membership,
    professional: Membership,
    coordinator: Membership,
    sign_in: SignIn,
    page: str,
):
    draft = make_report(facilitator, title="Not yet agreed")
    address = reverse(page, args=[draft.group.public_id, draft.public_id])
    for one in (lead, professional, coordinator):
        assert sign_in(one).get(address).status_code == 404
        overview = sign_in(one).get(reverse("what_changed", args=[draft.group.public_id]))
        assert "Not yet agreed" not in overview.content.decode()
    assert "Not yet agreed" in sign_in(member).get(address).content.decode()
    assert not ReportReading.objects.exists()


@pytest.mark.parametrize("page", ["report_write", "report_compile", "report_approve", "report_publish"])
def test_they_cannot_touch_one_either(facilitator: Membership, lead: Membership, sign_in: SignIn, page: str):
    draft = make_report(facilitator)
    address = reverse(page, args=[draft.group.public_id, draft.public_id])
    assert sign_in(lead).post(address).status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_once_the_group_approved_it_they_read_it(facilitator: Membership, lead: Membership, sign_in: SignIn):
    approved = make_approved(facilitator)
    shown = sign_in(lead).get(reverse("report", args=[approved.group.public_id, approved.public_id]))
    assert "Words on what_changed" in shown.content.decode()
