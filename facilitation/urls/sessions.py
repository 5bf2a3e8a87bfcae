from django.urls import path

from facilitation.views import (
    agenda,
    agenda_several,
    debrief,
    late,
    planning,
    running,
    session_page,
    sessions,
)

ALL = "g/<uuid:group_id>/sessions/"
ONE = ALL + "<uuid:session_id>/"
ITEM = ONE + "agenda/<uuid:item_id>/"

urlpatterns = [
    path(ALL, sessions.listing, name="sessions"),
    path(ALL + "new/", planning.new, name="session_new"),
    path(ONE, session_page.show, name="session"),
    path(ONE + "change/", planning.edit, name="session_edit"),
    path(ONE + "announce/", planning.announce, name="session_announce"),
    path(ONE + "cancel/", planning.cancel, name="session_cancel"),
    path(ONE + "session.ics", sessions.calendar_file, name="session_ics"),
    path(ONE + "coming/", running.coming, name="coming"),
    path(ONE + "open/", running.open_now, name="session_open"),
    path(ONE + "close/", running.close, name="session_close"),
    path(ONE + "talk/", debrief.debrief, name="debrief"),
    path(ONE + "talk/<uuid:member_id>/", debrief.debrief_for, name="debrief_for"),
    path(ONE + "thought/", late.thought, name="late_thought"),
    path(ONE + "agenda/add/", agenda.add, name="agenda_add"),
    path(ONE + "agenda/several/", agenda_several.several, name="agenda_several"),
    path(ONE + "agenda/order/", agenda_several.order, name="agenda_order"),
    path(ITEM, agenda.edit, name="agenda_edit"),
    path(ITEM + "move/", agenda.shift, name="agenda_move"),
    path(ITEM + "remove/", agenda.remove, name="agenda_remove"),
]
