"""Visits between members: /blocs/<code>/<year>/visits/…"""

from django.urls import path

from blocs.views import visit_findings, visits

SEASON = "blocs/<slug:code>/<int:year>/visits"
ONE = f"{SEASON}/<int:pk>"

urlpatterns = [
    path(f"{SEASON}/", visits.visit_list, name="visit-list"),
    path(f"{SEASON}/plan/", visits.plan, name="visit-plan"),
    path(f"{ONE}/", visit_findings.detail, name="visit-detail"),
    path(f"{ONE}/fields/", visit_findings.fields, name="visit-fields"),
    path(f"{ONE}/edit/", visits.edit, name="visit-edit"),
    path(f"{ONE}/call-off/", visits.call_off, name="visit-call-off"),
    path(f"{ONE}/agree/", visit_findings.agree, name="visit-agree"),
    path(f"{ONE}/steps/<slug:name>/", visit_findings.step, name="visit-step"),
    path(f"{ONE}/issue/<slug:way>/", visit_findings.issue, name="visit-issue"),
    path(f"{ONE}/stop-signing/", visit_findings.stop_signing, name="visit-stop-signing"),
    path(f"{ONE}/evidence/<int:file>/", visit_findings.evidence, name="visit-evidence-show"),
    path(f"{ONE}/checklist.pdf", visit_findings.checklist_paper, {"form": "pdf"}, name="visit-checklist-pdf"),
    path(
        f"{ONE}/checklist.docx", visit_findings.checklist_paper, {"form": "docx"}, name="visit-checklist-docx"
    ),
    path(f"{ONE}/minutes.pdf", visit_findings.minutes_paper, {"form": "pdf"}, name="visit-minutes-pdf"),
    path(f"{ONE}/minutes.docx", visit_findings.minutes_paper, {"form": "docx"}, name="visit-minutes-docx"),
]
