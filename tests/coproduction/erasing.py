"""Somebody who stands everywhere, and what is left behind of them."""

from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from coproduction import privacy
from facilitation.models import (
    Arrangement,
    Coming,
    Contribution,
    Decision,
    Hand,
    MeToo,
    Outcome,
    Position,
    Presence,
    SpacePost,
    TopicVersion,
)
from groups.actions.invitations import Guest, invite
from groups.models import (
    AccessNeed,
    AccessProfile,
    AccessShare,
    Consent,
    Delivery,
    Invitation,
    Job,
    Look,
    Membership,
    OutsideContact,
    Person,
    Upload,
)
from groups.notifications import notify
from groups.transitions import record
from lifecycle.models import Commitment
from tests.house.everything import Everything

MARK = "zq"  # in everything that says who they are


RANDOM = {"session_data", "password"}  # where the mark may stand by chance


WHO = "Zqwanda Zqbright"


def everywhere(whole: Everything, member: Membership) -> Membership:
    """One person in every place where the app keeps something about someone."""
    person, group, rows = member.person, whole.group, whole.rows
    other, facilitator = whole.cast["carer"], whole.cast["facilitator"]
    member.name = person.name = WHO
    person.email, person.phone = "zqwanda@zq.example", "01632 zq 960 555"
    person.address, person.call_notes = "1 Zq Street", "zq after two"
    person.save()
    member.line, member.strength, member.wish = "zq line", "zq strong", "zq wish"
    member.contact = member.buddy = other
    member.save()
    other.contact = other.buddy = member
    other.save()
    account = person.account
    assert account
    account.email = "zqwanda@zq.example"
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    AccessProfile.objects.create(person=person)
    need = AccessNeed.objects.create(person=person, kind="other", words="zq need")
    AccessShare.objects.create(person=person, group=group)
    Look.objects.create(person=person, by=facilitator.person, what="access")
    Look.objects.create(person=other.person, by=person, what="access")
    session = rows["session_id"]
    here = {"group": group, "session": session, "member": member}
    Coming.objects.create(**here, answer="yes", note="zq note")
    Arrangement.objects.create(**here, need=need, words="zq taxi")
    Presence.objects.create(**here)
    Hand.objects.filter(member=member).delete()
    Hand.objects.create(**here)
    MeToo.objects.create(group=group, contribution=rows["contribution_id"], member=member)
    upload = Upload.objects.create(group=group, by=person, name="zq.jpg", kind="image/jpeg", size=1)
    upload.file.save("zq", ContentFile(b"zq handwriting"))
    note = Upload.objects.create(group=group, by=facilitator.person, name="note", kind="image/jpeg", size=1)
    note.file.save("note", ContentFile(b"zq typed up by another"))
    Contribution.objects.create(
        group=group, session=session, author=member, words="Letters in big print.", upload=note
    )
    SpacePost.objects.create(group=group, author=member, words="Between us.")
    Position.objects.filter(decision=rows["decision_id"], member=member).update(reason="Because.")
    Consent.objects.create(group=group, person=person, kind="quote", about="zq words", wording="1")
    guest = Guest(WHO, "member", email=account.email)
    invite(guest, group=group, by=facilitator)
    Invitation.objects.create(
        group=group, name=WHO, person=person, email=account.email, side="lived", roles=1
    )
    notify("information_shared", rows["information_id"], group=group, to=[person, other.person])
    Delivery.objects.filter(person=other.person).update(text=f"{WHO} said. Write to zqwanda@zq.example.")
    Delivery.objects.filter(person=person).update(title=WHO, text=f"Dear {WHO}")
    job = Job.objects.create(asked_by=person, name="copy_of_data")
    job.result.save("zq", ContentFile(b"zq copy"))
    record("session.looked_at", session, by=member)
    TopicVersion.objects.filter(group=group).update(final_say=f"{WHO}, Medical Director")
    Decision.objects.filter(group=group).update(outcome_by=WHO)
    decided = {"outcome": "Yes.", "outcome_by": WHO, "is_as_asked": True, "on": group.today}
    Outcome.objects.create(group=group, decision=rows["decision_id"], number=1, recorded_by=member, **decided)
    Commitment.objects.filter(group=group).update(final_say=WHO, outside_contact=f"{WHO}, Healthwatch")
    OutsideContact.objects.filter(group=group).update(person=person, phone="01632 zq")
    return member


def left_behind() -> list[str]:
    """Every value in the database, and every file, in which the person can still be found."""
    found = []
    for name, rows in _all_rows().items():
        found += [
            f"{name}.{column}: {value}"
            for row in rows
            for column, value in row.items()
            if MARK in str(value).lower() and column not in RANDOM
        ]
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return found + [str(path) for path in files if MARK in path.name or MARK.encode() in path.read_bytes()]


def _all_rows() -> dict[str, list[dict[str, Any]]]:
    rows = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names from the schema
            columns = [column[0] for column in cursor.description]
            rows[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return rows


def erase(person: Person, capture: Any, **choice: bool) -> None:
    with capture(execute=True):
        privacy.erase(person, by=None, **choice)
