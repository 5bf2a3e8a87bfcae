"""Options of a topic: anyone who may speak adds one and takes back their own."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Option, Topic, TopicVersion
from facilitation.states import TopicState
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, record

MOST_OPTIONS = 20


@transaction.atomic
def propose_option(option: Option, *, topic: Topic, by: Membership) -> Option:
    """Add an option while the topic is open. None opens before its final say is declared (promise 2)."""
    if not by.may(Permission.SPEAK):
        raise Refused(_("Members, professionals and decision-makers add options."))
    topic, declared = _open(topic)
    if topic.options.count() >= MOST_OPTIONS:
        raise Refused(
            _("A topic holds %(most)d options at most. Talk about which of them to go on with.")
            % {"most": MOST_OPTIONS}
        )
    option.group, option.topic, option.topic_version, option.proposed_by = by.group, topic, declared, by
    option.save()
    record("option.proposed", option, by=by)
    return option


@transaction.atomic
def take_back_option(option: Option, *, by: Membership) -> None:
    """Take back one's own option: it is gone."""
    if option.proposed_by != by:
        raise Refused(_("Only the person who proposed this can take it back."))
    record("option.taken_back", option, by=by)
    option.delete()


def _open(topic: Topic) -> tuple[Topic, TopicVersion]:
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if topic.current is None:
        raise Refused(_("First a facilitator declares what is open and who has the final say."))
    if topic.state != TopicState.OPEN:
        raise Refused(_("This topic is closed. A facilitator can open it again."))
    return topic, topic.current
