"""More rows of everything, a file for each subject: a function that adds to `rows`, by the name an id has in addresses."""

from collections.abc import Callable

from django.db import models

from groups.models import Group, Membership
from tests.house.rows import (
    afterwards,
    agenda,
    asking,
    deciding,
    glossary,
    hiding,
    information,
    papers,
    planning,
    room,
    space,
)

type Rows = dict[str, models.Model]
type Maker = Callable[[Group, dict[str, Membership], Rows], None]

MORE: tuple[Maker, ...] = (
    afterwards.add,
    agenda.agenda_rows,
    asking.make,
    deciding.make_deciding,
    glossary.make_glossary,
    information.make_information,
    papers.make_papers,
    planning.add,
    hiding.make,
    room.add,
    space.make,
)
