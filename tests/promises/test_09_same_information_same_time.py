"""Promise 9, same information, same time: what is shared is everyone's at once, whoever shares it."""

from groups.models import Notification
from tests.facilitation.informing import SOURCED
from tests.facilitation.meeting import path, words_of


def test_the_lead_shares_and_everyone_has_it_at_the_same_moment(lead, member, carer, sign_in):
    page = sign_in(lead).post(
        path("information_new", lead.group),
        {"title": "The budget", "summary": "There are £40,000 to move.", "words": "# All of it\n\n- one"}
        | SOURCED,
        follow=True,
    )
    assert "There are £40,000 to move." in words_of(page)
    read = sign_in(member).get(path("information", member.group))
    assert "Shared by Dr Priya Nair, Medical Director, Northshire Board" in words_of(read)
    told = Notification.objects.get(kind="information_shared").deliveries.values_list("person", flat=True)
    assert set(told) == {lead.person.pk, member.person.pk, carer.person.pk}
