"""/council/…, /decisions/…, /certificate-layouts/…, /funnel/, /results/…"""

from django.urls import path

from awards.views import certificates, council, decisions, results

SESSION, DECISION, LAYOUT = "council/<int:pk>/", "decisions/<int:pk>/", "certificate-layouts/<int:pk>/"

council_urls = [
    path("funnel/", results.funnel, name="funnel"),
    path("results/<slug:code>/notices/new/", results.new_notice, name="notice-new"),
    path("results/<slug:code>/", results.public, name="results"),
    path("council/", council.session_list, name="council-list"),
    path("council/new/", council.new, name="council-new"),
    path(SESSION, council.detail, name="council-detail"),
    path(f"{SESSION}edit/", council.edit, name="council-edit"),
    path(f"{SESSION}roll/", council.roll, name="council-roll"),
    path(f"{SESSION}votes/", council.votes, name="council-votes"),
    path(f"{SESSION}opinions/<int:seat>/", council.opinion, name="council-opinion"),
    path(f"{SESSION}record/", council.record, name="council-record"),
    path(f"{SESSION}minutes/issue/", council.issue, {"signed_here": False}, name="council-issue"),
    path(f"{SESSION}minutes/sign/", council.issue, {"signed_here": True}, name="council-sign"),
    path(f"{SESSION}minutes.pdf", council.minutes, {"ending": "pdf"}, name="council-minutes-pdf"),
    path(f"{SESSION}minutes.docx", council.minutes, {"ending": "docx"}, name="council-minutes-docx"),
    path(f"{SESSION}ballot.pdf", council.ballot_paper, {"ending": "pdf"}, name="council-ballot-pdf"),
    path(f"{SESSION}ballot.docx", council.ballot_paper, {"ending": "docx"}, name="council-ballot-docx"),
    path("decisions/", decisions.decision_list, name="decision-list"),
    path("decisions/new/", decisions.new, name="decision-new"),
    path(DECISION, decisions.detail, name="decision-detail"),
    path(f"{DECISION}edit/", decisions.edit, name="decision-edit"),
    path(f"{DECISION}words/", decisions.words, name="decision-words"),
    path(f"{DECISION}record/", decisions.record, name="decision-record"),
    path(f"{DECISION}corrections/<int:line>/", decisions.correct, name="decision-correct"),
    path(f"{DECISION}decision.pdf", decisions.paper, {"ending": "pdf"}, name="decision-pdf"),
    path(f"{DECISION}decision.docx", decisions.paper, {"ending": "docx"}, name="decision-docx"),
    path(f"{DECISION}certificates/<int:layout>.pdf", certificates.printed, name="decision-certificates"),
    path("certificate-layouts/", certificates.layout_list, name="certificate-layout-list"),
    path("certificate-layouts/new/", certificates.new, name="certificate-layout-new"),
    path(LAYOUT, certificates.edit, name="certificate-layout-edit"),
    path(f"{LAYOUT}trial.pdf", certificates.trial, name="certificate-layout-trial"),
]
