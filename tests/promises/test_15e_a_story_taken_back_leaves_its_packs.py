"""Promise 15: a story taken back leaves the files of the packs in which it stood, made or in the making."""

import pytest

from facilitation.actions.packs import ask_for_file
from facilitation.actions.papers import add_paper
from facilitation.models import PackFile, Paper
from facilitation.pack_document import document
from facilitation.printing import _keep
from groups.actions.consents import take_back_consent
from groups.models import Consent, Membership
from groups.states import ConsentKind
from tests.facilitation.informing import share
from tests.facilitation.meeting import make_session

TOLD = "I waited a year."


@pytest.fixture
def story(member: Membership) -> Consent:
    return Consent.objects.create(
        group=member.group, person=member.person, kind=ConsentKind.STORY, about=TOLD, wording="1"
    )


@pytest.fixture
def wanted(member: Membership, facilitator: Membership, story: Consent) -> PackFile:
    """A pack with the story in it, of which somebody wants the file."""
    item = share(facilitator, "A year", kind="story", words=TOLD, consent=story)
    session = make_session(member.group)
    add_paper(Paper(information=item), session=session, by=facilitator)
    assert TOLD in document(session, []).html
    return ask_for_file(session, [], by=member)


def test_its_file_is_deleted(wanted: PackFile, story: Consent, member, django_capture_on_commit_callbacks):
    assert wanted.job
    _keep(wanted, document(wanted.session, []), TOLD.encode(), wanted.job)
    wanted.job.refresh_from_db()
    file = wanted.job.result
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        take_back_consent(story, by=member)
    assert not file.storage.exists(file.name)
    wanted.job.refresh_from_db()
    assert not wanted.job.result


def test_taken_back_while_the_file_is_made_it_is_not_kept(wanted: PackFile, story: Consent, member):
    made = document(wanted.session, [])
    take_back_consent(story, by=member)
    assert wanted.job
    _keep(wanted, made, TOLD.encode(), wanted.job)
    wanted.job.refresh_from_db()
    assert not wanted.job.result
