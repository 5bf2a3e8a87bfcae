"""Whoever said it is told what became of it; words without a name lead to nobody."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from facilitation.actions.contributions import contribute, contribute_anonymously, take_back
from facilitation.actions.sealing import seal_session
from facilitation.models import Contribution, Session
from facilitation.states import Audience
from groups.models import Delivery, Membership
from groups.states import Channel
from lifecycle.models import Trace
from lifecycle.states import AnswerKind, AskState
from tests.facilitation.making import make_session
from tests.lifecycle.asking import answer, ask, close

type SignIn = Callable[[Membership], Client]


def say(session: Session, by: Membership, words: str, audience: str = Audience.EVERYONE) -> Contribution:
    return contribute(session, words=words, audience=audience, by=by)


def say_unnamed(session: Session, words: str, audience: str = Audience.EVERYONE) -> Contribution:
    contribute_anonymously(session, words=words, audience=audience)
    return Contribution.objects.get(words=words)


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told of which turn of the story."""
    rows = Delivery.objects.filter(notification__kind=kind, channel=Channel.APP)
    return sorted(rows.values_list("notification__occurrence", "person__name"))


def test_authors_are_told_at_every_turn_of_the_story(
    member: Membership, carer: Membership, lead: Membership, facilitator: Membership
):
    session = make_session(member.group)
    words = [say(session, member, "I cannot read my letters"), say(session, member, "Nor my bills")]
    say(session, carer, "Something else")
    asked = answer(ask(lead, facilitator, contributions=words))
    close(asked, facilitator, AskState.DONE)
    assert told("words_came_to") == [("answer 1", "Ade"), ("closed", "Ade"), ("raised", "Ade")]
    assert told("unnamed_words_came_to") == []


def test_of_unnamed_words_all_who_could_read_them_are_told(
    member: Membership,
    carer: Membership,
    professional: Membership,
    lead: Membership,
    facilitator: Membership,
    coordinator: Membership,
    supporter: Membership,
):
    """Helpers never read anonymous words, so they hear nothing; the author is one among the readers."""
    session = make_session(member.group)
    ask(lead, facilitator, contributions=[say_unnamed(session, "I am afraid to ask")])
    readers = {member.name, carer.name, professional.name, lead.name, facilitator.name}
    assert {name for _, name in told("unnamed_words_came_to")} == readers
    assert told("words_came_to") == []


def test_of_unnamed_words_for_facilitators_only_they_are_told(
    member: Membership, carer: Membership, lead: Membership, facilitator: Membership
):
    session = make_session(member.group)
    words = say_unnamed(session, "Please slow down", Audience.FACILITATORS)
    ask(lead, facilitator, contributions=[words])
    assert told("unnamed_words_came_to") == [("raised", facilitator.name)]


def test_nothing_that_is_stored_leads_from_an_unnamed_word_to_anyone(
    member: Membership, carer: Membership, lead: Membership, facilitator: Membership
):
    """Everyone who can read the point has the same rows about it, whoever said it."""
    session = make_session(member.group)
    answer(ask(lead, facilitator, contributions=[say_unnamed(session, "I am afraid to ask")]))
    rows = Delivery.objects.filter(notification__kind="unnamed_words_came_to", channel=Channel.APP)
    fields = ("notification", "state", "read_at", "done_at")
    assert list(rows.filter(person=member.person).order_by("pk").values(*fields)) == list(
        rows.filter(person=carer.person).order_by("pk").values(*fields)
    )
    assert not Trace.objects.of_words_of(member).exists()


def test_traces_keep_no_order_of_what_was_said(member: Membership, lead: Membership, facilitator: Membership):
    session = make_session(member.group)
    words = [say_unnamed(session, f"Point {n}") for n in range(8)]
    ask(lead, facilitator, contributions=words)
    keys = list(Trace.objects.order_by("pk").values_list("contribution", flat=True))
    assert keys == sorted(one.pk for one in words)


def test_sealing_a_session_keeps_the_story(member: Membership, lead: Membership, facilitator: Membership):
    session = make_session(member.group)
    words = [say_unnamed(session, "A quiet point"), say(session, member, "A point by name")]
    asked = ask(lead, facilitator, contributions=words)
    session.state = "closed"
    session.save()
    seal_session(session)
    assert asked.traces.count() == 2
    answer(asked)
    assert ("answer 1", "Ade") in told("words_came_to")


def test_words_taken_back_are_shown_and_told_no_more(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    session = make_session(member.group)
    words = say(session, member, "I wish I had not said this")
    asked = ask(lead, facilitator, contributions=[words])
    take_back(words, by=member)
    answer(asked)
    assert told("words_came_to") == [("raised", "Ade")]
    page = sign_in(lead).get(reverse("ask", args=[asked.group.public_id, asked.public_id]))
    assert "I wish I had not said this" not in page.content.decode()


def test_each_reader_sees_the_words_that_are_theirs_to_read(
    member: Membership,
    carer: Membership,
    lead: Membership,
    facilitator: Membership,
    coordinator: Membership,
    sign_in: SignIn,
):
    session = make_session(member.group)
    words = [
        say(session, member, "For all of us"),
        say(session, facilitator, "For those who run it", Audience.FACILITATORS),
        say_unnamed(session, "Without a name"),
    ]
    asked = ask(lead, facilitator, contributions=words)
    where = reverse("ask", args=[asked.group.public_id, asked.public_id])

    def reads(who: Membership) -> set[str]:
        page = sign_in(who).get(where).content.decode()
        return {one.words for one in words if one.words in page}

    assert reads(carer) == {"For all of us", "Without a name"}
    assert reads(coordinator) == {"For all of us"}
    assert "For those who run it" not in reads(lead)


def test_a_request_takes_no_words_its_writer_may_not_read(
    member: Membership, lead: Membership, facilitator: Membership
):
    private = say(make_session(member.group), member, "Among ourselves", Audience.LIVED)
    may_read = (
        facilitator.group and Contribution.objects.readable_by(facilitator).filter(pk=private.pk).exists()
    )
    asked = ask(lead, facilitator, contributions=[private])
    assert asked.traces.exists() == may_read


def test_my_words_tells_the_whole_story_and_only_mine(
    member: Membership, carer: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    session = make_session(member.group)
    mine, hers = say(session, member, "I cannot read my letters"), say(session, carer, "My husband waits")
    say(session, member, "Nobody has used this yet")
    unnamed = say_unnamed(session, "I would never say this aloud")
    asked = ask(lead, facilitator, contributions=[mine, hers, unnamed])
    asked = answer(asked, AnswerKind.NOT_ACCEPTED, reason="There is no money this year.")
    close(asked, facilitator, AskState.NO_DISAGREED)
    page = sign_in(member).get(reverse("my_words", args=[member.group.public_id])).content.decode()
    story = ["I cannot read my letters", asked.title, "There is no money this year.", "Told no. We disagree."]
    assert sorted(story, key=page.index) == story
    assert "Nobody has used this yet" in page
    assert "My husband waits" not in page
    assert "never say this aloud" not in page


def test_someone_new_is_told_what_will_stand_there(member: Membership, sign_in: SignIn):
    page = sign_in(member).get(reverse("my_words", args=[member.group.public_id])).content.decode()
    assert "When something you said becomes part of a request" in page
