from django.urls import path

from groups.views import helpers, helping

MINE = "me/helpers/"
HELPING = "helping/<uuid:helper_id>/"

urlpatterns = [
    path(MINE, helpers.my_helpers, name="my_helpers"),
    path(f"{MINE}new/", helpers.helper_new, name="helper_new"),
    path(f"{MINE}<uuid:helper_id>/stop/", helpers.helper_stop, name="helper_stop"),
    path(f"{MINE}<uuid:helper_id>/keep/", helpers.helper_keep, name="helper_keep"),
    path("helping/", helpers.helping, name="helping"),
    path("helping/join/<str:token>/", helpers.helping_join, name="helping_join"),
    path(f"{HELPING}access/", helping.helping_access, name="helping_access"),
    path(f"{HELPING}messages/", helping.helping_messages, name="helping_messages"),
    path(f"{HELPING}reach/", helping.helping_reach, name="helping_reach"),
    path("g/<uuid:group_id>/people/<uuid:member_id>/helpers/", helping.person_helpers, name="person_helpers"),
    path("g/<uuid:group_id>/helpers/<uuid:helper_id>/", helping.helper_of, name="helper_of"),
]
