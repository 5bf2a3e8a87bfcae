"""Who is in the group, and coming and going."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import MemberRequest, for_members
from groups.actions import memberships
from groups.actions.facilitators import gap_seen_by
from groups.actions.invitations import accept_for, decline_for, invite_to_sign_in, revoke, send_again
from groups.actions.invitations import invite as send_invitation
from groups.blocking import without_blocked
from groups.coming_as import in_words, offered
from groups.consents import shown_at
from groups.forms.invitations import ByHandForm, InviteForm
from groups.forms.setting_up import SettingsForm
from groups.models import Group, Invitation
from groups.permissions import Permission
from groups.states import GROUP_MOVES, Channel, ConsentKind, GroupState, MembershipState, Side


@for_members(Permission.SEE_GROUP)
def people(request: MemberRequest) -> HttpResponse:
    """Everyone by name; for whoever invites, also the invitations that wait for a reply."""
    present = list(
        request.member.group.memberships.present()
        .with_names()
        .select_related("comes_with", "person__account")
    )
    details = {
        one.person_id: one.about for one in shown_at(request.member.group, ConsentKind.CONTACT_DETAILS)
    }
    may_meet = set(
        without_blocked(request.member.group.memberships.present(), request.member).values_list(
            "pk", flat=True
        )
    )
    for one in present:
        one.reach_words = details.get(one.person_id, "") if one.pk in may_meet else ""  # type: ignore[attr-defined]  # for the template
    sides = [(side.label, [one for one in present if one.side == side]) for side in Side]
    return render(
        request,
        "groups/people.html",
        {
            "sides": [(label, [(one, in_words(one.roles)) for one in some]) for label, some in sides if some],
            "invitations": _awaited(request),
            "used_by_hand": _used_by_hand(request),
            "may_invite": request.member.may(Permission.INVITE),
            "may_manage": request.member.may(Permission.MANAGE_GROUP),
            **gap_seen_by(request.member),
            "paused": request.member.state == MembershipState.PAUSED,
        },
    )


@for_members(Permission.INVITE)
def invite(request: MemberRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.member)
    if not form.is_valid():
        return render(request, "groups/invite.html", {"form": form})
    invitation = send_invitation(form.guest(), group=request.member.group, by=request.member)
    return _to_invitation(request, invitation, said=_("The invitation is ready."))


@for_members(Permission.INVITE)
def add_person(request: MemberRequest) -> HttpResponse:
    """Someone who takes part by letter or by phone: no account, no email."""
    form = ByHandForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/add_person.html", {"form": form})
    added = memberships.add_by_hand(form.someone(), by=request.member)
    messages.success(request, _("%(name)s is in the group now.") % {"name": added.name})
    return redirect("people", request.member.group.public_id)


@for_members(Permission.INVITE)
@require_POST
def sign_in_invitation(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """A code with which someone who takes part by letter or phone may sign in too."""
    present = request.member.group.memberships.present().select_related("person", "group")
    invitation = invite_to_sign_in(get_object_or_404(present, public_id=member_id), by=request.member)
    return _to_invitation(
        request, invitation, said=_("Here is a code for them. Print it or read it to them.")
    )


@for_members(Permission.INVITE)
def invitation(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """One invitation: where it is, and for a letter or a call its code.

    The code of an emailed one is never shown here: having it proves that the address is theirs.
    """
    found = _find(request, invitation_id)
    by_hand = found.channel != Channel.EMAIL and found.is_open
    return render(
        request,
        "groups/invitation.html",
        {"invitation": found, "roles": offered(found.roles), "code": found.code if by_hand else ""},
    )


@for_members(Permission.INVITE)
@require_POST
def invitation_again(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    sent = send_again(_find(request, invitation_id), by=request.member)
    return _to_invitation(
        request, sent, said=_("There is a new code. The one before does not work any more.")
    )


@for_members(Permission.INVITE)
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    revoke(_find(request, invitation_id), by=request.member)
    messages.success(request, _("The invitation is taken back. Its code does not work any more."))
    return redirect("people", request.member.group.public_id)


@for_members(Permission.INVITE)
@require_POST
def invitation_said(request: MemberRequest, invitation_id: UUID) -> HttpResponse:
    """They wrote or rang: yes or no."""
    found = _find(request, invitation_id)
    if request.POST.get("said") == "yes":
        joined = accept_for(found, by=request.member)
        messages.success(request, _("%(name)s is in the group now.") % {"name": joined.name})
    else:
        decline_for(found, by=request.member)
        messages.success(request, _("Noted. The code does not work any more."))
    return redirect("people", request.member.group.public_id)


@for_members(Permission.MANAGE_GROUP)
def group_settings(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=group)
    if not form.is_valid():
        return render(request, "groups/settings.html", {"form": form, "moves": _moves(request)})
    memberships.change_settings(**form.cleaned_data, by=request.member)
    messages.success(request, _("The settings are kept."))
    return redirect("group_settings", group.public_id)


@for_members(Permission.MANAGE_GROUP)
@require_POST
def group_move(request: MemberRequest) -> HttpResponse:
    group: Group = request.member.group
    memberships.move_group(group, request.POST.get("to", ""), by=request.member)
    return redirect("group_settings", group.public_id)


def _awaited(request: MemberRequest) -> list[Invitation]:
    if not request.member.may(Permission.INVITE):
        return []
    return list(Invitation.objects.in_group(request.member.group).awaited())


def _used_by_hand(request: MemberRequest) -> list[Invitation]:
    """Whoever prints a code could use it; so those who look after the group see who came in that way."""
    if not request.member.may(Permission.INVITE):
        return []
    return list(Invitation.objects.in_group(request.member.group).used_by_hand().order_by("-pk"))


def _find(request: MemberRequest, invitation_id: UUID) -> Invitation:
    return get_object_or_404(Invitation.objects.in_group(request.member.group), public_id=invitation_id)


def _to_invitation(request: MemberRequest, invitation: Invitation, *, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("invitation", request.member.group.public_id, invitation.public_id)


def _moves(request: MemberRequest) -> list[tuple[str, str]]:
    acts = {
        GroupState.RUNNING: _("Start: reminders and clocks run from now on"),
        GroupState.PAUSED: _("Pause: nobody gets reminders until you start again"),
        GroupState.ENDED: _("End the group for good"),
    }
    return [(to, acts[GroupState(to)]) for to in GROUP_MOVES[GroupState(request.member.group.state)]]
