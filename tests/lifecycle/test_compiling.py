"""The facts of a report are those of the record, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.models import Arrangement, Decision, Session
from groups.models import Group, Membership
from groups.states import Side
from groups.suppression import Reach
from lifecycle.actions.investments import record_investment
from lifecycle.actions.reports import begin_report
from lifecycle.compiling import compile_facts
from lifecycle.facts import AccessFact, Facts
from lifecycle.models import Answer, Ask, ImpactReport, Milestone, PromisedInvestment, Review
from lifecycle.reporting import Reading
from lifecycle.results import pulses_of
from tests.facilitation.making import make_item, make_session, make_topic
from tests.lifecycle.impact import join_many, make_approved, make_cycle, reviewed
from tests.lifecycle.making import make_ask, sign_commitment
from tests.lifecycle.test_pulses import answered as answered_after_a_session

QUESTIONS = 13  # however much there is to tell
OF_OLD = {
    "sessions",
    "asks",
    "outcomes",
    "days_to_answer",
    "decisions",
    "promised",
    "shifts",
    "shifts_public",
}
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def facts_of(group: Group, period: tuple[date, date] = YEAR) -> Facts:
    starts_on, ends_on = period
    return compile_facts(ImpactReport(group=group, starts_on=starts_on, ends_on=ends_on))


def held(group: Group, on: date, **changes: object) -> Session:
    session = make_session(group, state="settled", title=f"On {on}")
    start = datetime(on.year, on.month, on.day, 14, tzinfo=ZoneInfo("Europe/London"))
    Session.objects.filter(pk=session.pk).update(
        starts_at=start, ends_at=start + timedelta(hours=2), **changes
    )
    return session


def asked(lead: Membership, facilitator: Membership, on: date, **changes: object) -> Ask:
    ask = make_ask(lead, facilitator)
    Ask.objects.filter(pk=ask.pk).update(raised_on=on, **changes)
    return ask


def answered(ask: Ask, lead: Membership, on: date, kind: str = "accepted", number: int = 1) -> None:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/London"))
    Answer.objects.create(
        group=ask.group,
        ask=ask,
        number=number,
        kind=kind,
        reason=f"Reason {number}",
        will_do="As it says",
        promised_on=on,
        by=lead,
        at=at,
    )


def test_sessions_held_with_those_who_took_part_by_side(group: Group):
    held(group, date(2026, 3, 2), took_part_lived=9, took_part_system=4)
    held(group, date(2026, 6, 1))
    held(group, date(2025, 12, 31))
    make_session(group, state="cancelled")
    shown = [(one["on"], one["lived"], one["system"]) for one in facts_of(group)["sessions"]]
    assert shown == [("2026-03-02", 9, 4), ("2026-06-01", None, None)]


def test_both_ends_of_the_period_count(group: Group):
    held(group, date(2026, 1, 1))
    held(group, date(2026, 12, 31))
    assert len(facts_of(group)["sessions"]) == 2


def test_requests_by_outcome_with_the_latest_answer_and_its_reason(lead: Membership, facilitator: Membership):
    first = asked(lead, facilitator, date(2026, 3, 2), is_public=True)
    answered(first, lead, date(2026, 3, 9))
    answered(first, lead, date(2026, 4, 1), kind="not_accepted", number=2)
    asked(lead, facilitator, date(2026, 5, 1))
    asked(lead, facilitator, date(2025, 5, 1))
    facts = facts_of(lead.group)
    assert facts["outcomes"] == {"raised": 2}
    assert [(ask["answer"], ask["reason"], ask["public"]) for ask in facts["asks"]] == [
        ("not_accepted", "Reason 2", True),
        ("", "", False),
    ]


def test_days_to_answer_are_working_days_to_the_first_answer(lead: Membership, facilitator: Membership):
    for answered_on in (date(2026, 3, 9), date(2026, 3, 13), date(2026, 4, 7)):
        ask = asked(lead, facilitator, date(2026, 3, 2))
        answered(ask, lead, answered_on)
    facts = facts_of(lead.group)
    assert [ask["days"] for ask in facts["asks"]] == [5, 9, 24]  # Good Friday and Easter Monday do not count
    assert facts["days_to_answer"] == 9


def test_no_answer_gives_no_figure(lead: Membership, facilitator: Membership):
    asked(lead, facilitator, date(2026, 3, 2))
    assert facts_of(lead.group)["days_to_answer"] is None


def test_decisions_on_topics_say_where_they_differ(facilitator: Membership):
    item = make_item(make_session(facilitator.group))
    item.topic = make_topic(facilitator)
    item.save()
    decision = record_agreement(wording="Large print for all", item=item, by=facilitator)
    Decision.objects.filter(pk=decision.pk).update(
        decided_on=date(2026, 3, 2), outcome="For those who ask", differs="Money", is_as_asked=False
    )
    (shown,) = facts_of(facilitator.group)["decisions"]
    assert shown == {
        "id": str(decision.public_id),
        "title": "Letters people can read",
        "wording": "Large print for all",
        "on": "2026-03-02",
        "outcome": "For those who ask",
        "differs": "Money",
        "told": {},
    }


def test_acts_of_business_are_no_decisions_on_topics(facilitator: Membership, lead: Membership):
    ask = make_ask(lead, facilitator)
    approved = make_approved(facilitator)
    topic = make_topic(facilitator)
    Decision.objects.update(topic=topic, topic_version=topic.current)
    assert ask.decision
    assert approved.decision
    today = timezone.localdate()
    assert facts_of(lead.group, (today - timedelta(days=1), today))["decisions"] == []


def test_what_the_commitment_of_the_time_promised(lead: Membership):
    commitment = sign_commitment(lead)
    PromisedInvestment.objects.create(
        group=lead.group, commitment=commitment, kind="time", pounds=500, hours=40
    )
    today = timezone.localdate()
    assert facts_of(lead.group, (today - timedelta(days=1), today))["promised"] == [
        {"kind": "time", "pounds": 500, "hours": 40}
    ]
    assert facts_of(lead.group, (date(2001, 1, 1), date(2001, 2, 1)))["promised"] == []


@pytest.mark.parametrize("count", [1, 5])
def test_as_many_questions_for_five_of_each_as_for_one(
    facilitator: Membership,
    lead: Membership,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    count: int,
):
    make_cycle(facilitator.group)
    sign_commitment(lead)
    people = join_many(lead.group, Side.LIVED, 5)
    for _ in range(count):
        for _session in range(3):
            answered_after_a_session(facilitator, people, 4)
        held(lead.group, timezone.localdate())
        answered(make_ask(lead, facilitator), lead, timezone.localdate())
        reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    today = timezone.localdate()
    with django_assert_num_queries(QUESTIONS):
        facts = facts_of(lead.group, (today - timedelta(days=1), today))
    assert len(facts["asks"]) == len(facts["shifts"][0]["rounds"]) == count
    assert len(facts["reviews"][0]["rounds"]) == count


class TestVersionTwo:
    """More of the record: each row leads a member to its page, and what was promised stands beside what was done."""

    def test_every_line_knows_its_page_and_anyone_gets_none_of_it(
        self, lead: Membership, facilitator: Membership
    ):
        ask = asked(lead, facilitator, date(2026, 3, 2), is_public=True)
        session = held(lead.group, date(2026, 3, 2))
        facts = facts_of(lead.group)
        assert facts["asks"][0]["id"] == str(ask.public_id)
        assert facts["sessions"][0]["id"] == str(session.public_id)
        report = ImpactReport(group=lead.group, facts=facts, starts_on=YEAR[0], ends_on=YEAR[1])
        anyone = Reading(report, Reach.PUBLIC)
        assert "id" not in anyone.asks[0]
        assert "id" not in anyone.sessions[0]

    def test_names_are_roles_to_anyone_fixed_when_it_is_compiled(
        self, lead: Membership, facilitator: Membership
    ):
        title = f"A word with {lead.name}"
        ask = asked(lead, facilitator, date(2026, 3, 2), is_public=True, title=title)
        report = ImpactReport(group=lead.group, facts=facts_of(lead.group))
        Membership.objects.filter(pk=lead.pk).update(name="Another Name")
        assert Reading(report, Reach.GROUP).asks[0]["title"] == title
        assert Reading(report, Reach.PUBLIC).asks[0]["title"] == f"A word with {lead.job}"
        assert ask.to == lead

    def test_days_to_answer_have_a_range(self, lead: Membership, facilitator: Membership):
        for answered_on in (date(2026, 3, 9), date(2026, 3, 13), date(2026, 4, 7)):
            answered(asked(lead, facilitator, date(2026, 3, 2)), lead, answered_on)
        assert facts_of(lead.group)["days_range"] == [5, 24]

    def test_promises_with_a_day_in_the_time_and_the_groups_word(
        self, lead: Membership, facilitator: Membership
    ):
        ask = asked(lead, facilitator, date(2026, 3, 2))
        answered(ask, lead, date(2026, 3, 9))
        answer = Answer.objects.get()
        here = {"group": ask.group, "ask": ask, "answer": answer}
        Milestone.objects.create(
            **here, words="Print it", due_on=date(2026, 5, 1), state="confirmed", settled_on=date(2026, 5, 2)
        )
        Milestone.objects.create(**here, words="Post it", due_on=date(2026, 6, 1))
        Milestone.objects.create(**here, words="Later", due_on=date(2027, 6, 1))
        facts = facts_of(lead.group)
        assert [(one["words"], one["state"], one["settled_on"]) for one in facts["promises"]] == [
            ("Print it", "confirmed", "2026-05-02"),
            ("Post it", "promised", None),
        ]
        report = ImpactReport(group=lead.group, facts=facts, starts_on=YEAR[0], ends_on=YEAR[1])
        assert Reading(report, Reach.GROUP).promises_kept == {"all": 2, "kept": 1}
        assert Reading(report, Reach.PUBLIC).promises == [], "its request is the group’s own business"

    def test_what_was_put_in_is_the_sum_of_the_time(self, lead: Membership):
        for on, pounds in ((date(2026, 2, 1), 200), (date(2026, 3, 1), 50), (date(2025, 3, 1), 999)):
            record_investment(kind="time", pounds=pounds, hours=2, on=on, words="A day", by=lead)
        assert facts_of(lead.group)["made"] == [{"kind": "time", "pounds": 250, "hours": 4}]

    def test_reviews_of_other_kinds_stand_apart_and_no_session_stands_alone(self, facilitator: Membership):
        reviewed(facilitator, [3, 4, 4, 5, 5], [3, 4, 5, 5, 6])
        Review.objects.update(instrument="climate", opened_on=date(2026, 3, 2))
        facts = facts_of(facilitator.group)
        assert facts["shifts"] == []
        assert {one["instrument"] for one in facts["reviews"]} == {"climate"}
        Review.objects.update(session=held(facilitator.group, date(2026, 3, 2)))
        assert facts_of(facilitator.group)["reviews"] == []


class TestAfterSessions:
    """Three sessions at a time, in the report whole or not at all: no two reports can be subtracted."""

    DAYS = (date(2026, 3, 30), date(2026, 6, 30), date(2026, 9, 30))

    def three(self, facilitator: Membership, people: Sequence[Membership], point: int = 5) -> None:
        for on in self.DAYS:
            pulse = answered_after_a_session(facilitator, people, point)
            Review.objects.filter(pk=pulse.pk).update(opened_on=on)

    def rounds(self, group: Group, start: date, end: date) -> list[str]:
        said = facts_of(group, (start, end))["reviews"]
        assert [one["statement"] for one in said] in ([], ["say", "count", "worth"])
        return [one["on"] for result in said[:1] for one in result["rounds"]]

    def test_whole_by_the_day_of_the_last_or_not_at_all(self, facilitator: Membership):
        make_cycle(facilitator.group)
        self.three(facilitator, join_many(facilitator.group, Side.LIVED, 5))
        first, second, last = self.DAYS
        for start, end in ((first, last), (second, last), (last, last)):
            assert self.rounds(facilitator.group, start, end) == ["2026-09-30"]
        for start, end in ((first, second), (first, date(2026, 9, 29)), (date(2026, 10, 1), YEAR[1])):
            assert self.rounds(facilitator.group, start, end) == []

    def test_only_once_there_are_three(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 8)
        for shown in ([], [], [timezone.localdate().isoformat()], [timezone.localdate().isoformat()]):
            answered_after_a_session(facilitator, people, 5)
            assert self.rounds(facilitator.group, timezone.localdate(), timezone.localdate()) == shown

    def test_the_same_figures_as_on_their_page(self, facilitator: Membership):
        make_cycle(facilitator.group)
        people = join_many(facilitator.group, Side.LIVED, 8)
        for point in (3, 5, 6):
            self.three(facilitator, people, point)
        facts = facts_of(facilitator.group)
        assert facts["reviews"] == pulses_of(facilitator.group, Reach.GROUP)
        assert facts["reviews_public"] == pulses_of(facilitator.group, Reach.PUBLIC)
        assert len(facts["reviews"][0]["rounds"]) == 3

    @pytest.mark.parametrize(("people", "for_anyone"), [(4, False), (5, False), (7, False), (8, True)])
    def test_anyone_reads_them_from_eight_people_on(
        self, facilitator: Membership, people: int, for_anyone: bool
    ):
        make_cycle(facilitator.group)
        self.three(facilitator, join_many(facilitator.group, Side.LIVED, people))
        facts = facts_of(facilitator.group)
        [inside, public] = (facts[key][0]["rounds"][0] for key in ("reviews", "reviews_public"))
        assert (inside["lived"] is not None) == (people >= 5)
        assert (public["lived"] is not None) == for_anyone
        assert public["together"] is None


class TestAccessMet:
    """Counted of people, in whole half-years, and only through the one place that hides the few (promise 6)."""

    def said(
        self, group: Group, words: Mapping[Membership, Sequence[str]], on: date = date(2025, 3, 3)
    ) -> None:
        session = held(group, on)
        for member, met in words.items():
            for one in met:
                Arrangement.objects.create(
                    group=group, session=session, member=member, words="Large print", met=one
                )

    def facts(self, group: Group, end: date = date(2025, 12, 31)) -> list[AccessFact]:
        return facts_of(group, (date(2025, 1, 1), end))["access"]

    def test_a_person_counts_once_by_what_was_worst(self, group: Group):
        people = join_many(group, Side.LIVED, 30)
        words = {
            **dict.fromkeys(people[:10], ("met",)),
            **dict.fromkeys(people[10:20], ("met", "partly", "met")),
            **dict.fromkeys(people[20:], ("partly", "not")),
        }
        self.said(group, words)
        first, second = self.facts(group)
        assert (first["met"], first["partly"], first["not_met"]) == (10, 10, 10)
        assert (second["met"], second["partly"], second["not_met"]) == (None, None, None)

    def test_it_stays_as_it_was_first_shown(self, facilitator: Membership):
        group, people = facilitator.group, join_many(facilitator.group, Side.LIVED, 30)
        words = dict.fromkeys(people[:10], ("met",)) | dict.fromkeys(people[10:20], ("partly",))
        self.said(group, words | dict.fromkeys(people[20:], ("not",)))
        make_cycle(group)
        begun = begin_report(
            title="Ours", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), by=facilitator
        )
        Arrangement.objects.filter(met="not").update(met="met")
        assert self.facts(group, date(2026, 1, 31)) == begun.facts["access"]

    def test_one_person_with_many_arrangements_is_still_too_few(self, group: Group):
        [person] = join_many(group, Side.LIVED, 1)
        self.said(group, {person: ["not"] * 12})
        assert self.facts(group)[0]["not_met"] is None

    def test_a_day_more_or_less_tells_nothing(self, group: Group):
        """Half-years are counted whole or not at all, so that no two reports can be subtracted."""
        self.said(group, dict.fromkeys(join_many(group, Side.LIVED, 15), ("met",)))
        assert self.facts(group, date(2025, 7, 5)) == self.facts(group, date(2025, 12, 30))
        assert self.facts(group, date(2025, 6, 29)) == []

    def test_the_group_reads_what_anyone_reads(self, group: Group):
        """Two pages with figures for two reaches, laid side by side, would tell more than each."""
        people = join_many(group, Side.LIVED, 18)
        words = dict.fromkeys(people[:6], ("met",)) | dict.fromkeys(people[6:12], ("partly",))
        self.said(group, words | dict.fromkeys(people[12:], ("not",)))
        assert self.facts(group)[0]["met"] is None


def test_a_report_frozen_before_version_two_reads_as_it_did(facilitator: Membership):
    made = make_session(facilitator.group, state="settled", title="Spring")
    report = make_approved(facilitator)
    old = {key: value for key, value in report.facts.items() if key in OF_OLD} | {"version": 1}
    old["sessions"] = [{key: value for key, value in old["sessions"][0].items() if key != "id"}]
    reading = Reading(ImpactReport(group=report.group, facts=old), Reach.GROUP)
    assert reading.sessions[0]["title"] == made.title
    assert (reading.promises, reading.access, reading.reviews, reading.days_range) == ([], [], [], None)
