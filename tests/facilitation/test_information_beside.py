"""What stands beside the words of an item: a budget sheet, other formats, its place on the map, how early it was."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from facilitation.actions.information import add_format, tag_topic
from facilitation.actions.rounds import open_round
from facilitation.models import InformationItem, Topic
from groups.files.checking import check
from groups.files.sorts import Sort
from tests.facilitation.informing import SOURCED, change, line, share
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import path, words_of

ONE_LINE = {
    "lines-TOTAL_FORMS": "2",
    "lines-INITIAL_FORMS": "0",
    "lines-0-name": "Letters",
    "lines-0-total": "40000",
    "lines-0-committed": "30000",
    "lines-0-movable": "5000",
    "lines-0-decides": "The Board",
}


def read(reader, item, sign_in) -> str:
    return words_of(sign_in(reader).get(path("information_item", reader.group, item)))


def test_a_budget_says_what_can_be_moved_and_which_sums_are_off(lead, member, sign_in):
    typed = SOURCED | ONE_LINE | {"title": "Budget", "summary": "In short", "whole": "50000"}
    sign_in(lead).post(path("information_new", lead.group) + "?kind=budget", typed)
    page = read(member, InformationItem.objects.get(), sign_in)
    assert (
        "Letters: £40,000 in all, £30,000 already committed, £5,000 can be moved. The Board decides." in page
    )
    assert "Letters: what is committed and what can be moved make £35,000. The total says £40,000." in page
    assert "All lines together make £40,000. The sheet says £50,000." in page


def test_a_sheet_that_adds_up_is_left_in_peace(lead, member, sign_in):
    item = share(lead, kind="budget", lines=[line("Letters", 40, 30, 10), line("Taxis", 20, 20, 0)], whole=60)
    assert "do not add up" not in read(member, item, sign_in)


def test_a_new_sheet_is_a_new_version_and_the_old_one_stays(lead, member, sign_in):
    item = share(lead, kind="budget", lines=[line("Letters", 40, 30, 10)])
    typed = SOURCED | ONE_LINE | {"title": item.title, "summary": item.summary}
    sign_in(lead).post(path("information_change", lead.group, item), typed)
    assert [version.lines.get().total for version in item.versions.order_by("number")] == [40, 40000]
    page = words_of(sign_in(member).get(path("information_compare", member.group, item)))
    assert "Budget sheet" in page


def test_formats_are_buttons_with_their_size_or_say_when_they_come(lead, coordinator, member, sign_in):
    item = share(lead)
    file = check(ContentFile(b"WHAT WE CAN SPEND", "large.txt"), [Sort.TEXT])
    given = add_format(item, kind="large_print", file=file, by=coordinator)
    add_format(item, kind="easy_read", expected_on=lead.group.today, by=coordinator)
    add_format(item, kind="bsl", link="https://video.example/1", by=coordinator)
    page = read(member, item, sign_in)
    assert "Large print: large.txt, 17" in page
    assert "Easy read : still to come, by" in page
    assert "British Sign Language video: a link to another site" in page
    served = sign_in(member).get(path("information_format_file", member.group, given))
    assert b"".join(served) == b"WHAT WE CAN SPEND"
    change(item, lead, words="Other words now.")
    assert "Made from version 1. The words have changed since." in read(member, item, sign_in)


def test_a_format_of_another_group_cannot_be_opened(lead, stranger, sign_in):
    file = check(ContentFile(b"Ours", "ours.txt"), [Sort.TEXT])
    given = add_format(share(lead), kind="large_print", file=file, by=lead)
    assert sign_in(stranger).get(path("information_format_file", lead.group, given)).status_code == 404


def test_the_words_can_be_read_as_plain_text(lead, member, sign_in):
    page = sign_in(member).get(path("information_plain", member.group, share(lead, words="<b>All</b> of it")))
    assert page["Content-Type"] == "text/plain; charset=utf-8"
    assert "What we can spend." in page.text
    assert "<b>All</b> of it" in page.text


def test_each_part_of_the_model_shows_what_the_group_has_about_it(lead, facilitator, member, sign_in):
    share(lead, "How plans are made", parts=["planning"])
    tag_topic(make_topic(facilitator, title="Letters"), parts=["planning", "finance"], by=facilitator)
    page = words_of(sign_in(member).get(path("model_map", member.group)))
    planning = page.rsplit("Personalised care and support planning", 1)[1].split("Review", 1)[0]
    assert "Information How plans are made" in planning
    assert "Topics Letters" in planning
    listed = words_of(sign_in(member).get(path("information", member.group), {"part": "finance"}))
    assert "How plans are made" not in listed


def test_it_is_said_how_long_before_input_opened_it_was_out(lead, facilitator, member, sign_in):
    topic = make_topic(facilitator)
    item = share(lead, topics=[topic])
    InformationItem.objects.update(shared_at=timezone.now() - timedelta(days=9))
    open_round(topic=topic, wording="Large print", by=facilitator)
    assert "Out 9 days before input on “Letters people can read” opened." in read(member, item, sign_in)
    assert "Out 9 days before" in words_of(sign_in(member).get(path("information", member.group)))
    InformationItem.objects.update(shared_at=timezone.now() + timedelta(days=2))
    assert "Late: it came after input on" in read(member, item, sign_in)
    assert Topic.objects.get() == topic
