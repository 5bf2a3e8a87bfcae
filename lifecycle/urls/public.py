from django.urls import URLPattern, path

from lifecycle.views import public

SEE = "see/<uuid:group_id>/"
REPORT = f"{SEE}reports/<uuid:report_id>/"

urlpatterns: list[URLPattern] = [
    path("groups-to-see/", public.public_groups, name="public_groups"),
    path(SEE, public.public_group, name="public_group"),
    path(f"{SEE}photos/<uuid:consent_id>/", public.public_photo, name="public_photo"),
    path(REPORT, public.public_report, name="public_report"),
    path(f"{REPORT}report.json", public.public_report_json, name="public_report_json"),
    path(f"{REPORT}report.csv", public.public_report_csv, name="public_report_csv"),
]
