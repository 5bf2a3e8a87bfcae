"""Small tables read in one question give what each of them gives alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone

from facilitation.models import Coming, Paper, ToDo
from groups.models import Group, Membership, OutsideContact
from groups.together import read_together
from tests.facilitation.meeting import make_session


@pytest.fixture
def filled(member: Membership, carer: Membership) -> Membership:
    session = make_session(member.group, starts_at=timezone.now() + timedelta(days=3))
    here = {"group": session.group, "session": session}
    for who, answer in ((member, "yes"), (carer, "no")):
        Coming.objects.create(**here, member=who, answer=answer)
    for number in (2, 1):
        Paper.objects.create(**here, position=number, title=f"Ünïque “{number}”", words="1\n2")
    ToDo.objects.create(**here, words="Ring", due_on=session.group.today, owner=member, state="open")
    ToDo.objects.create(**here, words="Write", due_on=session.group.today, state="free")
    return member


def whole(row: Model | None) -> dict[str, object] | None:
    """All that is known of a row and of what was loaded beside it."""
    if row is None:
        return None
    known = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    beside = {name: whole(other) for name, other in row._state.fields_cache.items() if name != "session"}
    return known | {f"beside {name}": other for name, other in beside.items()}


def test_rows_are_those_of_their_own_queries(filled, django_assert_num_queries):
    group = filled.group
    session = group.sessions.get()
    early = ToDo.objects.filter(pk=OuterRef("pk"), state="free")

    def queries() -> dict[str, QuerySet[Any]]:
        return {
            "coming": session.coming.select_related("member__person").order_by("-member__name"),
            "papers": session.papers.to_list(),
            "to_dos": ToDo.objects.of_session(session).annotate(is_free=Exists(early)),
            "outside": OutsideContact.objects.in_group(group).accepted(),
            "people": group.memberships.active().with_names(),
            "groups": Group.objects.only("name", "created_at").filter(pk=group.pk),
            "none": Paper.objects.filter(title="Not there"),
        }

    apart = {name: [whole(row) for row in rows] for name, rows in queries().items()}
    read_together(**queries())  # Django looks once whether SQLite speaks JSON
    with django_assert_num_queries(1):
        together = {name: [whole(row) for row in rows] for name, rows in read_together(**queries()).items()}
    assert together == apart
    assert [row["is_free"] for row in together["to_dos"]] == [False, True]
    assert together["none"] == []


def test_one_alone_is_its_own_query(filled, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [paper.position for paper in read_together(papers=Paper.objects.all())["papers"]] == [1, 2]


def test_what_was_not_loaded_is_asked_for(filled):
    [paper, _other] = read_together(papers=Paper.objects.all(), people=Membership.objects.all())["papers"]
    assert paper.session.title
    paper.title = "Changed"
    paper.save()
    assert Paper.objects.get(pk=paper.pk).title == "Changed"
