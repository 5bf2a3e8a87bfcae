"""Every address begins here. Each app declares its own."""

from django.urls import include, path

from coproduction import health
from coproduction.views import data, demo, demo_mail, group, keeping, pages, today

PERSON_DATA = "g/<uuid:group_id>/people/<uuid:member_id>/data/"

urlpatterns = [
    path("", today.today, name="today"),
    path("demo/mail/", demo_mail.demo_mail, name="demo_mail"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/late", health.late, name="health_late"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo_sign_in"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("anonymity/", pages.anonymity, name="anonymity"),
    path("not-watched/", pages.not_watched, name="not_watched"),
    path("account/", include("allauth.urls")),
    path("me/data/", data.my_data, name="my_data"),
    path("me/data/copy/", data.data_copy, name="data_copy"),
    path("me/data/delete/", data.data_delete, name="data_delete"),
    path("deleted/", data.data_deleted, name="data_deleted"),
    path("g/<uuid:group_id>/data-requests/", data.data_requests, name="data_requests"),
    path(PERSON_DATA, data.person_data, name="person_data"),
    path(f"{PERSON_DATA}letter/", data.person_data_letter, name="person_data_letter"),
    path(f"{PERSON_DATA}posted/", data.person_data_posted, name="person_data_posted"),
    path(f"{PERSON_DATA}delete/", data.person_data_delete, name="person_data_delete"),
    path("systems/kept/", keeping.retention_runs, name="retention_runs"),
    path("g/<uuid:group_id>/", group.group_home, name="group"),
    path("", include("groups.urls")),
    path("", include("facilitation.urls")),
    path("", include("investment.urls")),
    path("", include("lifecycle.urls")),
]

handler400 = "coproduction.errors.bad_request"
handler403 = "coproduction.errors.forbidden"
handler404 = "coproduction.errors.not_found"
handler500 = "coproduction.errors.server_error"
