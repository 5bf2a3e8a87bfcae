"""Each kind of information asks for what makes it fair to read: a source, words for a video, who was asked."""

import pytest

from facilitation.models import InformationItem
from groups.actions.consents import take_back_consent
from groups.models import Consent
from groups.states import ConsentKind
from tests.facilitation.informing import SOURCED, change, share
from tests.facilitation.meeting import path, words_of

TYPED = SOURCED | {"title": "What we heard", "summary": "People want to be asked once."}
HEARD = TYPED | {
    "asked_who": "Carers in three towns",
    "asked_many": "about 40",
    "asked_how": "At drop-ins, by two of us",
    "missing": "Nobody under 30 came",
    "words": "Ask us once.",
}


def send(client, by, kind, typed):
    return client.post(path("information_new", by.group) + f"?kind={kind}", typed, follow=True)


def test_every_kind_says_where_it_comes_from_and_of_when(lead, sign_in):
    page = send(sign_in(lead), lead, "policy", {"title": "Policy", "summary": "In short"})
    assert "Where it comes from: Please fill this in" in words_of(page)
    assert "The date of the source: Please fill this in" in words_of(page)
    page = send(sign_in(lead), lead, "data", TYPED)
    assert "The Board, finance team" in words_of(page)
    assert "Dated Tuesday 3 March 2026" in words_of(page)
    assert InformationItem.objects.get().kind == "data"


def test_a_video_is_shared_with_all_that_is_said_in_words(lead, sign_in):
    page = send(sign_in(lead), lead, "video", TYPED)
    assert "Link to the video: Please fill this in" in words_of(page)
    assert "All that is said and shown in it, in words: Please fill this in" in words_of(page)
    assert not InformationItem.objects.exists()


@pytest.mark.parametrize("many", ["3 people", "three", "2", "4 to 6", "about 40, of them 3 men"])
def test_no_figure_about_too_few_people_is_published_as_evidence(many, professional, sign_in):
    page = send(sign_in(professional), professional, "evidence", HEARD | {"asked_many": many})
    assert "So few people could be known by it." in words_of(page)
    assert not InformationItem.objects.exists()


def test_evidence_says_who_was_asked_and_who_is_missing(professional, member, sign_in):
    send(sign_in(professional), professional, "evidence", HEARD)
    item = InformationItem.objects.get()
    page = words_of(sign_in(member).get(path("information_item", member.group, item)))
    for said in ("Carers in three towns", "about 40", "At drop-ins", "Nobody under 30 came", "Ask us once."):
        assert said in page


@pytest.fixture
def story(member):
    return Consent.objects.create(
        group=member.group,
        person=member.person,
        kind=ConsentKind.STORY,
        about="I waited a year.",
        wording="1",
    )


def test_a_story_is_told_only_by_pointing_to_what_its_person_agreed_to(facilitator, member, sign_in, story):
    told = {"title": "A year", "summary": "Waiting.", "source_on": "2026-02-01", "lang": "en-gb"}
    page = send(sign_in(facilitator), facilitator, "story", told)
    assert "somebody who agreed: Please fill this in" in words_of(page)
    send(sign_in(facilitator), facilitator, "story", told | {"consent": story.public_id})
    item = InformationItem.objects.get()
    page = words_of(sign_in(member).get(path("information_item", member.group, item)))
    assert "This is shown because the person it comes from agreed on" in page
    assert "The group may share this story in its information" in page
    assert "They can take it back at any time." in page
    assert "Told on Sunday 1 February 2026" in page


def test_a_story_taken_back_is_gone_from_every_version(facilitator, member, sign_in, story):
    item = share(facilitator, "A year", kind="story", words="A year of waiting.", consent=story)
    change(item, facilitator, words="A whole year of waiting.")
    take_back_consent(story, by=member)
    for version in item.versions.all():
        assert (version.words, version.summary, version.title) == ("", "", "Taken back")
    client = sign_in(facilitator)
    for page in ("information_item", "information_plain"):
        assert "waiting" not in client.get(path(page, member.group, item)).text
    assert client.get(path("information_change", member.group, item)).status_code == 409


def test_the_lead_is_not_offered_stories_to_tell(lead, sign_in):
    assert "?kind=story" not in sign_in(lead).get(path("information_new", lead.group)).text


def test_the_list_shows_one_kind_if_asked(lead, member, sign_in):
    share(lead, "A policy")
    share(lead, "Some figures", kind="data", read_first="The second table")
    page = words_of(sign_in(member).get(path("information", member.group), {"kind": "data"}))
    assert ("Some figures" in page, "A policy" in page) == (True, False)
    assert "Read this first: The second table" in page
