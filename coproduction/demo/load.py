"""Loading the demo, whole or not at all."""

from django.conf import settings
from django.db import transaction

from coproduction.celery import app
from coproduction.clock import SCHEDULE
from coproduction.demo import (
    consents,
    contacts,
    impact,
    meetings,
    needs,
    newcomers,
    offline,
    people,
    places,
    requests,
    safety,
)
from groups.models import Group, System


class NotADemo(Exception):
    """The demo is only ever loaded in demo mode."""


def is_loaded() -> bool:
    return System.objects.filter(name=people.BOARD).exists()


@transaction.atomic
def load() -> Group:
    """Make the demo group and all its people. Raises NotADemo outside demo mode."""
    if not settings.DEMO:
        raise NotADemo("The demo group is for demo mode alone: set DEMO=1 to load it.")
    system = people.make_system()
    cast = people.make_members(people.make_group(system))
    outside = people.make_outsiders(system, cast["coordinator"])
    safety.make_safety(cast, outside)
    _fill(cast)
    _remind()
    return cast["lead"].group


def _remind() -> None:
    """Run each daily sweep once, as the clock would have done, so that Today has its reminders."""
    app.loader.import_default_modules()
    for tick in SCHEDULE.values():
        if not tick["task"].startswith("groups."):
            app.tasks[tick["task"]].run()


def _fill(cast: meetings.Cast) -> None:
    decided, open_now = meetings.make_topics(cast)
    past = meetings.make_past(cast)
    meetings.make_texts(cast, past[0])
    meetings.make_decision_that_differs(cast, decided, past[1])
    meetings.make_now(cast, open_now)
    coming = meetings.make_next(cast)
    needs.make_needs(cast, past[-1], coming)
    offline.make_offline(cast, past[-1], coming)
    meetings.make_information(cast)
    meetings.make_space(cast)
    contacts.make_paper(cast)
    contacts.make_contacts(cast)
    requests.make_requests(cast, past, requests.make_commitment(cast))
    first, second = impact.make_cycles(cast, past[-1].items.get(position=1))
    impact.make_reviews(cast["lead"].group, first, second)
    places.make_places(cast)
    consents.make_consents(cast)
    impact.make_report(cast, second, past[-1].items.get(position=1))
    newcomers.make_newcomers(cast)
    newcomers.make_figures(cast["lead"].group.system)
