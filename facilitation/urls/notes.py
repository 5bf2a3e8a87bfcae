from django.urls import path

from facilitation.urls.sessions import ONE as SESSION
from facilitation.views import note_checks, notes

NOTE = "g/<uuid:group_id>/notes/<uuid:item_note_id>/"

urlpatterns = [
    path(f"{SESSION}notes/", notes.notes, name="session_notes"),
    path(f"{SESSION}words/<uuid:words_id>/name-me/", notes.credit, name="credit"),
    path(f"{NOTE}correct/", notes.note_correct, name="note_correct"),
    path(f"{NOTE}check/", note_checks.note_check, name="note_check"),
    path(f"{NOTE}check-for/", note_checks.note_check_for, name="note_check_for"),
    path("g/<uuid:group_id>/note-checks/<uuid:check_id>/", note_checks.note_check_one, name="note_check_one"),
]
