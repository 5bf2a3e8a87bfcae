from django.urls import URLPattern, path

from lifecycle.views import reports

HERE = "g/<uuid:group_id>/what-changed/reports/"
ONE = f"{HERE}<uuid:report_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}new/", reports.report_new, name="report_new"),
    path(ONE, reports.report, name="report"),
    path(f"{ONE}write/", reports.report_write, name="report_write"),
    path(f"{ONE}quotes/", reports.report_quotes, name="report_quotes"),
    path(f"{ONE}quotes/<uuid:quote_id>/remove/", reports.report_quote_remove, name="report_quote_remove"),
    path(f"{ONE}compile/", reports.report_compile, name="report_compile"),
    path(f"{ONE}approve/", reports.report_approve, name="report_approve"),
    path(f"{ONE}publish/", reports.report_publish, name="report_publish"),
    path(f"{ONE}report.json", reports.report_json, name="report_json"),
    path(f"{ONE}report.csv", reports.report_csv, name="report_csv"),
]
