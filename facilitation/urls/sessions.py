from django.urls import path

from facilitation.views import agenda, debrief, late, running, sessions

ALL = "g/<uuid:group_id>/sessions/"
ONE = ALL + "<uuid:session_id>/"
ITEM = ONE + "agenda/<uuid:item_id>/"

urlpatterns = [
    path(ALL, sessions.listing, name="sessions"),
    path(ALL + "new/", sessions.new, name="session_new"),
    path(ONE, sessions.show, name="session"),
    path(ONE + "change/", sessions.edit, name="session_edit"),
    path(ONE + "announce/", sessions.announce, name="session_announce"),
    path(ONE + "cancel/", sessions.cancel, name="session_cancel"),
    path(ONE + "session.ics", sessions.calendar_file, name="session_ics"),
    path(ONE + "coming/", running.coming, name="coming"),
    path(ONE + "open/", running.open_now, name="session_open"),
    path(ONE + "close/", running.close, name="session_close"),
    path(ONE + "notes/", running.notes, name="session_notes"),
    path(ONE + "talk/", debrief.debrief, name="debrief"),
    path(ONE + "thought/", late.thought, name="late_thought"),
    path(ONE + "agenda/add/", agenda.add, name="agenda_add"),
    path(ITEM, agenda.edit, name="agenda_edit"),
    path(ITEM + "move/", agenda.shift, name="agenda_move"),
    path(ITEM + "remove/", agenda.remove, name="agenda_remove"),
]
