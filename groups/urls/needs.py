from django.urls import path

from groups.views import needs

THEIRS = "g/<uuid:group_id>/people/<uuid:member_id>/access/"

urlpatterns = [
    path("me/access/", needs.access_profile, name="access_profile"),
    path("me/access/right/", needs.access_right, name="access_right"),
    path("me/access/share/", needs.access_share, name="access_share"),
    path(THEIRS, needs.person_access, name="person_access"),
    path(f"{THEIRS}stop/", needs.person_access_stop, name="person_access_stop"),
]
