"""One pack in every format: the same words under the same page numbers, made once, sent to all at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from facilitation.actions.packs import ask_for_file, send_pack
from facilitation.actions.papers import add_paper, change_paper
from facilitation.models import Pack, PackFile, PackToMake, Paper, Session
from facilitation.pack_contents import pages_of
from facilitation.packs import Block, Kind, Part, divided
from facilitation.papers_out import how_early
from facilitation.states import SessionState
from facilitation.tasks import ask_for_papers
from groups import documents
from groups.actions.by_hand import sent_by_hand
from groups.actions.needs import record_needs, share_needs
from groups.actions.printing import print_all
from groups.documents import Sheet, as_pdf
from groups.jobs import run_next
from groups.letters import letters_of
from groups.models import Delivery, Job, Membership, Notification
from groups.states import Channel, NeedKind
from groups.tasks import sweep_jobs
from groups.transitions import Refused
from tests.facilitation.a_pdf import bookmarks, needs_pango, sheets, unpacked
from tests.facilitation.meeting import make_item, make_session, path, words_of

pytestmark = pytest.mark.django_db

LONG = "\n\n".join(f"Paragraph {number} of what we found out, at some length." for number in range(60))


@pytest.fixture
def session(facilitator: Membership) -> Session:
    session = make_session(facilitator.group, place="Riverside Centre", access_notes="Level.")
    make_item(session)
    add_paper(Paper(title="What we found", words=LONG), session=session, by=facilitator)
    add_paper(Paper(title="Short", words="# Head\n\n- one\n- two"), session=session, by=facilitator)
    return session


def with_need(member: Membership, kind: NeedKind) -> None:
    record_needs(member.person, {kind: ""}, by=member.person)
    share_needs(member.person, group=member.group, by=member.person)


def by_page(text: str) -> dict[int, str]:
    """The paragraphs of the long paper under each page number."""
    parts = re.split(r"Page (\d+) of \d+", text)
    found = {
        int(number): re.findall(r"Paragraph \d+ ", words)
        for number, words in zip(parts[1::2], parts[2::2], strict=True)
    }
    return {number: words for number, words in found.items() if words}


def saved(client: Any, name: str, session: Session) -> bytes:
    page = path(name, session.group, session)
    client.post(page)
    while run_next():
        pass
    answer = client.get(path(f"{name}_file", session.group, session))
    assert 'filename="pack.pdf"' in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


class TestEveryFormat:
    def test_page_five_is_the_same_words_on_the_screen_and_as_plain_text(self, session, member, sign_in):
        client = sign_in(member)
        screen = by_page(words_of(client.get(path("pack", session.group, session))))
        text = client.get(path("pack_text", session.group, session))
        assert 'filename="pack.txt"' in text["Content-Disposition"]
        assert by_page(text.content.decode()) == screen
        assert len(screen) > 1

    @needs_pango
    def test_both_pdfs_have_those_pages_tagged_titled_and_in_their_language(self, session, member, sign_in):
        client, marks = sign_in(member), [f"Page {page.number} of " for page in pages_of(session)]
        for name in ("pack_pdf", "pack_large"):
            pdf = saved(client, name, session)
            inside = unpacked(pdf)
            for part in (
                b"/StructTreeRoot",
                b"/Lang (en-gb)",
                b"/Title (Your pack for ",
                b"pdfuaid",
                b"/S /H1",
            ):
                assert part in inside
            shown = [(words, sheet) for words, sheet in bookmarks(pdf) if words.startswith("Page ")]
            assert [words[: len(mark)] for (words, _), mark in zip(shown, marks, strict=True)] == marks
            assert sheets(pdf) == len(marks) if name == "pack_pdf" else sheets(pdf) > len(marks)

    def test_large_print_is_eighteen_points_or_what_the_person_reads(self, session, member, sign_in):
        client, ask = sign_in(member), path("pack_large", session.group, session)
        client.post(ask)
        member.person.display = {"text-size": "largest", "background": "cream"}
        member.person.save()
        client.post(ask)
        assert set(PackFile.objects.values_list("looks", flat=True)) == {"large", "largest cream"}

    def test_what_suits_the_reader_stands_first_shared_or_not(self, session, member, sign_in):
        client, page = sign_in(member), path("pack", session.group, session)
        assert "Your pack to print" in client.get(page).text
        record_needs(member.person, {NeedKind.LARGE_PRINT: ""}, by=member.person)
        assert "Your pack: large print" in client.get(page).text

    def test_it_holds_the_promise_whom_to_tell_and_where_each_paper_begins(self, session, member, sign_in):
        shown = words_of(sign_in(member).get(path("pack", session.group, session)))
        for words in (
            "Nothing said here will affect",
            "01632 960 444",
            "Riverside Centre",
            "What matters to us",
        ):
            assert words in shown
        begins = next(page.number for page in pages_of(session) if page.part.title == "Short")
        assert f"Short page {begins}" in shown

    def test_an_item_is_told_by_its_own_words_first(self, session, facilitator, member, sign_in):
        item = session.items.get()
        item.led_by = facilitator
        item.save()
        told = f"1. {item.title}\nExplore, {item.minutes} minutes\nLed by Dee"
        client = sign_in(member)
        assert told in client.get(path("pack_text", session.group, session)).content.decode()
        assert told.replace("\n", " ") in words_of(client.get(path("pack", session.group, session)))


class TestMadeOnce:
    def test_asked_for_twice_it_is_made_once_and_anew_when_it_changes(
        self, session, facilitator, member, carer
    ):
        first = ask_for_file(session, [], by=member)
        assert ask_for_file(session, [], by=carer).job == first.job
        paper = Paper.objects.get(title="Short")
        change_paper(paper, by=facilitator, words="Changed.")
        assert ask_for_file(session, [], by=carer).job != first.job
        assert PackFile.objects.count() == 1

    @needs_pango
    def test_a_file_that_says_something_old_is_given_to_nobody(self, session, facilitator, member, sign_in):
        client = sign_in(member)
        saved(client, "pack_pdf", session)
        change_paper(Paper.objects.get(title="Short"), by=facilitator, words="Changed.")
        assert client.get(path("pack_pdf_file", session.group, session)).status_code == 409

    def test_without_pango_the_page_leads_to_the_browsers_own_printing(
        self, session, member, sign_in, monkeypatch
    ):
        monkeypatch.setattr("facilitation.printing.AVAILABLE", False)
        client, page = sign_in(member), path("pack_pdf", session.group, session)
        client.post(page)
        run_next()
        assert "You can print the pack from your browser instead." in client.get(page).text


class TestSending:
    def test_everyone_is_told_at_the_same_time_and_only_once(
        self, session, facilitator, member, lead, sign_in
    ):
        sign_in(facilitator).post(path("pack_send", session.group, session))
        told = Notification.objects.get(kind="papers_out")
        people = {one.person.pk for one in (facilitator, member, lead)}
        assert set(told.deliveries.values_list("person", flat=True)) == people
        with pytest.raises(Refused):
            send_pack(session, by=facilitator)

    def test_the_session_says_how_early_it_was(self, session, facilitator, member, sign_in):
        send_pack(session, by=facilitator)
        Pack.objects.update(sent_at=session.starts_at - timedelta(days=9))
        Session.objects.update(
            state=SessionState.SETTLED, papers_out_on=session.starts_at - timedelta(days=7)
        )
        for page in (path("session", session.group, session), path("sessions", session.group)):
            assert "The pack was out 9 days before." in words_of(sign_in(member).get(page))
        Session.objects.update(papers_out_on=session.starts_at - timedelta(days=10))
        assert "It was promised by" in how_early(Session.objects.get())

    def test_planners_are_asked_on_the_day_until_it_is_sent(self, session, facilitator, coordinator, member):
        ask_for_papers()
        ask_for_papers()
        told = Notification.objects.get(kind="papers_wanted")
        assert set(told.deliveries.values_list("person", flat=True)) == {
            facilitator.person.pk,
            coordinator.person.pk,
        }
        send_pack(session, by=facilitator)
        told.refresh_from_db()
        assert told.closed_at
        ask_for_papers()
        assert Notification.objects.filter(kind="papers_wanted").count() == 1

    def test_a_letter_brings_the_pack_in_the_print_its_reader_needs(
        self, session, facilitator, coordinator, member, sign_in
    ):
        person = member.person
        person.channels, person.address = [Channel.LETTER], "1 High Street"
        person.save()
        with_need(member, NeedKind.LARGE_PRINT)
        send_pack(session, by=facilitator)
        run = print_all(by=coordinator)
        [letter] = letters_of(run)[0]
        assert "Your pack is with this letter." in letter.words.text
        assert "pack-large" in letter.enclosure.html
        sheets_page = sign_in(coordinator).get(path("print_run_sheets", session.group, run)).text
        assert sheets_page.index("1 High Street") < sheets_page.index("Paragraph 59")
        assert "pack.css" in sheets_page
        letter_page = sign_in(coordinator).get(
            path("by_hand_one", session.group, Delivery.objects.get(print_run=run))
        )
        assert "Put into the same envelope: Your pack for " in words_of(letter_page)
        if documents.AVAILABLE:
            sweep_jobs()
            pdf = Job.objects.get(name="letters").result.read()
            marks = [sheet for words, sheet in bookmarks(pdf) if words.startswith("Page ")]
            assert (marks[0], len(marks)) == (2, len(pages_of(session))), "the letter, then its pack"

    def test_what_no_printer_makes_waits_on_the_list_of_whoever_arranges(
        self, session, facilitator, coordinator, member, carer, sign_in
    ):
        with_need(member, NeedKind.BRAILLE)
        record_needs(carer.person, {NeedKind.AUDIO: ""}, by=carer.person)  # not shared with the group
        send_pack(session, by=facilitator)
        wanted = PackToMake.objects.get()
        page = path("by_hand", session.group)
        shown = words_of(sign_in(coordinator).get(page))
        assert f"{member.name} needs the pack in this format: Braille" in shown
        assert sign_in(member).get(page).status_code == 403
        sign_in(coordinator).post(path("pack_made", session.group, wanted))
        assert "Braille" not in words_of(sign_in(coordinator).get(page))


@needs_pango
def test_one_page_is_one_sheet_whatever_is_written_on_it():
    texts = (
        "A LONG CRY IN CAPITALS ALL THE WAY " * 60,
        "# Head\n\n" * 60,
        "- item\n" * 200,
        "1. one\n\n" * 60,
        "> said\n\n" * 60,
        "WM" * 900,
    )
    parts = [
        Part(str(key), "A title that is " * 10, (Block(Kind.TEXT, text),)) for key, text in enumerate(texts)
    ]
    pages = divided(parts)
    body = render_to_string(
        "facilitation/pack/pages.html",
        {"pages": pages, "number": len(pages), "looks": [], "language": "en", "on_paper": True},
    )
    html = render_to_string("facilitation/pack/document.html", {"title": "T", "language": "en", "body": body})
    assert sheets(as_pdf([Sheet(html)], stylesheet="pack.css")) == len(pages)


def test_a_draft_is_not_sent(facilitator):
    with pytest.raises(Refused):
        send_pack(make_session(facilitator.group, state=SessionState.DRAFT), by=facilitator)


def test_a_letter_and_a_call_about_the_same_stand_together(
    session, facilitator, coordinator, member, sign_in
):
    member.person.channels, member.person.address = [Channel.LETTER, Channel.PHONE], "1 High Street"
    member.person.save()
    send_pack(session, by=facilitator)
    client = sign_in(coordinator)
    letter, call = (
        Delivery.objects.waiting_for_hands().get(person=member.person, channel=way)
        for way in (Channel.LETTER, Channel.PHONE)
    )
    page = client.get(path("by_hand", session.group)).text
    assert (page.count(str(letter.public_id)), page.count(str(call.public_id))) == (1, 1)
    shown = words_of(client.get(path("by_hand", session.group)))
    assert ("Also call Ade about it" in shown, shown.count("since")) == (True, 1)
    sent_by_hand(letter, by=coordinator)  # what is left is a call like any other
    shown = words_of(client.get(path("by_hand", session.group)))
    assert ("Also call" in shown, shown.count("since")) == (False, 1)
