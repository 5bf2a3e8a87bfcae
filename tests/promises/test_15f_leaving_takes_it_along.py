"""Promise 15: whoever leaves takes along what they sent, proposed and said, or leaves it without their name."""

import pytest

from facilitation.actions.handed_in import hand_in
from facilitation.actions.options import propose_option
from facilitation.actions.proposals import propose_item
from facilitation.models import HandedIn, ItemProposal, Option
from facilitation.states import Audience
from groups.actions.memberships import Parting, leave
from groups.files.checking import check
from groups.files.sorts import EVERY_SORT
from groups.models import Activity, Membership, Upload
from groups.states import WordsAfter
from tests.facilitation.making import make_session, make_topic
from tests.promises.test_04c_among_ourselves import note


@pytest.fixture
def ade(member: Membership, facilitator: Membership) -> Membership:
    """Ade, who sent a voice note, proposed an option and something to talk about."""
    session = make_session(member.group)
    hand_in(session, check(note(), EVERY_SORT), audience=Audience.EVERYONE, by=member)
    propose_option(Option(title="Ring first", means="A call"), topic=make_topic(facilitator), by=member)
    propose_item(ItemProposal(title="My letters", why="My mother waits"), session=None, by=member)
    return member


@pytest.mark.parametrize("wish", [WordsAfter.WITHOUT_NAME, WordsAfter.TAKE_BACK])
def test_a_voice_note_that_nobody_has_typed_goes(ade: Membership, wish: WordsAfter):
    leave(by=ade, parting=Parting(words=wish))
    assert not HandedIn.objects.exists()
    assert not Upload.objects.exists()


def test_without_a_name_an_option_is_nobodys(ade: Membership):
    leave(by=ade, parting=Parting(words=WordsAfter.WITHOUT_NAME))
    assert Option.objects.get().proposed_by is None
    assert Activity.objects.get(verb="option.proposed").person is None
    assert not ItemProposal.objects.get().is_named


def test_taken_back_it_is_gone(ade: Membership):
    leave(by=ade, parting=Parting(words=WordsAfter.TAKE_BACK))
    assert not Option.objects.exists()
    proposal = ItemProposal.objects.get()
    assert (proposal.title, proposal.why) == ("Taken back", "")
