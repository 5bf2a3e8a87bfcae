"""The consent ledger: given in known words, shown by pointing to it, taken back from everywhere at once (promise 15)."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.models import InformationItem
from groups.actions.consents import Given, show_to_anyone, take_back_consent, type_consent
from groups.consents import REACHES, WORDINGS, stands_at, wording_of
from groups.models import Activity, Consent, Delivery, Membership, Person, Upload
from groups.states import ConsentKind, ConsentState, Origin
from groups.transitions import Refused
from lifecycle.actions.quotes import add_quote, remove_quote
from lifecycle.models import ImpactReport, ReportQuote
from lifecycle.states import ReportState
from tests.groups import a_file
from tests.groups.consenting import WORDS, quote, share
from tests.house.everything import make_everything

type SignIn = Callable[[Membership | Person], Client]


def test_every_kind_has_its_words_and_a_version():
    assert set(WORDINGS) == set(ConsentKind)
    for versions in WORDINGS.values():
        assert len({one.version for one in versions}) == len(versions)
        assert all("take this back at any time" in str(one.words) for one in versions)


def test_it_says_which_words_were_agreed_to(member: Membership):
    consent = quote(member)
    assert consent.wording == "1"
    assert wording_of(consent) == str(WORDINGS[ConsentKind.QUOTE][0].words)


def test_typed_for_somebody_it_says_how_they_said_so_and_they_hear_of_it(
    member: Membership, coordinator: Membership
):
    given_words = Given(ConsentKind.STORY, "My mother waited.")
    consent = type_consent(given_words, member=member, origin=Origin.PHONE, by=coordinator)
    assert (consent.origin, consent.recorded_by) == (Origin.PHONE, coordinator.person)
    assert Delivery.objects.filter(person=member.person, notification__kind="consent_typed").exists()


def test_the_form_takes_nothing_that_was_not_read_back(
    member: Membership, coordinator: Membership, sign_in: SignIn
):
    url = reverse("consent_type", args=[member.group.public_id, "quote"])
    said = {"member": member.public_id, "about": WORDS, "origin": "phone"}
    page = sign_in(coordinator).post(url, said)
    assert "Read it to them first" in page.text
    assert not Consent.objects.exists()
    sign_in(coordinator).post(url, said | {"read_back": "on"})
    assert Consent.objects.get().about == WORDS


def test_a_story_goes_with_what_was_written_around_it(member: Membership, facilitator: Membership):
    story = quote(member, "My mother waited.", ConsentKind.STORY)
    item = share(story, facilitator, "Her mother waited")
    take_back_consent(story, by=member.person)
    item.refresh_from_db()
    assert (item.title, item.summary, item.words, item.consent) == ("Taken back", "", "", None)
    assert item.taken_back_on


def test_of_a_quote_only_the_quote_goes(
    member: Membership, facilitator: Membership, carer: Membership, sign_in: SignIn
):
    consent = quote(member)
    item = share(consent, facilitator)
    url = reverse("information_item", args=[item.group.public_id, item.public_id])
    assert WORDS in sign_in(carer).get(url).text
    take_back_consent(consent, by=member.person)
    page = sign_in(carer).get(url).text
    assert WORDS not in page
    assert "Read it." in page
    assert "was taken back on" in page


def test_an_approved_report_loses_the_quote_and_says_so(
    member: Membership, facilitator: Membership, carer: Membership, sign_in: SignIn
):
    """The report itself is frozen by the database; the quote stands beside it."""
    whole = make_everything("Alba group")
    report, member = whole.rows["report_id"], whole.cast["member"]
    ReportQuote.objects.all().delete()
    consent = quote(member)
    add_quote(report, consent, by=whole.cast["facilitator"])
    now = timezone.now()
    ImpactReport.objects.filter(pk=report.pk).update(
        state=ReportState.APPROVED, approved_at=now, decision=whole.rows["decision_id"]
    )
    url = reverse("report", args=[report.group.public_id, report.public_id])
    reader = sign_in(whole.cast["carer"])
    assert WORDS in reader.get(url).text
    with pytest.raises(Refused):
        remove_quote(ReportQuote.objects.get(), by=whole.cast["facilitator"])
    take_back_consent(consent, by=member.person)
    assert WORDS not in reader.get(url).text
    assert "A quote was taken back on" in reader.get(url).text
    for name in ("report_json", "report_csv"):
        assert WORDS not in reader.get(reverse(name, args=[report.group.public_id, report.public_id])).text


def test_contact_details_are_seen_under_a_standing_consent_only(
    member: Membership, carer: Membership, sign_in: SignIn
):
    people = reverse("people", args=[member.group.public_id])
    consent = quote(member, "Ring me on 01632 960 777", ConsentKind.CONTACT_DETAILS)
    assert "01632 960 777" in sign_in(carer).get(people).text
    mine = sign_in(member).get(reverse("my_consents")).text
    assert "People, for the group alone" in mine
    assert "public page" not in mine
    take_back_consent(consent, by=member.person)
    assert "01632 960 777" not in sign_in(carer).get(people).text


def test_a_photograph_is_seen_where_it_stands_and_its_file_goes(
    member: Membership,
    facilitator: Membership,
    carer: Membership,
    sign_in: SignIn,
    django_capture_on_commit_callbacks,
):
    member.group.is_public = True
    member.group.save()
    said = {"group": member.group.public_id, "about": "Ade at the bus stop", "agree": "on"}
    url = reverse("consent_give", args=["photo"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(member).post(
            url, said | {"photo": SimpleUploadedFile("a.png", a_file.picture("PNG"))}
        )
    assert answer.status_code == 302, answer.text
    photo = Consent.objects.select_related("upload", "group").get()
    assert photo.upload
    assert photo.upload.name == "photograph.png", "its name says nothing of the person"
    inside = reverse("consent_photo", args=[member.group.public_id, photo.public_id])
    outside = reverse("public_photo", args=[member.group.public_id, photo.public_id])
    assert (sign_in(carer).get(inside).status_code, Client().get(outside).status_code) == (404, 404)
    show_to_anyone(photo, by=facilitator)
    assert (sign_in(carer).get(inside).status_code, Client().get(outside).status_code) == (200, 200)
    assert "Ade at the bus stop" in Client().get(reverse("public_group", args=[member.group.public_id])).text
    with django_capture_on_commit_callbacks(execute=True):
        take_back_consent(photo, by=member.person)
    assert (sign_in(carer).get(inside).status_code, Client().get(outside).status_code) == (404, 404)
    assert not photo.upload.file.storage.exists(photo.upload.file.name)
    assert not Upload.objects.exists()


def test_it_says_honestly_what_nobody_can_call_back(
    member: Membership, facilitator: Membership, sign_in: SignIn
):
    consent = quote(member)
    share(consent, facilitator)
    page = sign_in(member).post(reverse("consent_take_back", args=[consent.public_id]), follow=True).text
    assert "gone from every page" in page
    assert "information for the group" in page
    assert "We cannot call that back" in page


def test_whoever_keeps_the_ledger_is_told(
    member: Membership, facilitator: Membership, coordinator: Membership
):
    take_back_consent(quote(member), by=member.person)
    told = Delivery.objects.filter(notification__kind="consent_taken_back").values_list("person", flat=True)
    assert set(told) == {facilitator.person_id, coordinator.person_id}


def test_the_words_are_forgotten_and_the_fact_is_kept(member: Membership):
    consent = quote(member)
    take_back_consent(consent, by=member.person)
    consent.refresh_from_db()
    assert (consent.about, consent.credit, consent.state) == ("", "", ConsentState.WITHDRAWN)
    assert consent.withdrawn_at


def test_nothing_is_shown_that_was_taken_back_a_moment_ago(member: Membership, facilitator: Membership):
    consent = quote(member)
    stale = Consent.objects.get(pk=consent.pk)
    take_back_consent(consent, by=member.person)
    with pytest.raises(Refused):
        share(stale, facilitator)
    assert not InformationItem.objects.exists()


def test_nobody_else_can_take_it_back(member: Membership, carer: Membership, sign_in: SignIn):
    consent = quote(member)
    answer = sign_in(carer).post(reverse("consent_take_back", args=[consent.public_id]))
    assert answer.status_code == 404
    consent.refresh_from_db()
    assert consent.state == ConsentState.GIVEN


def test_no_log_of_it_says_what_it_was(member: Membership, facilitator: Membership):
    """Promise 13: who did what, and when; never what was said."""
    consent = quote(member)
    share(consent, facilitator)
    take_back_consent(consent, by=member.person)
    for row in Activity.objects.all():
        assert WORDS not in f"{row.verb} {row.target}"


def test_every_place_says_how_a_consent_is_taken_from_it():
    assert set(REACHES) == {"groups.group", "facilitation.informationitem", "lifecycle.reportquote"}
    with pytest.raises(ValueError, match="Nobody has said"):
        stands_at(Consent(), Person())
