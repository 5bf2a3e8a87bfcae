"""Our group, at a glance: the same facts for everyone in it, whatever their role."""

from django.utils import timezone

from groups.models import Membership
from lifecycle.actions.cycles import begin_cycle
from tests.facilitation.making import make_item, make_session
from tests.lifecycle.making import make_ask, sign_commitment
from tests.pages import bare


def url(member: Membership) -> str:
    return f"/g/{member.group.public_id}/"


def test_everyone_sees_the_promise_and_whom_to_tell(member, lead, sign_in):
    sign_commitment(lead)
    page = sign_in(member).get(url(member)).content.decode()
    assert "Nothing said here will affect" in page
    assert "Healthwatch" in page


def test_a_late_request_is_late_for_all_to_see(member, lead, facilitator, sign_in):
    ask = make_ask(lead, facilitator)
    ask.next_step_on = timezone.localdate().replace(year=2020)
    ask.save()
    for who in (member, lead, facilitator):
        page = sign_in(who).get(url(who)).content.decode()
        assert "late" in page
        assert "waiting for Dr Priya Nair" in page


def test_the_page_asks_the_same_of_the_database_however_much_there_is(
    member, lead, facilitator, sign_in, django_assert_max_num_queries
):
    begin_cycle(by=facilitator)
    client = sign_in(member)
    for _ in range(3):
        make_item(make_session(member.group, state="announced"))
        make_ask(lead, facilitator)
        with django_assert_max_num_queries(10):
            client.get(url(member))


def test_a_stranger_and_a_made_up_group_look_the_same(member, stranger, sign_in):
    client = sign_in(stranger)
    nowhere = "/g/00000000-0000-4000-8000-000000000000/"
    private, unknown = client.get(url(member)), client.get(nowhere)
    assert private.status_code == unknown.status_code == 404
    assert bare(private, url(member)) == bare(unknown, nowhere)
