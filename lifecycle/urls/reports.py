from django.urls import URLPattern, path

from lifecycle.views import report_files, reports, writing

HERE = "g/<uuid:group_id>/what-changed/reports/"
ONE = f"{HERE}<uuid:report_id>/"
HEAD = f"{ONE}write/<slug:head>/"
COMMENT = f"{ONE}comments/<uuid:comment_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}new/", reports.report_new, name="report_new"),
    path(ONE, reports.report, name="report"),
    path(f"{ONE}write/", writing.report_write, name="report_write"),
    path(HEAD, writing.report_head, name="report_head"),
    path(f"{HEAD}versions/", writing.report_texts, name="report_texts"),
    path(f"{HEAD}comment/", writing.report_comment, name="report_comment"),
    path(f"{COMMENT}settle/", writing.report_comment_settle, name="report_comment_settle"),
    path(f"{COMMENT}take-back/", writing.report_comment_take_back, name="report_comment_take_back"),
    path(f"{ONE}quotes/", reports.report_quotes, name="report_quotes"),
    path(f"{ONE}quotes/<uuid:quote_id>/remove/", reports.report_quote_remove, name="report_quote_remove"),
    path(f"{ONE}compile/", reports.report_compile, name="report_compile"),
    path(f"{ONE}approve/", reports.report_approve, name="report_approve"),
    path(f"{ONE}publish/", reports.report_publish, name="report_publish"),
    path(f"{ONE}correct/", reports.report_correct, name="report_correct"),
    path(f"{ONE}report.json", report_files.report_json, name="report_json"),
    path(f"{ONE}report.csv", report_files.report_csv, name="report_csv"),
    path(f"{ONE}report.txt", report_files.report_text, name="report_text"),
    path(f"{ONE}board/", report_files.report_board, name="report_board"),
    path(f"{ONE}file/<slug:look>/", report_files.report_file, name="report_file"),
    path(f"{ONE}file/<slug:look>/report.pdf", report_files.report_file_save, name="report_file_save"),
]
