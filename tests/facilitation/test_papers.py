"""Papers of a session: added once, read by all at once, and what came late says so."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from facilitation.actions.information import share_information
from facilitation.actions.papers import (
    add_paper,
    agree_to_late_paper,
    change_paper,
    remove_paper,
    shift_paper,
)
from facilitation.models import InformationItem, InformationVersion, Paper, Session
from facilitation.papers_out import how_early, paper_how_early
from facilitation.states import SessionState
from groups.models import Membership, Upload
from groups.transitions import Refused
from tests.facilitation.meeting import make_item, make_session, path, words_of

pytestmark = pytest.mark.django_db


def on(session: Session, days: int) -> datetime:
    """So many days from today, at noon where the group is."""
    return timezone.now().astimezone(session.group.tz).replace(hour=12) + timedelta(days=days)


def promised(facilitator: Membership, days: int, **more: Any) -> Session:
    """A session in ten days, announced a week ago, whose papers are promised so many days from today."""
    day = facilitator.group.today + timedelta(days=days)
    announced = timezone.now() - timedelta(days=7)
    return make_session(facilitator.group, announced_at=announced, papers_out_on=day, **more)


def a_paper(session: Session, by: Membership, **more: Any) -> Paper:
    return add_paper(Paper(title="Waiting times", words="They grew.", **more), session=session, by=by)


def test_words_and_a_file_are_added_on_one_page_and_read_by_a_member(facilitator, member, sign_in):
    session = promised(facilitator, 3)
    item = make_item(session)
    sent = {
        "which": "own",
        "own-title": "Waiting times",
        "own-words": "# They grew\n\nTwice.",
        "own-agenda_item": str(item.public_id),
        "own-file": SimpleUploadedFile("Ade has pain.txt", b"Numbers"),
    }
    page = sign_in(facilitator).post(path("paper_add", session.group, session), sent, follow=True)
    assert "For: What matters to us" in words_of(page)
    paper = Paper.objects.get()
    own = sign_in(member)
    assert "They grew Twice." in words_of(own.get(path("paper", session.group, paper)))
    file = own.get(path("paper_file", session.group, paper))
    assert (b"".join(file.streaming_content), "paper.txt" in file["Content-Disposition"]) == (
        b"Numbers",
        True,
    )


def test_an_empty_paper_is_not_added_and_the_title_stays(facilitator, sign_in):
    session = promised(facilitator, 3)
    page = sign_in(facilitator).post(
        path("paper_add", session.group, session), {"which": "own", "own-title": "Waiting times"}
    )
    assert "Write the paper here, or choose a file, or both." in words_of(page)
    assert 'value="Waiting times"' in page.text
    assert not Paper.objects.exists()


def test_information_the_group_has_goes_in_once_and_is_never_copied(facilitator, member, sign_in):
    session = promised(facilitator, 3)
    item = share_information(InformationItem(title="The budget", summary="£40,000."), by=facilitator)
    sent = {"which": "shared", "shared-information": str(item.public_id)}
    client, page = sign_in(facilitator), path("paper_add", session.group, session)
    client.post(page, sent)
    client.post(page, sent)
    paper = Paper.objects.get()
    assert (paper.title, paper.words) == ("", "")
    InformationItem.objects.update(title="Taken back", summary="")
    shown = sign_in(member).get(path("paper", session.group, paper))
    assert "Taken back" in words_of(shown)
    assert "40,000" not in shown.text
    with pytest.raises(Refused):
        add_paper(Paper(information=item), session=session, by=facilitator)


class TestLate:
    def test_in_time_until_the_promised_day_has_passed(self, facilitator):
        for days, late in ((1, False), (0, False), (-1, True)):
            paper = a_paper(promised(facilitator, days), facilitator)
            assert paper.is_late is late
            assert paper.is_for_information_only is late

    def test_everyone_reads_that_it_came_late_and_is_for_information_only(self, facilitator, member, sign_in):
        session = promised(facilitator, -1)
        paper = a_paper(session, facilitator)
        for page in (path("session", session.group, session), path("paper", session.group, paper)):
            shown = words_of(sign_in(member).get(page))
            assert "Late: came on " in shown
            assert ", for information only." in shown

    def test_new_words_count_from_today_but_a_new_place_does_not(self, facilitator):
        session = promised(facilitator, -1)
        paper = a_paper(session, facilitator)
        Paper.objects.update(added_at=on(session, -5))
        paper.refresh_from_db()
        change_paper(paper, by=facilitator, agenda_item=make_item(session), words=paper.words)
        paper = Paper.objects.to_read().get()
        assert not paper.is_late
        change_paper(paper, by=facilitator, words="They fell.")
        assert Paper.objects.to_read().get().is_late

    def test_the_group_may_agree_to_work_with_it_until_it_changes_again(self, facilitator, member, sign_in):
        session = promised(facilitator, -1)
        paper = a_paper(session, facilitator)
        assert sign_in(member).post(path("paper_agree", session.group, paper)).status_code == 403
        sign_in(facilitator).post(path("paper_agree", session.group, paper))
        shown = words_of(sign_in(member).get(path("session", session.group, session)))
        assert "The group agreed to work with it." in shown
        assert "for information only" not in shown
        change_paper(paper, by=facilitator, words="They fell.")
        assert Paper.objects.to_read().get().is_for_information_only

    def test_a_new_version_of_information_counts_from_its_day_too(self, facilitator):
        session = promised(facilitator, -1)
        item = share_information(InformationItem(title="The budget", summary="£40,000."), by=facilitator)
        paper = add_paper(Paper(information=item), session=session, by=facilitator)
        Paper.objects.update(added_at=on(session, -5))
        InformationVersion.objects.update(at=on(session, -6))
        assert not Paper.objects.to_read().get().is_late
        Paper.objects.update(agreed_at=timezone.now() - timedelta(hours=1))
        InformationVersion.objects.update(at=timezone.now())
        paper = Paper.objects.to_read().get()
        assert paper.is_late
        assert paper.is_for_information_only, "what the group agreed to was the version before"

    def test_what_came_in_time_needs_no_agreement(self, facilitator):
        with pytest.raises(Refused):
            agree_to_late_paper(a_paper(promised(facilitator, 1), facilitator), by=facilitator)

    def test_what_lay_ready_in_a_draft_came_when_the_session_was_announced(self, facilitator):
        session = promised(facilitator, -1)
        paper = a_paper(session, facilitator)
        Paper.objects.update(added_at=on(session, -30))
        Session.objects.update(announced_at=on(session, 0))
        assert Paper.objects.to_read().get(pk=paper.pk).is_late

    def test_how_early_is_said_in_days(self, facilitator):
        session = promised(facilitator, 3, starts_at=timezone.now() + timedelta(days=9))
        assert paper_how_early(a_paper(session, facilitator)) == "Out 9 days before."


@pytest.mark.parametrize(
    ("promised_in", "state", "said"),
    [
        (3, SessionState.ANNOUNCED, "The pack is promised by "),
        (-1, SessionState.ANNOUNCED, "The pack is late. It was promised by "),
        (-1, SessionState.SETTLED, "No pack was sent out."),
        (3, SessionState.DRAFT, ""),
        (3, SessionState.CANCELLED, ""),
    ],
)
def test_a_pack_that_is_not_out_says_so(promised_in: int, state: str, said: str, facilitator):
    session = promised(facilitator, promised_in, state=state)
    assert how_early(session).startswith(said)
    assert bool(how_early(session)) is bool(said)


def test_papers_change_places_and_go_with_their_file(facilitator):
    session = promised(facilitator, 3)
    first, second = a_paper(session, facilitator), a_paper(session, facilitator)
    shift_paper(second, places=-1, by=facilitator)
    shift_paper(second, places=-1, by=facilitator)
    assert list(session.papers.all()) == [second, first]
    first.upload = Upload.objects.create(group=session.group, name="paper.txt", kind="text/plain", size=1)
    first.save()
    remove_paper(first, by=facilitator)
    assert not Upload.objects.exists()
    with pytest.raises(Refused):
        change_paper(first, by=facilitator, words="Again")


def test_when_the_session_is_over_its_papers_stay_as_they_are(facilitator):
    session = promised(facilitator, 3)
    paper = a_paper(session, facilitator)
    Session.objects.update(state=SessionState.CLOSED)
    for act in (lambda: remove_paper(paper, by=facilitator), lambda: a_paper(session, facilitator)):
        with pytest.raises(Refused):
            act()


def test_a_pack_holds_only_so_many(facilitator, monkeypatch):
    monkeypatch.setattr("facilitation.actions.papers.MOST_PAPERS", 1)
    session = promised(facilitator, 3)
    a_paper(session, facilitator)
    with pytest.raises(Refused, match="at most"):
        a_paper(session, facilitator)
