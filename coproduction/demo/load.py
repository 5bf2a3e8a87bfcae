"""Loading the demo, whole or not at all."""

from django.conf import settings
from django.db import transaction

from coproduction.celery import app
from coproduction.clock import SCHEDULE
from coproduction.demo import (
    afterwards,
    asked,
    consents,
    contacts,
    deciding,
    glossary,
    impact,
    kinds_of_session,
    looked_back,
    meetings,
    needs,
    newcomers,
    offline,
    others,
    papers,
    people,
    places,
    planning,
    reports,
    requests,
    room,
    safety,
    shared,
    space,
    trails,
    voice,
)
from groups import search
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
    search.rebuild(cast["lead"].group)
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
    differs = meetings.make_decision_that_differs(cast, decided, past[1])
    deciding.make_good_decision(cast, differs)
    deciding.make_options(cast, open_now)
    deciding.make_round(cast, open_now)
    room.make_room(cast, past[-1], meetings.make_now(cast, open_now))
    coming = meetings.make_next(cast)
    needs.make_needs(cast, past[-1], coming)
    kinds_of_session.make_kinds_of_session(cast, coming)
    afterwards.make_afterwards(cast, past[-1])
    offline.make_offline(cast, past[-1], coming)
    shared.make_information(cast)
    asked.make_questions(cast)
    asked.make_wanted(cast)
    papers.make_papers(cast, coming)
    space.make_space(cast)
    space.make_two_hats(cast)
    voice.make_voice(cast, past[-1])
    planning.make_planned(cast)
    planning.make_poll(cast)
    contacts.make_contacts(cast)
    requests.make_requests(cast, past, requests.make_commitment(cast))
    trails.make_trails(cast, past, differs)
    first, second = impact.make_cycles(cast, past[-1].items.get(position=1))
    impact.make_reviews(cast["lead"].group, first, second)
    looked_back.make_looking_back(cast, second, past)
    places.make_places(cast)
    consents.make_consents(cast)
    reports.make_investments(cast)
    published = reports.make_report(cast, second, past[-1].items.get(position=1))
    reports.make_second_draft(cast, published)
    newcomers.make_newcomers(cast)
    glossary.make_glossary(cast)
    newcomers.make_figures(cast["lead"].group.system)
    others.make_others(cast)
