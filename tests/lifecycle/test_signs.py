"""Signs that people may be asked only for show: from dates, with the facts, seen by everyone, about no one person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.models import Decision, Pack, Paper, Session, ToDo, TopicVersion
from groups.models import Group, Membership
from lifecycle.models import Ask
from lifecycle.sign_words import SIGNS, SignKey
from lifecycle.signs import signs_of
from lifecycle.states import AnswerKind
from tests.cast import CAST, join
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import make_item, make_session, path, words_of
from tests.lifecycle.asking import answer, ask

type SignIn = Callable[[Membership], Client]


def facts(group: Group, key: SignKey) -> list[str]:
    found = dict(zip(SignKey, signs_of(group), strict=True))
    assert found[key].words is SIGNS[key]
    return [fact.words for fact in found[key].facts]


def held(group: Group, *, announced: int = 40, **more: object) -> Session:
    """A session of ten days ago, announced so many days before today."""
    now = timezone.now()
    session = make_session(group, state="notes_shared", starts_at=now - timedelta(days=10), **more)
    Session.objects.filter(pk=session.pk).update(announced_at=now - timedelta(days=announced))
    return session


def test_nothing_shows_in_a_group_that_keeps_its_days(member, lead, facilitator):
    held(member.group)
    ask(lead, facilitator, today=member.group.today)
    assert [facts(member.group, key) for key in SignKey] == [[] for _ in SignKey]


def test_short_notice_is_less_than_ten_working_days(member):
    held(member.group, title="Early enough")
    held(member.group, announced=15, title="In a hurry")
    (said,) = facts(member.group, SignKey.SHORT_NOTICE)
    assert "In a hurry" in said


def test_papers_after_their_day_or_never(member, facilitator):
    group, promised = member.group, member.group.today - timedelta(days=20)
    for title, sent in (("On time", 25), ("Too late", 12), ("Never", None)):
        session = held(group, title=title, papers_out_on=promised)
        Paper.objects.create(group=group, session=session, position=1, title="The plan", words="It says.")
        if sent:
            Pack.objects.create(group=group, session=session, sent_at=timezone.now() - timedelta(days=sent))
    said = facts(group, SignKey.LATE_PAPERS)
    assert len(said) == 2
    assert any("Too late" in one for one in said)
    assert any("Never" in one and "No pack was sent out." in one for one in said)


def decided(facilitator: Membership, wording: str, **changes: object) -> Decision:
    topic = make_topic(facilitator, title=wording)
    item = make_item(held(facilitator.group))
    made = record_agreement(wording=wording, item=item, by=facilitator, topic=topic)
    Decision.objects.filter(pk=made.pk).update(**changes)
    return made


def test_a_decision_that_nobody_spoke_of_again(member, facilitator):
    long_ago = member.group.today - timedelta(days=60)
    decided(facilitator, "Told", decided_on=long_ago, outcome="So it was.", is_as_asked=True)
    decided(facilitator, "Not told", decided_on=long_ago)
    decided(facilitator, "Just decided")
    (said,) = facts(member.group, SignKey.NO_OUTCOME)
    assert "Not told" in said


def test_asked_after_it_was_to_be_decided(member, facilitator):
    late = decided(facilitator, "Too late to change")
    decided(facilitator, "In time")
    TopicVersion.objects.filter(pk=late.topic_version_id).update(
        decide_by=member.group.today - timedelta(days=30)
    )
    (said,) = facts(member.group, SignKey.TOO_LATE)
    assert "Too late to change" in said


def test_an_answer_of_a_few_words(member, lead, facilitator):
    plain = "There is no money for it before the budget round in March."
    answer(ask(lead, facilitator, title="Told why"), AnswerKind.NOT_ACCEPTED, reason=plain)
    answer(ask(lead, facilitator, title="Not told why"), AnswerKind.NOT_ACCEPTED, reason="Not possible.")
    (said,) = facts(member.group, SignKey.NO_REASON)
    assert "Not told why" in said
    assert "Not possible." in said


def test_late_turns_of_both_sides_stand_there_alike(member, lead, facilitator):
    theirs = ask(lead, facilitator, title="Theirs")
    ours = answer(ask(lead, facilitator, title="Ours"))
    long_ago = member.group.today - timedelta(days=30)
    Ask.objects.filter(pk__in=[theirs.pk, ours.pk]).update(next_step_on=long_ago)
    said = " ".join(facts(member.group, SignKey.LATE_TURNS))
    assert f"“Theirs” waits for {lead.name} since" in said
    assert "“Ours” waits for us since" in said


def to_do(owner: Membership, number: int) -> None:
    ToDo.objects.create(
        group=owner.group, words=f"Task {number}", owner=owner, due_on=owner.group.today, state="open"
    )


def test_the_same_few_people_are_counted_together_and_named_nowhere(member, carer, facilitator, lead):
    """Promise 11: no name and no count of anybody; the page is the same whoever of them it is."""
    others = [join(member.group, CAST["member"], f"more{n}@demo.example") for n in range(6)]
    for number in range(6):
        to_do(member, number)
    for number, one in enumerate(others[:4]):
        to_do(one, 10 + number)
    (said,) = facts(member.group, SignKey.SAME_PEOPLE)
    assert not [one.name for one in (member, carer, *others) if one.name in said]
    ToDo.objects.filter(owner=member).update(owner=carer)
    assert facts(member.group, SignKey.SAME_PEOPLE) == [said]
    for number, one in enumerate([*others, lead, facilitator] * 2):
        to_do(one, 20 + number)
    assert facts(member.group, SignKey.SAME_PEOPLE) == []


def test_in_a_small_group_nothing_is_said_of_who_does_most(member):
    for number in range(9):
        to_do(member, number)
    assert facts(member.group, SignKey.SAME_PEOPLE) == []


@pytest.mark.parametrize("role", ["member", "lead", "coordinator", "supporter"])
def test_everyone_in_the_group_reads_the_same_facts(
    role: str, member, lead, facilitator, request, sign_in: SignIn
):
    held(member.group, announced=12, title="In a hurry")
    page = words_of(sign_in(request.getfixturevalue(role)).get(path("signs", member.group)))
    assert "“In a hurry” on" in page
    assert "What people from the system can do" in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_no_more_for_more(
    count: int, member, lead, facilitator, sign_in: SignIn, django_assert_num_queries
):
    for number in range(count):
        held(member.group, announced=12, title=f"Session {number}")
        answer(ask(lead, facilitator, title=f"Request {number}"), reason="No.")
        decided(facilitator, f"Thing {number}", decided_on=member.group.today - timedelta(days=60))
    client = sign_in(Membership.objects.get(pk=member.pk))
    client.get(path("signs", member.group))
    with django_assert_num_queries(11):
        client.get(path("signs", member.group))
