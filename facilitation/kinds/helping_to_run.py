"""What people hear about leading an item and helping to run a session."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import AgendaItem, CoFacilitation
from facilitation.states import ItemState
from facilitation.states.agenda import CoFacilitationState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _is_asked(row: models.Model) -> bool:
    asked = cast("CoFacilitation", row)
    return asked.state == CoFacilitationState.ASKED and not asked.session.has_ended


def _is_asked_to_lead(row: models.Model) -> bool:
    item = cast("AgendaItem", row)
    return item.asked_to_lead_id is not None and item.state != ItemState.DONE and not item.session.has_ended


def _has_no_leader(row: models.Model) -> bool:
    item = cast("AgendaItem", row)
    free = item.led_by_id is None and item.asked_to_lead_id is None
    return free and item.state != ItemState.DONE and not item.session.has_ended


register(
    Kind(
        name="item_lead_asked",
        subject_line=_("Would you like to lead something in a session?"),
        template="facilitation/messages/item_lead_asked.txt",
        model=AgendaItem,
        url_name="item_lead",
        url_arg="item_id",
        still_true=_is_asked_to_lead,
        needs_you=True,
        topic=MessageTopic.SESSIONS,
        minutes=2,
    ),
    Kind(
        name="item_lead_looking",
        subject_line=_("Something on an agenda has nobody to lead it"),
        template="facilitation/messages/item_lead_looking.txt",
        model=AgendaItem,
        url_name="item_lead",
        url_arg="item_id",
        still_true=_has_no_leader,
        topic=MessageTopic.LOOKING_AFTER,
    ),
    Kind(
        name="co_facilitation_asked",
        subject_line=_("Would you like to help run a session?"),
        template="facilitation/messages/co_facilitation_asked.txt",
        model=CoFacilitation,
        url_name="co_facilitation",
        url_arg="helping_run_id",
        still_true=_is_asked,
        needs_you=True,
        topic=MessageTopic.SESSIONS,
        minutes=3,
    ),
    Kind(
        name="co_facilitation_said",
        subject_line=_("About helping to run a session"),
        template="facilitation/messages/co_facilitation_said.txt",
        model=CoFacilitation,
        url_name="co_facilitation",
        url_arg="helping_run_id",
        topic=MessageTopic.LOOKING_AFTER,
    ),
)
