"""Consents given, used and taken back in any order: nothing shows what was taken back."""

from itertools import count

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.models import InformationItem
from groups.actions.consents import show_no_more, show_to_anyone, take_back_consent
from groups.models import Consent, ConsentUse
from groups.states import ConsentState
from groups.transitions import Refused
from lifecycle.actions.quotes import add_quote, remove_quote
from lifecycle.models import ReportQuote
from tests.groups.consenting import quote, share
from tests.house.everything import Everything, make_everything


@pytest.fixture
def whole(db: None) -> Everything:
    made = make_everything("Alba group")
    made.group.is_public = True
    made.group.save()
    ReportQuote.objects.all().delete()
    return made


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["give", "inform", "publish", "unpublish", "report", "unreport", "take back"]),
        st.integers(0, 3),
    ),
    max_size=14,
)


# Each example reads every page where something may stand, so a dozen here, and a thousand by make faults.
EXAMPLES = 12 if settings.default.max_examples <= 100 else 1000


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_order_nothing_shows_what_was_taken_back(steps: list[tuple[str, int]], whole: Everything):
    with transaction.atomic():
        ledger = Ledger(whole)
        for what, number in steps:
            ledger.do(what, number)
            ledger.check()
        transaction.set_rollback(True)


class Ledger:
    """Some consents, and every page on which one may stand, as its readers see it."""

    names = count(1)

    def __init__(self, whole: Everything) -> None:
        self.by, self.member = whole.cast["facilitator"], whole.cast["member"]
        self.report = whole.rows["report_id"]
        self.words: dict[int, str] = {}
        self.gone: set[str] = set()
        self.reader = Client()
        self.reader.force_login(whole.cast["carer"].person.account)

    def do(self, what: str, number: int) -> None:
        if what == "give":
            words = f"Words number {next(self.names)} of mine."
            self.words[quote(self.member, words).pk] = words
            return
        keys = list(self.words)
        consent = Consent.objects.get(pk=keys[number % len(keys)]) if keys else None
        if consent:
            try:
                with transaction.atomic():
                    self._use(what, consent)
            except Refused:
                assert self.words[consent.pk] in self.gone

    def _use(self, what: str, consent: Consent) -> None:
        if what == "inform":
            share(consent, self.by)
        elif what == "publish":
            show_to_anyone(consent, by=self.by)
        elif what == "unpublish":
            show_no_more(consent, by=self.by)
        elif what == "report":
            add_quote(self.report, consent, by=self.by)
        elif what == "unreport":
            for one in ReportQuote.objects.filter(consent=consent).select_related("report"):
                remove_quote(one, by=self.by)
        elif self.words[consent.pk] not in self.gone:
            take_back_consent(consent, by=self.member.person)
            self.gone.add(self.words[consent.pk])

    def check(self) -> None:
        shown = "".join(self.reader.get(url).text for url in self.pages())
        for words in self.gone:
            assert words not in shown
        standing = ConsentUse.objects.filter(removed_at__isnull=True).exclude(
            consent__state=ConsentState.GIVEN
        )
        assert not standing.exists()

    def pages(self) -> list[str]:
        group = self.by.group.public_id
        items = InformationItem.objects.values_list("public_id", flat=True)
        return [
            reverse("information", args=[group]),
            reverse("public_group", args=[group]),
            reverse("report", args=[group, self.report.public_id]),
            reverse("report_json", args=[group, self.report.public_id]),
            reverse("report_csv", args=[group, self.report.public_id]),
            reverse("people", args=[group]),
            *[reverse("information_item", args=[group, item]) for item in items],
        ]
