"""Bringing a group from before, handing over facilitating, having a break, leaving."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from groups.models import Membership
from groups.permissions import Role
from groups.states import GroupState, Side
from tests.cast import Part, join
from tests.journeys.walking import choose, does_not_read, follow, press, reads, visit

LIST = """Name, Comes as, Email, Address, Job, Organisation
Hana Lloyd, member, hana@new.example,,,
Colin Marsh, carer,,"4 Quarry Lane, Northshire",,
Tom Reid, decision-maker, tom@new.example,,,
"""


def test_facilitating_is_handed_over_and_then_the_way_out_is_calm(
    facilitator: Membership, member: Membership, carer: Membership, arrive: Callable[..., Page]
) -> None:
    hari = join(
        facilitator.group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "hari@demo.example"
    )
    home = f"/g/{member.group.public_id}/"

    # Hari facilitates and is a member too. Hari asks Ade to take over.
    his = arrive(hari)
    visit(his, f"{home}people/")
    follow(his, "Hari")
    follow(his, "Hand over facilitating")
    his.get_by_label("Who could facilitate?").select_option(label="Ade")
    press(his, "Ask them")
    reads(his, "Ade is asked now. Nothing changes until they say yes.")

    # Ade reads what it brings and what it takes, and says yes.
    ades = arrive(member)
    visit(ades, f"{home}people/{member.public_id}/")
    follow(ades, "Look at it and reply")
    reads(ades, "When you say yes, Hari stops facilitating.", "You have no say on anything you facilitate.")
    press(ades, "Yes, I will")
    reads(ades, "takes part, facilitates")
    visit(his, f"{home}people/{hari.public_id}/")
    does_not_read(his, "facilitates")

    # Dee leaves; then Ade is the last, and is asked for a successor before anything else.
    dees = arrive(facilitator)
    visit(dees, f"{home}leave/")
    press(dees, "Leave the group")
    reads(dees, "You have left the group. Thank you for all you gave.")
    visit(ades, f"{home}pause/")
    reads(ades, "Nobody else facilitates this group", "Ask Bronwen to facilitate")
    back = member.group.today + timedelta(days=30)
    ades.get_by_label("I think I will be back on").fill(back.isoformat())
    press(ades, "Have a break")

    # Everyone sees it, and Bronwen offers herself. Hari says yes to it.
    hers = arrive(carer)
    visit(hers, home)
    reads(hers, "This group has no facilitator now")
    press(hers, "I offer to facilitate")
    visit(his, "/")
    follow(his, "Somebody offers to facilitate your group")
    press(his, "Yes, thank you")
    visit(hers, f"{home}people/")
    does_not_read(hers, "This group has no facilitator now")

    # Hari goes too, without his name on what he said.
    visit(his, f"{home}leave/")
    choose(his, "My words stay, without my name", "Tell me what becomes of my words, and nothing else")
    press(his, "Leave the group")
    reads(his, "only if they stay with your name")
    choose(his, "Nothing more from this group")
    his.get_by_label("Is there anything you want us to know?").fill("Thank you all.")
    press(his, "Leave the group")
    visit(hers, f"{home}looking-after/leaving-notes/")
    reads(hers, "Thank you all.")


def test_a_group_from_before_is_brought_in(
    facilitator: Membership, lead: Membership, arrive: Callable[..., Page]
) -> None:
    group = facilitator.group
    group.state = GroupState.FORMING
    group.save()
    page = arrive(facilitator)
    visit(page, f"/g/{group.public_id}/people/")
    follow(page, "Bring what the group has from before")
    page.locator("#id_people").fill(LIST)
    page.get_by_label("These people know that we keep this").check()
    press(page, "Look at it first")
    reads(page, "Something needs mending first", "Line 4, Job:")

    # The mistake is mended; what would happen stands there before it does.
    page.locator("#id_people").fill(
        LIST.replace("tom@new.example,,,", "tom@new.example,,Director,Northshire Board")
    )
    page.get_by_label("Requests that wait or are answered").fill(
        "Request;To;Asked on;Why\nLetters in large print;Dr Priya Nair;3/3/2025;Some of us cannot read them\n"
    )
    page.get_by_label("The purpose you agreed").fill("Care that fits our lives.")
    page.get_by_label("When you agreed it").fill("2025-01-09")
    choose(page, "Contact & Connect")
    press(page, "Look at it first")
    reads(page, "invited by email: hana@new.example", "in the group at once, by letter")
    press(page, "Bring it in")
    reads(page, "It is all here now: 3 people and 1 requests.", "Colin Marsh", "Hana Lloyd")

    visit(page, f"/g/{group.public_id}/")
    reads(page, "Care that fits our lives.")
    follow(page, "Letters in large print")
    reads(page, "Sent before the group came here.")
