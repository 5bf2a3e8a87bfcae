"""Arranging for people, seen by those who arrange."""

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from facilitation.actions import arrangements as acts
from facilitation.forms.arrangements import ArrangementForm, WordsForm
from facilitation.models import Arrangement, Coming, Session
from facilitation.needs import SUGGESTED
from facilitation.views.sessions import find_session
from groups.access import MemberRequest, for_members
from groups.looks import looked_at
from groups.models import AccessNeed, Look, Membership
from groups.needs import shared_needs, shown_needs
from groups.permissions import Permission
from groups.states import NeedKind


@dataclass
class Ready:
    """One person, what they need and told us, what is arranged now, and how it was last time."""

    member: Membership
    needs: list[AccessNeed] = field(default_factory=list)
    reply: Coming | None = None
    arranged: list[Arrangement] = field(default_factory=list)
    last_time: list[Arrangement] = field(default_factory=list)

    @property
    def stands_out(self) -> bool:
        return bool(self.needs or self.arranged or (self.reply and self.reply.note))


@for_members(Permission.ARRANGE)
def arrangements(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Everyone who takes part: first those who told us something."""
    session = find_session(request.member, session_id)
    if request.method == "POST":
        number = acts.copy_last_time(session, by=request.member)
        said = ngettext("%(number)s thing copied.", "%(number)s things copied.", number)
        messages.success(request, said % {"number": number} if number else _("There was nothing to copy."))
        return redirect("arrangements", request.member.group.public_id, session.public_id)
    everyone = _ready(session, request.member)
    context = {
        "session": session,
        "people": [one for one in everyone if one.stands_out],
        "others": [one for one in everyone if not one.stands_out],
        "last": acts.last_arranged(session),
    }
    return render(request, "facilitation/arrangements.html", context)


@for_members(Permission.ARRANGE)
def arrange(request: MemberRequest, session_id: UUID, member_id: UUID) -> HttpResponse:
    """Arrange something for one person."""
    session = find_session(request.member, session_id)
    here = request.member.group.memberships.present().select_related("person")
    member = get_object_or_404(here, public_id=member_id)
    [ready] = _ready(session, request.member, only=member)
    form = ArrangementForm(
        request.POST if request.method == "POST" else None,
        needs=shared_needs(member.group).filter(person=member.person),
        initial=_suggested(ready, request.GET.get("need", "")),
    )
    if request.method == "POST" and form.is_valid():
        acts.arrange(session, member=member, **form.cleaned_data, by=request.member)
        messages.success(request, _("Arranged. They are asked whether it is right."))
        return redirect("arrange", member.group.public_id, session.public_id, member.public_id)
    return render(request, "facilitation/arrange.html", {"form": form, "session": session, "ready": ready})


@for_members(Permission.ARRANGE)
def arrangement(request: MemberRequest, arrangement_id: UUID) -> HttpResponse:
    """Change one thing."""
    found = _find(request, arrangement_id)
    form = WordsForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        acts.change_arrangement(found, words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("Changed. They are asked whether it is right."))
        return _to_person(found)
    looked_at([found.member.person], Look.What.ACCESS, by=request.member)
    return render(request, "facilitation/arrangement.html", {"form": form, "arrangement": found})


@for_members(Permission.ARRANGE)
@require_POST
def arrangement_remove(request: MemberRequest, arrangement_id: UUID) -> HttpResponse:
    found = _find(request, arrangement_id)
    acts.remove_arrangement(found, by=request.member)
    messages.success(request, _("Taken off the list."))
    return _to_person(found)


def _find(request: MemberRequest, arrangement_id: UUID) -> Arrangement:
    rows = Arrangement.objects.in_group(request.member.group)
    rows = rows.select_related("session__group", "member__person", "member__group", "typed_by")
    return get_object_or_404(rows, public_id=arrangement_id)


def _to_person(found: Arrangement) -> HttpResponse:
    return redirect("arrange", found.member.group.public_id, found.session.public_id, found.member.public_id)


def _ready(session: Session, to: Membership, *, only: Membership | None = None) -> list[Ready]:
    """What those who arrange see of people; each person can read who looked."""
    rows = to.group.memberships.active().with_names()
    members = [only] if only else list(rows)
    people = {member.pk: Ready(member) for member in members}
    needs = shown_needs([member.person for member in members], to=to)
    for one in people.values():
        one.needs = needs.get(one.member.person_id, [])
    for reply in Coming.objects.filter(session=session, member__in=people):
        people[reply.member_id].reply = reply
    last = acts.last_arranged(session)
    for made in _made(session, people):
        people[made.member_id].arranged.append(made)
    for made in _made(last, people) if last else ():
        people[made.member_id].last_time.append(made)
    told = [one.member.person for one in people.values() if one.arranged or one.last_time]
    looked_at(told, Look.What.ACCESS, by=to)
    return list(people.values())


def _made(session: Session, people: dict[int, Ready]) -> list[Arrangement]:
    rows = Arrangement.objects.filter(session=session, member__in=people)
    return list(rows.select_related("typed_by", "need").order_by("pk"))


def _suggested(ready: Ready, need: str) -> dict[str, object]:
    """What usually answers the need named in ?need=."""
    found = next((one for one in ready.needs if str(one.public_id) == need), None)
    return {"need": found.public_id, "words": SUGGESTED[NeedKind(found.kind)]} if found else {}
