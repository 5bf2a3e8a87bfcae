"""Claims made true: what erasure does follows from the table of each app, not from a list beside it."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.fields.files import FieldFile

from groups.models import Account, Group, Membership, Person
from groups.privacy.shapes import SOMEONE, Claim, Claims, Section, Telling


def pointing(app: str, claim: str, person: Person) -> models.QuerySet[Any]:
    """The rows behind one claim: by the person themselves, or by any of their memberships."""
    model, name = _field(app, claim)
    target = model._meta.get_field(name).related_model
    whom = [person] if target is Person else Membership.objects.filter(person=person)
    return model._default_manager.filter(**{f"{name}__in": whom})


def settle_claims(app: str, claims: Claims, person: Person) -> None:
    """Delete what is theirs alone, and cut what must not point to them any more."""
    for claim, fate in claims.items():
        if fate is Claim.DELETED:
            delete_with_files(pointing(app, claim, person))
        elif fate is Claim.UNLINKED:
            _model, name = _field(app, claim)
            pointing(app, claim, person).update(**{name: None})


def delete_with_files(rows: models.QuerySet[Any]) -> None:
    """Rows go now; their files once it is certain that the rows are gone."""
    names = [one.name for one in rows.model._meta.get_fields() if isinstance(one, models.FileField)]
    if names:
        for row in rows:
            for name in names:
                delete_file(getattr(row, name))
    rows.delete()


def delete_file(file: FieldFile) -> None:
    if file.name:
        transaction.on_commit(partial(file.storage.delete, file.name))


def told(app: str, tellings: Iterable[Telling], person: Person) -> list[Section]:
    """One section for each telling that has something to tell."""
    return [section for telling in tellings if (section := _section(app, telling, person)).rows]


def printed(app: str, tellings: Iterable[Telling], person: Person, group: Group) -> list[Section]:
    """The same of one group alone, without what nobody but the person may read."""
    sections = []
    for telling in tellings:
        if telling.printed:
            rows = pointing(app, telling.claim, person).filter(group=group)
            sections.append(_section_of(telling, telling.rows(telling.printed(rows))))
    return [section for section in sections if section.rows]


def _section(app: str, telling: Telling, person: Person) -> Section:
    return _section_of(telling, telling.rows(pointing(app, telling.claim, person)))


def _section_of(telling: Telling, rows: Iterable[Any]) -> Section:
    found = list(rows)
    files = [file for row in found if (file := telling.file(row))]
    return Section(str(telling.title), [telling.line(row) for row in found], files)


def names_of(person: Person) -> list[str]:
    """Every name they went by, the longest first."""
    names = {person.name, *Membership.objects.filter(person=person).values_list("name", flat=True)}
    return sorted(filter(None, names - {SOMEONE}), key=len, reverse=True)


def take_names_out(rows: models.QuerySet[Any], fields: Iterable[str], names: list[str]) -> None:
    """In fields that hold who somebody is, and in stored messages: "Someone who left" where a name stood."""
    wanted = [(field, name) for field in fields for name in names]
    if not wanted:
        return
    named = models.Q()
    for field, name in wanted:
        named |= models.Q(**{f"{field}__contains": name})
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    for row in rows.filter(named):
        for field in fields:
            setattr(row, field, pattern.sub(SOMEONE, getattr(row, field)))
        row.save(update_fields=list(fields))


def _field(app: str, claim: str) -> tuple[type[models.Model], str]:
    model, _dot, name = claim.partition(".")
    return apps.get_model(app, model), name


def pointing_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every foreign key of any app to this model, those without a way back too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model, relation.field.name


def pointers(app: str) -> Iterator[str]:
    """Every foreign key of an app's models to a person, a membership or an account, as a claim names it."""
    from_app = apps.get_app_config(app).get_models()
    for model in from_app:
        for one in model._meta.get_fields():
            if one.concrete and one.is_relation and one.related_model in _PEOPLE:
                yield f"{model.__name__}.{one.name}"


_PEOPLE = (Person, Membership, Account)
