"""Promise 9, same information, same time: a change is everyone's at once, and the old words stay to be read."""

from groups.models import Notification
from tests.facilitation.informing import change, share
from tests.facilitation.meeting import path, words_of


def test_everyone_is_told_of_a_change_and_reads_it_at_the_same_moment(lead, member, carer, sign_in):
    item = share(lead, words="We can move £40,000. The Board decides.")
    change(item, lead, words="We can move £10,000. The Board decides.", why="The winter cost more.")
    told = Notification.objects.get(kind="information_changed").deliveries.values_list("person", flat=True)
    assert set(told) == {lead.person.pk, member.person.pk, carer.person.pk}
    for reader in (member, carer):
        page = words_of(sign_in(reader).get(path("information_item", reader.group, item)))
        assert "You read version 2. The winter cost more." in page
        assert "£10,000" in page


def test_what_is_new_and_what_is_gone_is_said_in_words_and_not_by_colour(lead, member, sign_in):
    item = share(lead, words="We can move £40,000 now. The Board decides.")
    change(item, lead, words="We can move £10,000 now. The Board decides.")
    answer = sign_in(member).get(path("information_compare", member.group, item))
    assert "We can move Taken out: £40,000 now. The Board decides." in words_of(answer)
    assert "We can move New: £10,000 now. The Board decides." in words_of(answer)
    assert ("<del>" in answer.text, "<ins>" in answer.text) == (True, True)


def test_no_version_is_ever_lost_or_written_over(lead, member, sign_in):
    item = share(lead, words="First words.")
    change(item, lead, words="Second words.")
    change(item, lead, words="Third words.")
    kept = list(item.versions.order_by("number").values_list("number", "words"))
    assert kept == [(1, "First words."), (2, "Second words."), (3, "Third words.")]
    first = item.versions.get(number=1)
    page = words_of(sign_in(member).get(path("information_version", member.group, first)))
    assert "First words." in page
    assert "It has changed since." in page
    two = sign_in(member).get(path("information_compare", member.group, item), {"old": "1", "new": "3"})
    assert "Taken out: First" in words_of(two)


def test_nobody_changes_what_another_shared(lead, facilitator, sign_in):
    item = share(lead, words="The Board decides.")
    page = sign_in(facilitator).post(
        path("information_change", lead.group, item), {"title": "Mine", "summary": "Mine"}
    )
    assert page.status_code == 409
    assert "Only the person who shared this can change it." in words_of(page)
    item.refresh_from_db()
    assert item.versions.count() == 1
