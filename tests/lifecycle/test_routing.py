"""Everything said goes somewhere: into a request, into a decision, or nowhere with a reason; and whoever said it is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.actions.contributions import contribute_anonymously, take_back
from facilitation.models import Contribution, Session, SpaceEntry
from facilitation.states import Audience, SessionState
from groups.actions.memberships import pause
from groups.models import Delivery, Group, Membership, Notification
from groups.notifications.by_hand import words_of as words_on_paper
from groups.permissions import Role
from groups.states import Channel, Side
from groups.transitions import Refused
from lifecycle.actions.routing import prompt_unrouted, say_why_not, use_words
from lifecycle.models import NotTaken, Trace
from lifecycle.states import AskState
from lifecycle.tasks import prompt_unrouted_words
from lifecycle.who_routes import can_route
from tests.cast import CAST, Part, join
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import answer, ask, close, item_of

MY_WORDS, OF_SESSION, WHAT_CAME = 10, 11, 11  # questions to the database

type SignIn = Callable[[Membership], Client]

WHY = "The bus company decides that, and it is not in our group."


@pytest.fixture
def session(member: Membership) -> Session:
    return make_session(member.group, state=SessionState.CLOSED)


@pytest.fixture
def said(session: Session, member: Membership) -> Contribution:
    return say(session, member, "The bus comes too late")


def say(
    session: Session, by: Membership | None, words: str, audience: str = Audience.EVERYONE
) -> Contribution:
    return Contribution.objects.create(
        group=session.group,
        session=session,
        author=by,
        is_anonymous=by is None,
        words=words,
        audience=audience,
    )


def told(kind: str) -> set[str]:
    """Whom the app has told, and whose message is not stopped."""
    rows = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None)
    return set(rows.filter(channel=Channel.APP).values_list("person__name", flat=True))


def shows(page: object, *words: str) -> bool:
    return all(one in words_of(page) for one in words)


def test_the_author_is_told_why_and_reads_it_under_my_words(said, member, facilitator, sign_in: SignIn):
    say_why_not(said, why=WHY, by=facilitator)
    assert told("words_not_taken") == {"Ade"}
    ade = sign_in(member)
    for page in (path("my_words", member.group), path("words_came", member.group, said.pk)):
        assert shows(ade.get(page), "The bus comes too late", WHY)


def test_someone_without_an_account_gets_the_reason_itself(said, member, facilitator):
    """A letter has no link to follow."""
    member.person.channels = [Channel.LETTER]
    member.person.save()
    say_why_not(said, why=WHY, by=facilitator)
    letter = Delivery.objects.get(notification__kind="words_not_taken", channel=Channel.LETTER)
    assert WHY in words_on_paper(letter).text
    assert WHY not in words_on_paper(letter).kept, "it goes when the words are taken back"


def test_nobody_says_it_of_their_own_words(session, facilitator):
    with pytest.raises(Refused, match="your own words"):
        say_why_not(say(session, facilitator, "I would like tea"), why=WHY, by=facilitator)
    assert not NotTaken.objects.exists()


@pytest.mark.parametrize("role", ["member", "professional", "lead", "coordinator"])
def test_only_a_facilitator_says_it(role: str, said, member, request):
    with pytest.raises(Refused, match="A facilitator"):
        say_why_not(said, why=WHY, by=request.getfixturevalue(role))


def test_it_needs_a_reason_and_an_end_of_the_session(member, facilitator):
    now = say(make_session(member.group), member, "Said just now")
    with pytest.raises(Refused, match="when the session is over"):
        say_why_not(now, why=WHY, by=facilitator)
    with pytest.raises(Refused, match="plain words"):
        say_why_not(now, why="  ", by=facilitator)


def test_of_unnamed_words_all_who_could_read_them_are_told(
    session, member, carer, professional, lead, facilitator, coordinator, supporter
):
    say_why_not(say(session, None, "I am afraid to ask"), why=WHY, by=facilitator)
    readers = {one.name for one in (member, carer, professional, lead, facilitator)}
    assert told("unnamed_words_not_taken") == readers
    assert told("words_not_taken") == set()


def test_the_receipt_shows_why(member, facilitator, client: Client):
    session = make_session(member.group)
    code = contribute_anonymously(session, words="I am afraid to ask", audience=Audience.EVERYONE)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CLOSED)
    say_why_not(Contribution.objects.get(words="I am afraid to ask"), why=WHY, by=facilitator)
    assert shows(client.post("/receipt/", {"code": code}), "led to no request", WHY)


def test_words_of_the_space_are_for_those_inside(session, member, carer, lead, facilitator, sign_in: SignIn):
    """A facilitator who is not inside neither reads them nor says anything of them (promise 4)."""
    ours = say(session, member, "Among ourselves", Audience.LIVED)
    with pytest.raises(Refused, match="may read these words"):
        say_why_not(ours, why=WHY, by=facilitator)
    page = sign_in(facilitator).get(path("what_came_of_session", member.group, session))
    assert not shows(page, "Among ourselves")
    NotTaken.objects.create(group=member.group, contribution=ours, why=WHY, by=facilitator)
    where = path("words_of_session", member.group, session)
    assert shows(sign_in(carer).get(where), "Among ourselves", WHY)
    assert not shows(sign_in(lead).get(where), WHY)
    assert sign_in(lead).get(path("words_came", member.group, ours.pk)).status_code == 404


def test_the_reason_goes_when_the_words_are_used_after_all(said, member, lead, facilitator):
    say_why_not(said, why=WHY, by=facilitator)
    ask(lead, facilitator, contributions=[said])
    assert not NotTaken.objects.exists()
    assert told("words_not_taken") == set()
    assert told("words_came_to") == {"Ade"}
    with pytest.raises(Refused, match="used in a request"):
        say_why_not(said, why=WHY, by=facilitator)


def test_words_go_into_a_decision_and_their_author_is_told(said, member, facilitator, sign_in: SignIn):
    say_why_not(said, why=WHY, by=facilitator)
    decision = record_agreement(wording="We meet later", item=item_of(member.group), by=facilitator)
    use_words(said, used_in=decision, by=facilitator)
    use_words(said, used_in=decision, by=facilitator)
    assert Trace.objects.get().decision == decision
    assert not NotTaken.objects.exists()
    assert told("words_in_decision") == {"Ade"}
    assert shows(
        sign_in(member).get(path("my_words", member.group)), "The bus comes too late", "We meet later"
    )


def test_words_go_into_no_request_of_another_group(said, lead, facilitator):
    other = Group.objects.create(system=said.group.system, name="Another group")
    elsewhere = {role: join(other, CAST[role], f"{role}@other.example") for role in ("lead", "facilitator")}
    theirs = ask(elsewhere["lead"], elsewhere["facilitator"])
    with pytest.raises(Refused, match="same group"):
        use_words(said, used_in=theirs, by=facilitator)


def test_closing_lists_what_went_nowhere_until_it_is_empty(
    session, member, carer, lead, facilitator, sign_in: SignIn
):
    first, second = say(session, member, "The bus comes too late"), say(session, carer, "Bigger letters")
    say(session, facilitator, "Shall we stop here?")
    client, where = sign_in(facilitator), path("what_came_of_session", member.group, session)
    assert shows(client.get(where), first.words, second.words, "Shall we stop here?")
    client.post(path("words_why_not", member.group, first.pk), {"why": WHY})
    asked = ask(lead, facilitator)
    client.post(path("words_use", member.group, second.pk), {"ask": str(asked.public_id), "decision": ""})
    page = words_of(client.get(where))
    assert "Shall we stop here?" in page
    assert first.words not in page
    assert second.words not in page
    assert "not gone anywhere" not in words_of(sign_in(member).get(where)), "for facilitators alone"


def test_a_form_with_nothing_chosen_says_so(said, member, facilitator, sign_in: SignIn):
    page = sign_in(facilitator).post(path("words_use", member.group, said.pk), {"ask": "", "decision": ""})
    assert shows(page, "There is a problem", "Choose one request, or one decision.")
    page = sign_in(facilitator).post(path("words_why_not", member.group, said.pk), {"why": " "})
    assert shows(page, "There is a problem", "Say why, in plain words.")
    assert not NotTaken.objects.exists()


def closed_weeks_ago(session: Session, days: int = 20) -> None:
    Session.objects.filter(pk=session.pk).update(closed_at=timezone.now() - timedelta(days=days))


def test_after_ten_working_days_there_is_one_message_for_the_session(session, said, carer, facilitator):
    say(session, carer, "Bigger letters")
    closed_weeks_ago(session, 9)
    prompt_unrouted()
    assert not Notification.objects.filter(kind="words_unrouted").exists()
    closed_weeks_ago(session)
    for _ in range(2):
        prompt_unrouted_words()
    assert Notification.objects.filter(kind="words_unrouted").count() == 1
    assert told("words_unrouted") == {facilitator.name}


def test_the_message_stops_when_nothing_waits(session, said, member, facilitator):
    closed_weeks_ago(session)
    prompt_unrouted()
    say_why_not(said, why=WHY, by=facilitator)
    assert told("words_unrouted") == set()


def test_words_taken_back_wait_for_nobody(session, said, member, facilitator):
    closed_weeks_ago(session)
    prompt_unrouted()
    take_back(said, by=member)
    prompt_unrouted()
    assert told("words_unrouted") == set()


def test_what_only_those_inside_read_asks_nobody_outside(session, member, facilitator):
    say(session, member, "Among ourselves", Audience.LIVED)
    closed_weeks_ago(session)
    prompt_unrouted()
    assert not Notification.objects.filter(kind="words_unrouted").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_no_more_for_more(
    count: int, session, member, carer, lead, facilitator, sign_in: SignIn, django_assert_num_queries
):
    for number in range(count):
        used, not_used = say(session, member, f"Used {number}"), say(session, member, f"Not {number}")
        say(session, member, f"Waits {number}")
        asked = ask(lead, facilitator, title=f"Request {number}", contributions=[used])
        close(answer(asked), facilitator, AskState.DONE)
        decision = record_agreement(wording=f"Thing {number}", item=make_item(session), by=facilitator)
        use_words(used, used_in=decision, by=facilitator)
        say_why_not(not_used, why=WHY, by=facilitator)
    wanted = {
        ("my_words", member): (path("my_words", member.group), MY_WORDS),
        ("words_of_session", member): (path("words_of_session", member.group, session), OF_SESSION),
        ("what_came", facilitator): (path("what_came_of_session", member.group, session), WHAT_CAME),
    }
    for (_name, who), (where, number_of_questions) in wanted.items():
        client = sign_in(Membership.objects.get(pk=who.pk))
        client.get(where)
        with django_assert_num_queries(number_of_questions):
            client.get(where)


class TestAmongUs:
    """What is said among people with lived experience never waits for good (promise 1)."""

    @pytest.fixture
    def said_among_us(self, session: Session, carer: Membership) -> Contribution:
        return say(session, carer, "The ward smells of fear", Audience.LIVED)

    def test_where_no_facilitator_comes_in_members_write_it_down(
        self, said_among_us, session, member, facilitator, professional, sign_in: SignIn
    ):
        assert [each.name for each in can_route(session)] == ["Ade"], "Bronwen said it, Dee may not read it"
        ade = sign_in(member)
        assert shows(ade.get(path("what_came_of_session", member.group, session)), "The ward smells of fear")
        ade.post(path("words_why_not", member.group, said_among_us.pk), {"why": WHY})
        assert NotTaken.objects.get().by == member
        assert told("words_not_taken_among_us") == {"Bronwen"}
        assert can_route(session) == []

    def test_once_one_comes_in_it_is_theirs_again(self, said_among_us, session, member, group):
        oscar = join(group, Part("Oscar", Side.LIVED, Role.FACILITATOR | Role.MEMBER), "oscar@demo.example")
        assert [each.name for each in can_route(session)] == ["Ade"], "the space has not let him in"
        SpaceEntry.objects.create(group=group, member=oscar, state="agreed", closes_on=group.today)
        assert [each.name for each in can_route(session)] == ["Oscar"]
        with pytest.raises(Refused, match="A facilitator who may read these words"):
            say_why_not(said_among_us, why=WHY, by=member)
        say_why_not(said_among_us, why=WHY, by=oscar)

    def test_what_everyone_may_read_stays_with_facilitators(self, said, carer, facilitator, sign_in: SignIn):
        page = sign_in(carer).post(path("words_why_not", carer.group, said.pk), {"why": WHY})
        assert shows(page, "A facilitator who may read these words writes down what came of them")
        assert not NotTaken.objects.exists()

    def test_someone_having_a_break_is_asked_for_nothing(self, said_among_us, session, member):
        pause(by=member)
        assert can_route(session) == []
