"""One page over all the groups somebody oversees: calm, by name, and with nothing that was not for them."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Activity, Group, Membership
from groups.states import GroupState, MembershipState
from lifecycle.actions.cycles import begin_cycle
from lifecycle.actions.reports import read_report
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.models import Ask, GroupSummary, InvestmentMade, Review
from tests.cast import CAST, join, make_group
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import ask
from tests.lifecycle.impact import make_approved, make_published, make_report, reviewed
from tests.lifecycle.making import make_ask, sign_commitment
from tests.lifecycle.overseeing import another_group, another_system, facilitator_of
from tests.lifecycle.test_boards import answered_after

type SignIn = Callable[[Membership], Client]

OVERVIEW, AS_CSV, AS_JSON = map(reverse, ("groups_overview", "groups_overview_csv", "groups_overview_json"))
ALL_THREE = (OVERVIEW, AS_CSV, AS_JSON)


def text_of(response: HttpResponse) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig") if response.streaming else response.text


def rows(client: Client, **asked: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(client.get(AS_CSV, asked)))))


def data(client: Client, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_of(client.get(AS_JSON, asked)))
    return found


def names(client: Client, **asked: Any) -> list[str]:
    """The groups that are shown, in their order; the same on the page and in both files."""
    page = [card.name for card in client.get(OVERVIEW, asked).context["cards"]]
    assert page == [row["Group"] for row in rows(client, **asked)]
    assert page == [one["name"] for one in data(client, **asked)]
    return page


class TestWhoseItIs:
    @pytest.mark.parametrize("role", ["member", "professional", "facilitator", "supporter", "stranger"])
    @pytest.mark.parametrize("url", ALL_THREE)
    def test_whoever_oversees_nothing_finds_nothing_there(
        self, role: str, url: str, request, sign_in: SignIn
    ):
        client = sign_in(request.getfixturevalue(role))
        assert client.get(url).status_code == client.get("/groups/nowhere").status_code == 404

    @pytest.mark.parametrize("url", ALL_THREE)
    def test_nor_does_a_sponsor_who_holds_no_place_or_one_who_left(
        self, url: str, lead, stranger, sign_in: SignIn
    ):
        commitment = sign_commitment(lead)
        commitment.sponsor = stranger
        commitment.save()
        assert sign_in(stranger).get(url).status_code == 404
        Membership.objects.filter(pk=lead.pk).update(state=MembershipState.LEFT)
        assert sign_in(lead).get(url).status_code == 404

    @pytest.mark.parametrize("role", ["lead", "coordinator"])
    def test_each_sees_their_own_groups_and_no_other(self, role: str, request, lead, sign_in: SignIn):
        who = request.getfixturevalue(role)
        another_group(who, "Another of theirs")
        strange = make_group("Of somebody else")
        join(strange, CAST["lead"], "other@demo.example")
        refresh_summaries()
        assert names(sign_in(who)) == ["Another of theirs", "Northshire group"]

    def test_a_group_in_which_they_only_take_part_is_not_among_them(self, lead, sign_in: SignIn):
        there = another_group(lead, "Where she is a professional")
        Membership.objects.filter(pk=there.pk).update(roles=CAST["professional"].roles)
        assert names(sign_in(lead)) == ["Northshire group"]

    def test_two_steps_are_asked_for(self, lead, sign_in: SignIn, settings):
        settings.REQUIRE_SECOND_FACTOR = True
        for url in ALL_THREE:
            assert sign_in(lead).get(url).url == reverse("mfa_index")

    def test_one_group_is_enough_and_brings_its_places(self, lead, sign_in: SignIn):
        page = sign_in(lead).get(OVERVIEW)
        assert f'href="{reverse("asks", args=[lead.group.public_id])}"' in page.text
        assert f'href="{OVERVIEW}" aria-current="page"' in page.text


class TestWhatItSays:
    def test_each_group_in_words(self, lead, facilitator, sign_in: SignIn):
        sign_commitment(lead)
        answered_after([7, 7, 14, 14, 28], lead, facilitator)
        make_ask(lead, facilitator, title="Late")
        make_ask(lead, facilitator, title="In time")
        Ask.objects.filter(title="Late").update(next_step_on=lead.group.today - timedelta(days=1))
        InvestmentMade.objects.create(
            group=lead.group, kind="time", pounds=1200, hours=1, on=lead.group.today, words="Meetings"
        )
        refresh_summaries()
        begin_cycle(by=facilitator)
        refresh_summaries()
        client = sign_in(lead)
        page = words_of(client.get(OVERVIEW))
        assert "The commitment was signed on" in page
        assert (
            "How strong the group finds each stage. System Commitment & Leadership: not begun; Contact"
            in page
        )
        assert "2 requests wait for an answer . 1 is past its day. 5 wait for the group." in page
        page = words_of(client.get(path("overview_one", lead.group)))
        for words in (
            "Half came within 10 working days. The middle half took 5 to 10.",
            "up to 5 working days: 2 answers",
            "Time to develop. Promised: nothing written down. Put in: £1,200 and 1 hour.",
            "No review of this has closed yet.",
        ):
            assert words in page, page

    def test_each_reads_it_in_their_language_whoever_read_it_before(self, lead, sign_in: SignIn):
        refresh_summaries()
        client = sign_in(lead)
        for language, words in (
            ("en-gb", "0 requests wait for an answer"),
            ("cy", "Mae 0 cais yn aros am ateb"),
            ("en-gb", "0 requests wait for an answer"),
        ):
            assert words in words_of(client.get(OVERVIEW, headers={"Accept-Language": language}))

    def test_it_says_as_of_when(self, lead, sign_in: SignIn):
        refresh_summaries()
        at = timezone.localtime().replace(hour=0, minute=15)
        GroupSummary.objects.update(refreshed_at=at)
        assert "As of 12.15am." in words_of(sign_in(lead).get(OVERVIEW))
        GroupSummary.objects.update(refreshed_at=at.replace(year=2025, month=3, day=4, hour=14))
        assert "As of Tuesday 4 March 2025, 2.15pm." in words_of(sign_in(lead).get(OVERVIEW))

    def test_when_somebody_did_something_does_not_show(self, lead, facilitator, sign_in: SignIn):
        """A group in which nothing was done bears the same time as one in which somebody has just written."""
        quiet = another_group(lead, "Quiet").group
        refresh_summaries()
        Activity.objects.create(system=lead.group.system, group=lead.group, verb="space.posted", target="x")
        refresh_summaries()
        busy, still = (GroupSummary.objects.get(group=group) for group in (lead.group, quiet))
        assert busy.refreshed_at == still.refreshed_at
        assert "refreshed" not in text_of(sign_in(lead).get(AS_JSON))

    def test_shifts_over_time_in_words(self, lead, facilitator, sign_in: SignIn):
        review = reviewed(facilitator, lived=[3] * 8, system=[3] * 5)
        Review.objects.filter(pk=review.pk).update(opened_on=date(2025, 3, 4))
        reviewed(facilitator, lived=[5] * 8, system=[4] * 5)
        refresh_summaries()
        page = words_of(sign_in(lead).get(path("overview_one", lead.group)))
        assert "People with lived experience: 3 (middle half 3 to 3) in March 2025, 5 (" in page
        assert "People from the system: too few to show." in page

    @pytest.mark.parametrize(
        ("lived", "middle"),
        [([1] * 6 + [2] * 2, "1 or 2"), ([2, 2, 2, 2, 3, 3, 3, 3], "2.5"), ([4] * 8, "4")],
    )
    def test_a_middle_answer_is_said_as_on_every_other_page(
        self, lead, facilitator, sign_in: SignIn, lived: list[int], middle: str
    ):
        reviewed(facilitator, lived=lived, system=[3] * 5)
        refresh_summaries()
        client, board = sign_in(lead), make_published(facilitator)
        here = (lead.group.public_id,)
        said = re.compile(rf"\b{re.escape(middle)} \(middle half")
        assert said.search(words_of(client.get(path("overview_one", lead.group))))
        assert said.search(words_of(client.get(reverse("what_changed", args=here))))
        assert said.search(text_of(client.get(AS_CSV)))
        assert f"<td>{middle}</td>" in text_of(
            client.get(reverse("report_board", args=[*here, board.public_id]))
        )

    def test_with_too_few_on_both_sides_it_says_so(self, lead, facilitator, sign_in: SignIn):
        reviewed(facilitator, lived=[3] * 7, system=[3] * 7)
        refresh_summaries()
        page = words_of(sign_in(lead).get(path("overview_one", lead.group)))
        assert "Too few to show across groups." in page

    def test_a_group_never_counted_shows_its_name(self, lead, sign_in: SignIn):
        client = sign_in(lead)
        page = words_of(client.get(OVERVIEW))
        assert "Northshire group" in page
        assert "Not counted yet. Look again in a few minutes." in page
        assert "Not counted yet." in words_of(client.get(path("overview_one", lead.group)))
        [row], [one] = rows(client), data(client)
        assert row["Requests that wait for an answer"] == "not counted yet"
        assert one["counted"] is False

    def test_reports_not_opened_come_first_until_they_are(self, lead, facilitator, sign_in: SignIn):
        report = make_approved(facilitator, title="Our first year")
        make_report(facilitator, title="Still being written")
        client = sign_in(lead)
        page = words_of(client.get(OVERVIEW))
        assert (
            page.index("Reports you have not opened")
            < page.index("Our first year")
            < page.index("Find groups")
        )
        assert "Still being written" not in page
        read_report(report=report, by=lead)
        assert "Reports you have not opened" not in words_of(client.get(OVERVIEW))
        refresh_summaries()
        assert "Read the newest report" in words_of(client.get(OVERVIEW))

    def test_a_coordinator_owes_no_report_a_reading(self, coordinator, facilitator, sign_in: SignIn):
        make_approved(facilitator)
        assert "Reports you have not opened" not in words_of(sign_in(coordinator).get(OVERVIEW))


class TestNothingRanks:
    def test_the_order_is_by_name_whatever_the_figures(self, lead, facilitator, sign_in: SignIn):
        for name in ("Worst of all", "Alba", "Middle"):
            another_group(lead, name)
        for title in ("One", "Two", "Three"):
            make_ask(lead, facilitator, title=title)
        Ask.objects.update(next_step_on=lead.group.today - timedelta(days=300))
        refresh_summaries()
        by_name = ["Alba", "Middle", "Northshire group", "Worst of all"]
        client = sign_in(lead)
        for tried in ({}, {"sort": "overdue"}, {"order": "-waiting"}, {"o": "1"}):
            assert names(client, **tried) == by_name

    def test_nothing_is_coloured_good_or_bad(self, lead, facilitator, sign_in: SignIn):
        make_ask(lead, facilitator)
        Ask.objects.update(next_step_on=lead.group.today - timedelta(days=300))
        refresh_summaries()
        page = sign_in(lead).get(OVERVIEW).text
        assert "1 is past its day." in page
        assert "tag-late" not in page

    def test_review_figures_are_never_added_up_over_groups(self, lead, facilitator, sign_in: SignIn):
        """Choosing some groups and then one fewer would tell what that one said."""
        reviewed(facilitator, lived=[4] * 8, system=[3] * 8)
        refresh_summaries()
        totals = sign_in(lead).get(OVERVIEW).context["totals"]
        assert set(totals) == {"all_groups", "all_waiting", "all_overdue", "all_groups_turn"}


class TestFinding:
    @pytest.fixture
    def client(self, lead, facilitator, sign_in: SignIn) -> Client:
        sign_commitment(lead)
        late = another_group(lead, "Late group")
        make_ask(late, facilitator_of(late.group))
        Ask.objects.update(next_step_on=lead.group.today - timedelta(days=1))
        review = another_group(lead, "Review group")
        commitment = sign_commitment(review)
        commitment.review_on = lead.group.today
        commitment.save()
        make_approved(facilitator_of(review.group))
        another_group(lead, "Paused group", state=GroupState.PAUSED)
        another_system(lead, "Eastshire")
        refresh_summaries()
        return sign_in(lead)

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"words": "group late"}, ["Late group"]),
            ({"state": "paused"}, ["Paused group"]),
            ({"only": "late"}, ["Late group"]),
            ({"only": "report"}, ["Review group"]),
            ({"only": "commitment"}, ["Group of Eastshire", "Late group", "Paused group", "Review group"]),
            ({"only": ["commitment", "late"]}, ["Late group"]),
            ({"words": "nothing like it"}, []),
        ],
    )
    def test_by_what_is_wanted(self, client: Client, asked: dict[str, Any], found: list[str]):
        assert names(client, **asked) == found

    def test_the_form_comes_when_asked_for_and_keeps_what_was_asked(self, client: Client):
        page = client.get(OVERVIEW).text
        assert 'href="?find=yes#find"' in page
        assert '<form method="get"' not in page
        opened = client.get(OVERVIEW, {"find": "yes"})
        assert 'id="find"' in opened.text
        assert 'name="words"' in opened.text
        assert f'href="{AS_CSV}"' in opened.text
        assert len(opened.context["cards"]) == 5
        assert 'value="late"' in client.get(OVERVIEW, {"words": "late"}).text
        assert 'value="late"' in client.get(OVERVIEW, {"words": "late", "find": "yes"}).text

    def test_what_was_not_understood_is_said_beside_its_field(self, client: Client):
        page = client.get(OVERVIEW, {"state": "dancing", "words": "late"})
        assert 'id="id_state_error"' in page.text
        assert 'value="late"' in page.text
        assert len(page.context["cards"]) == 1

    def test_by_system(self, client: Client):
        there = Group.objects.get(name="Group of Eastshire").system
        assert names(client, system=there.public_id) == ["Group of Eastshire"]

    def test_a_system_with_none_of_their_groups_cannot_be_named(self, client: Client):
        strange = make_group("Of somebody else").system
        page = client.get(OVERVIEW, {"system": strange.public_id})
        assert "Of somebody else" not in page.text
        assert len(page.context["cards"]) == 5
        assert page.context["form"].errors["system"]

    def test_totals_are_of_the_groups_found(self, client: Client):
        assert "1 group. 1 request waits for an answer in them. 1 is past its day." in words_of(
            client.get(OVERVIEW, {"words": "late"})
        )
        assert "1 group. 0 requests wait" in words_of(client.get(OVERVIEW, {"state": "paused"}))

    def test_the_files_and_the_next_page_keep_what_was_asked(self, client: Client, lead):
        for number in range(12):
            another_group(lead, f"Many {number:02}")
        refresh_summaries()
        page = client.get(OVERVIEW, {"words": "many", "only": "commitment"}).text
        assert f'href="{AS_CSV}?words=many&amp;only=commitment"' in page
        assert 'href="?page=2&amp;words=many&amp;only=commitment"' in page


class TestFiles:
    def test_their_names_say_nothing(self, lead, sign_in: SignIn):
        client = sign_in(lead)
        for url, name in ((AS_CSV, "groups.csv"), (AS_JSON, "groups.json")):
            assert client.get(url).headers["Content-Disposition"] == f'attachment; filename="{name}"'
            assert client.get(url).headers["Cache-Control"] == "no-store"

    def test_no_cell_is_a_formula(self, lead, sign_in: SignIn):
        another_group(lead, "=HYPERLINK(1)")
        assert [row["Group"] for row in rows(sign_in(lead))] == ["'=HYPERLINK(1)", "Northshire group"]

    def test_each_line_has_a_value_for_each_column(self, lead, facilitator, sign_in: SignIn):
        reviewed(facilitator, lived=[4] * 8, system=[3] * 5)
        refresh_summaries()
        header, line = csv.reader(io.StringIO(text_of(sign_in(lead).get(AS_CSV))))
        assert len(header) == len(line) == len(set(header))
        found = dict(zip(header, line, strict=True))
        lived = next(name for name in header if name.endswith("lived experience, latest review"))
        assert found[lived] == "4 (middle half 4 to 4)"
        assert found[lived.replace("with lived experience", "from the system")] == "too few to show"

    def test_the_data_reads_as_the_page(self, lead, facilitator, sign_in: SignIn):
        make_ask(lead, facilitator)
        refresh_summaries()
        [one] = data(sign_in(lead))
        assert one["requests"]["waiting"] == 1
        assert one["system"] == lead.group.system.name
        assert "public_id" not in str(one)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_database_no_more_for_more_groups(
    count: int, lead, facilitator, sign_in: SignIn, django_assert_num_queries
):
    make_approved(facilitator)
    ask(lead, facilitator)
    for number in range(count):
        another_group(lead, f"Group {number:02}")
    refresh_summaries()
    client = sign_in(lead)
    client.get(OVERVIEW)
    with django_assert_num_queries(7):
        client.get(OVERVIEW)
    with CaptureQueriesContext(connection) as seen:
        text_of(client.get(AS_CSV))
    assert len(seen) <= 12
