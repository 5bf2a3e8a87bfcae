"""Writing an answer: one page, kept for later, looked at first, with promises and files."""

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from groups.models import Delivery, Membership, SearchEntry, Upload
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions.drafts import Reply, save_draft
from lifecycle.actions.handing import hand_over_ask
from lifecycle.actions.promises import Promised
from lifecycle.models import Answer, AnswerDraft, AnswerFile, Ask
from tests.cast import Part, join
from tests.lifecycle import asking

type SignIn = Callable[[Membership], Client]

DAY = date(2031, 1, 10)
WHOLE = {
    "kind": "accepted",
    "reason": "You are right.",
    "will_do": "New printers.",
    "promised_on": "2031-01-10",
}
LINES = {
    "promises-TOTAL_FORMS": "2",
    "promises-INITIAL_FORMS": "0",
    "promises-0-words": "Ask every ward.",
    "promises-0-who": "The letters team",
    "promises-0-due_on": "2030-11-01",
    "promises-1-words": "",
}


def address(asked: Ask, name: str = "ask_answer") -> str:
    return reverse(name, args=[asked.group.public_id, asked.public_id])


def a_file(name: str = "plan.txt", words: bytes = b"What it costs") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words, content_type="text/plain")


def begun(asked: Ask, **said: str) -> AnswerDraft:
    return save_draft(asked, Reply(**{"reason": "Kept for later", **said}), by=asked.to)


def test_an_answer_carries_its_promises_and_its_files(
    lead: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    sent = sign_in(lead).post(address(asked), WHOLE | LINES | {"who": "Print shop", "file_1": a_file()})
    assert sent.status_code == 302, sent.content.decode()
    answer = Answer.objects.get()
    promised = [(one.words, one.who, one.due_on) for one in answer.milestones.all()]
    assert promised == [
        ("Ask every ward.", "The letters team", date(2030, 11, 1)),
        ("New printers.", "Print shop", DAY),
    ]
    page = sign_in(member).get(address(asked, "ask")).content.decode()
    assert "Ask every ward." in page
    assert "plan.txt" in page


def test_what_is_begun_is_kept_and_only_its_writer_sees_it(
    lead: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    half = {"reason": "A quince of a reason", "save": "1"}
    assert sign_in(lead).post(address(asked), half | LINES | {"file_1": a_file()}).status_code == 302
    again = sign_in(lead).get(address(asked)).content.decode()
    assert "A quince of a reason" in again
    assert "Ask every ward." in again
    assert "plan.txt" in again
    assert "Go on with my answer" in sign_in(lead).get(address(asked, "ask")).content.decode()
    assert not Answer.objects.exists()
    assert not Delivery.objects.filter(notification__kind="ask_answered").exists()
    for who in (member, facilitator):
        for name in ("ask", "asks", "ask_answer"):
            where = reverse(name, args=[lead.group.public_id, *([] if name == "asks" else [asked.public_id])])
            assert "quince" not in sign_in(who).get(where).content.decode()


def test_sent_at_last_it_takes_along_what_was_kept(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    priya = sign_in(lead)
    priya.post(address(asked), {"reason": "Kept", "save": "1", "file_1": a_file(), "file_2": a_file("b.txt")})
    out = AnswerFile.objects.get(upload__name="b.txt")
    priya.post(address(asked), WHOLE | {"without": str(out.public_id)})
    assert [file.upload.name for file in Answer.objects.get().files.all()] == ["plan.txt"]
    assert Upload.objects.count() == 1
    assert not AnswerDraft.objects.exists()


def test_how_it_reads_is_said_before_anyone_has_it(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    heavy = "We will commence engagement going forward with all stakeholders regarding the XQZ framework."
    page = sign_in(lead).post(address(asked), {"reason": heavy, "look": "1"}).content.decode()
    assert "XQZ" in page
    assert "you could say “start”" in html.unescape(page)
    assert not Answer.objects.exists()
    assert AnswerDraft.objects.get().reason == heavy


@pytest.mark.parametrize("how", ["answered", "closed", "handed over", "withdrawn"])
def test_what_was_begun_goes_when_it_can_be_given_no_more(
    how: str, lead: Membership, facilitator: Membership
):
    sam = join(lead.group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"))
    asked = asking.ask_in("sent_back", lead, facilitator)
    draft = begun(asked)
    draft.files.create(group=lead.group, upload=kept(lead))
    if how == "answered":
        asking.answer(asked)
    elif how == "closed":
        asking.close(asked, facilitator, "no_disagreed")
    elif how == "handed over":
        hand_over_ask(asked, to=sam, by=lead)
    else:
        asking.end_without_a_word(asked, facilitator, "withdrawn")
    assert not AnswerDraft.objects.exists()
    assert AnswerFile.objects.count() == Upload.objects.count() == (1 if how == "answered" else 0)


def kept(lead: Membership) -> Upload:
    upload = Upload(
        group=lead.group, by=lead.person, name="plan.txt", kind="text/plain", size=4, state="ready"
    )
    upload.file.save("", ContentFile(b"plan"), save=False)
    upload.save()
    return upload


def test_no_search_finds_what_was_begun_and_one_finds_what_was_given(
    lead: Membership, facilitator: Membership
):
    asked = asking.ask(lead, facilitator)
    begun(asked, reason="Quince")
    assert not SearchEntry.objects.filter(text__icontains="quince").exists()
    asking.answer(asked, reason="Quince", promises=[Promised("Medlar", DAY)])
    assert SearchEntry.objects.filter(text__icontains="quince").filter(text__icontains="medlar").exists()


def test_nobody_else_keeps_a_draft(lead: Membership, facilitator: Membership):
    sam = join(lead.group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"))
    asked = asking.ask(lead, facilitator)
    for who in (sam, facilitator):
        with pytest.raises(Refused, match="Only they can reply"):
            save_draft(asked, Reply(reason="Mine"), by=who)


def test_a_file_of_a_draft_is_its_writers_and_of_an_answer_the_groups(
    lead: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    sign_in(lead).post(address(asked), {"reason": "Kept", "save": "1", "file_1": a_file()})
    file = AnswerFile.objects.get()
    where = reverse("answer_file", args=[asked.group.public_id, asked.public_id, file.public_id])
    assert sign_in(member).get(where).status_code == 404
    assert sign_in(lead).get(where).status_code == 200
    sign_in(lead).post(address(asked), WHOLE)
    assert b"".join(sign_in(member).get(where).streaming_content) == b"What it costs"


def test_no_more_files_than_an_answer_may_have(lead: Membership, facilitator: Membership, sign_in: SignIn):
    asked = asking.ask(lead, facilitator)
    for _turn in range(4):
        two = {"file_1": a_file(), "file_2": a_file("b.txt")}
        sign_in(lead).post(address(asked), {"reason": "Kept", "save": "1", **two})
    assert AnswerFile.objects.count() == 5


def test_a_promise_without_a_day_or_with_a_no_is_asked_about(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    no_day = sign_in(lead).post(address(asked), WHOLE | LINES | {"promises-0-due_on": ""}).content.decode()
    assert "Give the day by which this will happen." in no_day
    a_no = WHOLE | LINES | {"kind": "not_accepted"}
    assert "Only a yes has lines" in sign_in(lead).post(address(asked), a_no).content.decode()
    past = sign_in(lead).post(address(asked), WHOLE | LINES | {"promises-0-due_on": "2020-01-01"})
    assert "Choose today or a day to come." in past.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "-1", "11", "99999999"])
def test_a_form_somebody_bent_is_answered_with_a_page(
    total: str, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    for button in ({}, {"save": "1"}, {"look": "1"}):
        answer = sign_in(lead).post(address(asked), WHOLE | LINES | button | {"promises-TOTAL_FORMS": total})
        assert answer.status_code in {200, 302}


def test_a_line_without_its_day_yet_is_kept_for_later_and_never_sent(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    browser = sign_in(lead)
    half = LINES | {"promises-0-due_on": "", "promises-1-due_on": "2030-11-02"}
    kept = browser.post(address(asked), WHOLE | half | {"save": "1"})
    assert kept.status_code == 302, kept.content.decode()
    page = browser.get(address(asked)).content.decode()
    assert "Ask every ward." in page
    assert 'value="2030-11-02"' in page
    sent = browser.post(address(asked), WHOLE | half)
    assert "Give the day by which this will happen" in html.unescape(sent.content.decode())
    assert not Answer.objects.exists()
    with pytest.raises(Refused, match="its words and its day"):
        asking.answer(asked, promises=[Promised("Ask every ward", None)])
