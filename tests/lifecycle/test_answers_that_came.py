"""An answer that came by email or letter is typed in, and is the lead's only when the lead says so."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Delivery, Membership
from groups.transitions import Refused
from lifecycle.actions.came_in import confirm_entered, disown, enter_answer, entered, take_as_own, version_of
from lifecycle.actions.drafts import Reply, save_draft
from lifecycle.actions.promises import Promised
from lifecycle.models import Answer, AnswerDraft, Ask
from tests.lifecycle import asking

type SignIn = Callable[[Membership], Client]

CAME = Reply(
    kind="accepted",
    reason="A quince of a reason",
    will_do="New printers",
    who="Print shop",
    promised_on=date(2031, 1, 10),
    promises=[Promised("Ask each ward", date(2030, 11, 1))],
)


@pytest.fixture
def asked(lead: Membership, facilitator: Membership) -> Ask:
    return asking.ask(lead, facilitator)


def came(asked: Ask, by: Membership, reply: Reply = CAME) -> AnswerDraft:
    return enter_answer(asked, reply, came_on=timezone.localdate() - timedelta(days=2), by=by)


def address(asked: Ask, name: str) -> str:
    return reverse(name, args=[asked.group.public_id, asked.public_id])


def test_it_is_no_answer_until_the_lead_confirms_it(asked: Ask, coordinator: Membership, lead: Membership):
    draft = came(asked, coordinator)
    before = asking.fresh(asked)
    assert (before.state, before.next_step_on) == (asked.state, asked.next_step_on)
    assert not Answer.objects.exists()
    assert Delivery.objects.filter(notification__kind="answer_to_confirm", person=lead.person).exists()
    answer = confirm_entered(asked, seen=version_of(draft), by=lead)
    assert (answer.by, answer.entered_by, answer.came_on) == (lead, coordinator, draft.came_on)
    assert (answer.reason, answer.who, answer.milestones.count()) == (CAME.reason, "Print shop", 2)
    assert asking.fresh(asked).state == "answered"
    assert not AnswerDraft.objects.exists()
    assert not Delivery.objects.filter(
        notification__kind="answer_to_confirm", notification__closed_at=None
    ).exists()


def test_only_the_named_lead_confirms_it(
    asked: Ask, coordinator: Membership, facilitator: Membership, member: Membership
):
    draft = came(asked, coordinator)
    for who in (coordinator, facilitator, member):
        for act in (
            lambda who=who: confirm_entered(asked, seen=version_of(draft), by=who),
            lambda who=who: disown(asked, reason="No", by=who),
            lambda who=who: take_as_own(asked, by=who),
        ):
            with pytest.raises(Refused):
                act()
    assert not Answer.objects.exists()


def test_only_those_who_type_for_others_enter_it(asked: Ask, member: Membership, professional: Membership):
    for who in (member, professional, asked.to):
        with pytest.raises(Refused, match="Coordinators and facilitators"):
            came(asked, who)


def test_what_was_mended_meanwhile_is_read_before_it_is_confirmed(
    asked: Ask, coordinator: Membership, lead: Membership
):
    seen = version_of(came(asked, coordinator))
    mended = came(asked, coordinator, Reply(kind="not_accepted", reason="No"))
    with pytest.raises(Refused, match="changed while you read it"):
        confirm_entered(asked, seen=seen, by=lead)
    assert confirm_entered(asked, seen=version_of(mended), by=lead).reason == "No"


def test_it_is_as_whole_as_any_answer(asked: Ask, coordinator: Membership):
    for reply in (Reply(kind="accepted", reason="Yes"), Reply(kind="not_accepted"), Reply(reason="Yes")):
        with pytest.raises(Refused):
            came(asked, coordinator, reply)
    with pytest.raises(Refused, match="today or before"):
        enter_answer(asked, CAME, came_on=date(2999, 1, 1), by=coordinator)


def test_the_lead_may_change_it_first(asked: Ask, coordinator: Membership, lead: Membership, sign_in: SignIn):
    came(asked, coordinator)
    changed = sign_in(lead).post(address(asked, "ask_confirm_answer"), {"what": "change"})
    assert changed["Location"] == address(asked, "ask_answer")
    assert "A quince of a reason" in sign_in(lead).get(changed["Location"]).content.decode()
    assert entered(asked) is None
    asking.answer(asked, reason="In my own words")
    assert Answer.objects.get().entered_by is None


def test_an_answer_begun_is_not_lost_for_it(asked: Ask, coordinator: Membership, lead: Membership):
    save_draft(asked, Reply(reason="Mine"), by=lead)
    came(asked, coordinator)
    with pytest.raises(Refused, match="an answer of your own"):
        take_as_own(asked, by=lead)
    assert AnswerDraft.objects.get(by=lead).reason == "Mine"


def test_not_theirs_goes_back_with_a_reason_and_can_be_mended(
    asked: Ask, coordinator: Membership, lead: Membership, sign_in: SignIn
):
    came(asked, coordinator)
    priya, confirm = sign_in(lead), address(asked, "ask_confirm_answer")
    assert "Say why it is not yours" in priya.post(confirm, {"what": "not_mine"}).content.decode()
    priya.post(confirm, {"what": "not_mine", "reason": "My office wrote it"})
    assert Delivery.objects.filter(notification__kind="answer_not_theirs", person=coordinator.person).exists()
    assert "My office wrote it" in sign_in(coordinator).get(address(asked, "ask")).content.decode()
    with pytest.raises(Refused, match="No answer waits"):
        confirm_entered(asked, seen="", by=lead)
    assert version_of(came(asked, coordinator))
    found = entered(asked)
    assert found
    assert found.not_theirs == ""


@pytest.mark.parametrize("not_theirs", [False, True])
def test_the_group_sees_that_one_came_and_not_what_it_says(
    asked: Ask,
    coordinator: Membership,
    lead: Membership,
    facilitator: Membership,
    member: Membership,
    professional: Membership,
    sign_in: SignIn,
    *,
    not_theirs: bool,
):
    came(asked, coordinator)
    if not_theirs:
        disown(asked, reason="Not mine", by=lead)
    for who in (member, professional):
        page = sign_in(who).get(address(asked, "ask")).content.decode()
        assert "quince" not in page
        assert "Not mine" not in page
        assert ("has not confirmed it yet" in page) is not not_theirs
    for who in (coordinator, facilitator, lead):
        assert "quince" in sign_in(who).get(address(asked, "ask")).content.decode()


def test_once_confirmed_everyone_reads_how_it_came(
    asked: Ask, coordinator: Membership, lead: Membership, member: Membership, sign_in: SignIn
):
    typed = {
        "came_on": timezone.localdate().isoformat(),
        "kind": "not_accepted",
        "reason": "A medlar of a reason",
    }
    sent = sign_in(coordinator).post(address(asked, "ask_enter_answer"), typed)
    assert sent.status_code == 302, sent.content.decode()
    form = sign_in(lead).get(address(asked, "ask_confirm_answer"))
    sign_in(lead).post(
        address(asked, "ask_confirm_answer"), {"what": "confirm", "seen": form.context["seen"]}
    )
    page = sign_in(member).get(address(asked, "ask")).content.decode()
    assert "A medlar of a reason" in page
    assert f"{coordinator.name} typed it in, and {lead.name} confirmed it." in page
