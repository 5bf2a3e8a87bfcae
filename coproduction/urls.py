"""Every address begins here. Each app declares its own."""

from django.urls import include, path

from coproduction import health
from coproduction.views import demo, demo_mail, group, pages, today

urlpatterns = [
    path("", today.today, name="today"),
    path("demo/mail/", demo_mail.demo_mail, name="demo_mail"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo_sign_in"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("anonymity/", pages.anonymity, name="anonymity"),
    path("not-watched/", pages.not_watched, name="not_watched"),
    path("account/", include("allauth.urls")),
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
