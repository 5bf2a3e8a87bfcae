"""What is stored as a short name or a number, as screens say it."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.display import CHOICES
from groups.kinds import KINDS
from groups.models import Membership, Person
from groups.permissions import Duty
from groups.states import Channel, MessageTopic
from groups.templatetags.words import clock
from groups.welcome import AWAY, DONE, LATER, steps_later, steps_now

DUTY_WORDS: dict[str, Promise] = {
    Duty.ADMINISTRATOR: gettext_lazy("administrator"),
    Duty.COORDINATOR: gettext_lazy("coordinator"),
    Duty.PAYMENTS: gettext_lazy("payments officer"),
    Duty.CONCERNS: gettext_lazy("hears concerns"),
}


def listed(parts: Iterable[object]) -> str:
    return ", ".join(str(part) for part in parts)


def language_of(person: Person) -> str:
    return dict(settings.LANGUAGES).get(person.language, person.language)


def zone_of(person: Person) -> str:
    """The town that names the zone: "London"."""
    return person.zone.rpartition("/")[2].replace("_", " ")


def looks_of(person: Person) -> str:
    """Each choice with its question, as on the page where it is made; one no page offers any more, as it is."""
    return "; ".join(_look(name, value) for name, value in person.display.items())


def _look(name: str, value: str) -> str:
    question, answers = CHOICES.get(name, (name, ()))
    return f"{question}: {dict(answers).get(value, value)}"


def ways(channels: Iterable[str]) -> str:
    return listed(Channel(one).label for one in channels if one in Channel.values) or _("none")


def ways_by_topic(person: Person) -> str:
    chosen = person.channels_by_topic.items()
    labels = dict(MessageTopic.choices)
    return "; ".join(f"{labels.get(topic, topic)}: {ways(some)}" for topic, some in chosen)


def quiet_hours(person: Person) -> str:
    if person.quiet_from == person.quiet_until:
        return _("none")
    hours = {"start": clock(person.quiet_from), "end": clock(person.quiet_until)}
    return _("from %(start)s until %(end)s") % hours


def kind_words(name: str) -> str:
    """The subject line of a kind of message; of one that is no longer sent, its name."""
    return str(KINDS[name].subject_line) if name in KINDS else name.replace("_", " ")


def welcomed(here: Membership) -> str:
    """Which steps of the welcome they did, and which they put off."""
    titles = {step.name: str(step.title) for step in (*steps_now(here), *steps_later(here))}
    titles[AWAY] = _("the whole welcome")
    said = [one.rpartition(" ") for one in here.welcomed]
    how = {DONE: _("done"), LATER: _("put off until later")}
    return "; ".join(f"{titles.get(name, name)}: {how.get(what, what)}" for name, _space, what in said)
