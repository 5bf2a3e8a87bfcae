from django.db import models

from facilitation.models import GlossaryTerm
from groups.models import Group, Membership


def make_glossary(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    rows["term_id"] = GlossaryTerm.objects.create(group=group, term="tariff", meaning="A price that is set.")
