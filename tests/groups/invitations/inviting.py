"""Links and accounts, for the stories of this folder."""

from django.urls import reverse

from groups.models import Account, Invitation, Membership, Person


def link(invitation: Invitation) -> str:
    return reverse("join_link", args=[invitation.token])


def account(who: Membership | Person) -> Account:
    person = who.person if isinstance(who, Membership) else who
    assert person.account
    return person.account
