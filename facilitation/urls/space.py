from django.urls import path

from facilitation.views import space

SPACE = "g/<uuid:group_id>/space/"
POST = f"{SPACE}<uuid:post_id>/"
ENTRY = f"{SPACE}second-hat/<uuid:entry_id>/"

urlpatterns = [
    path(SPACE, space.show, name="space"),
    path(f"{SPACE}come-in/", space.enter, name="space_enter"),
    path(f"{ENTRY}say/", space.entry_answer, name="space_entry_answer"),
    path(f"{ENTRY}ask-again/", space.entry_again, name="space_entry_again"),
    path(f"{ENTRY}leave/", space.entry_leave, name="space_entry_leave"),
    path(f"{SPACE}look-after/", space.moderator_ask, name="space_moderator_ask"),
    path(f"{SPACE}look-after/<uuid:moderator_id>/", space.moderator_answer, name="space_moderator_answer"),
    path(f"{POST}answer/", space.answer, name="space_answer"),
    path(f"{POST}take-back/", space.take_back, name="space_take_back"),
    path(f"{POST}file/", space.file, name="space_file"),
    path(f"{POST}hide/", space.hide, name="space_hide"),
]
