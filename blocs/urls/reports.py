"""Reports of the members: /blocs/<code>/<year>/reports/…"""

from django.urls import path

from blocs.views import (
    evidence,
    report_files,
    report_list,
    report_sheets,
    report_steps,
    report_texts,
    reports,
    watching,
)

SEASON = "blocs/<slug:code>/<int:year>/reports"
ONE = f"{SEASON}/<slug:member>/<slug:kind>"

urlpatterns = [
    path("reports/", report_list.report_list, name="report-list"),
    path(f"{SEASON}/", reports.board, name="report-board"),
    path(f"{SEASON}/accept/", report_steps.accept_several, name="report-accept-several"),
    path(f"{SEASON}/watch/", watching.watch, name="report-watch"),
    path(f"{ONE}/", reports.detail, name="report-detail"),
    path(f"{ONE}/start/", reports.start, name="report-start"),
    path(f"{ONE}/fields/", reports.fields, name="report-fields"),
    path(f"{ONE}/submit/", report_steps.submit, name="report-submit"),
    path(f"{ONE}/return/", report_steps.send_back, name="report-return"),
    path(f"{ONE}/excuse/", report_steps.excuse, name="report-excuse"),
    path(f"{ONE}/steps/<slug:name>/", report_steps.step, name="report-step"),
    path(f"{ONE}/changes/", report_steps.changes, name="report-changes"),
    path(f"{ONE}/last-year/", report_texts.last_year, name="report-last-year"),
    path(f"{ONE}/text/<slug:section>/", report_texts.from_figures, name="report-text"),
    path(f"{ONE}/report.xlsx", report_sheets.download, name="report-xlsx"),
    path(f"{ONE}/workbook/", report_sheets.send, name="report-sheet"),
    path(f"{ONE}/evidence/", evidence.add, name="evidence-add"),
    path(f"{ONE}/evidence/<int:pk>/", evidence.show, name="evidence-show"),
    path(f"{ONE}/evidence/<int:pk>/remove/", evidence.remove, name="evidence-remove"),
    path(f"{ONE}/report.pdf", report_files.paper, {"form": "pdf"}, name="report-pdf"),
    path(f"{ONE}/report.docx", report_files.paper, {"form": "docx"}, name="report-docx"),
]
