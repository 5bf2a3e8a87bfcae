from django.urls import URLPattern, path

from lifecycle.views import public, public_reports

SEE = "see/<uuid:group_id>/"
REPORT = f"{SEE}reports/<uuid:report_id>/"

urlpatterns: list[URLPattern] = [
    path("groups-to-see/", public.public_groups, name="public_groups"),
    path(SEE, public.public_group, name="public_group"),
    path(f"{SEE}photos/<uuid:consent_id>/", public.public_photo, name="public_photo"),
    path(REPORT, public_reports.public_report, name="public_report"),
    path(f"{REPORT}report.json", public_reports.public_report_json, name="public_report_json"),
    path(f"{REPORT}report.csv", public_reports.public_report_csv, name="public_report_csv"),
    path(f"{REPORT}report.txt", public_reports.public_report_text, name="public_report_text"),
    path(f"{REPORT}board/", public_reports.public_report_board, name="public_report_board"),
    path(f"{REPORT}file/<slug:look>/", public_reports.public_report_file, name="public_report_file"),
    path(
        f"{REPORT}file/<slug:look>/report.pdf",
        public_reports.public_report_file_save,
        name="public_report_file_save",
    ),
]
