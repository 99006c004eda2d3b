"""Papers of a season: /blocs/<code>/<year>/…; all of them: /papers/…"""

from django.urls import path

from blocs.views import archive, bloc_reports, composing, formats, paper_signing, papers, signing_remote

OWN = "papers/<slug:code>"  # of who signs the paper

urlpatterns = [
    path("paper-formats/", formats.format_list, name="paper-format-list"),
    path("paper-formats/<slug:code>/", formats.edit, name="paper-format-edit"),
    path("paper-formats/<slug:code>/sample/", formats.preview, name="paper-format-preview"),
    path("papers/", archive.paper_archive, name="paper-archive"),
    path("papers/<slug:code>.pdf", archive.pdf, name="paper-pdf"),
    path(f"{OWN}/sign/", paper_signing.sign, name="paper-sign"),
    path(f"{OWN}/sign/paper.pdf", paper_signing.pdf, name="paper-sign-pdf"),
    path(f"{OWN}/receipt/", paper_signing.receipt, name="paper-receipt"),
    path(f"{OWN}/decline/", paper_signing.decline, name="paper-decline"),
    path(f"{OWN}/withdraw/", paper_signing.withdraw, name="paper-withdraw"),
    path(f"{OWN}/remote/", signing_remote.paper, name="paper-remote"),
    path(f"{OWN}/token/", paper_signing.token, name="paper-token"),
    path(f"{OWN}/token/file/", paper_signing.take_file, name="paper-token-file"),
    path(f"{OWN}/token/give-back/", paper_signing.give_back, name="paper-token-give-back"),
    path("blocs/<slug:code>/<int:year>/pledge.pdf", papers.pdf, {"kind": "pledge"}, name="pledge-pdf"),
    path("blocs/<slug:code>/<int:year>/pledge.docx", papers.docx, {"kind": "pledge"}, name="pledge-docx"),
    path(
        "blocs/<slug:code>/<int:year>/members.pdf", papers.pdf, {"kind": "members"}, name="season-members-pdf"
    ),
    path(
        "blocs/<slug:code>/<int:year>/members.docx",
        papers.docx,
        {"kind": "members"},
        name="season-members-docx",
    ),
    path(
        "blocs/<slug:code>/<int:year>/score-table.pdf",
        papers.pdf,
        {"kind": "score-table"},
        name="season-score-table-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/score-table.docx",
        papers.docx,
        {"kind": "score-table"},
        name="season-score-table-docx",
    ),
    path("blocs/<slug:code>/<int:year>/bloc-report/", bloc_reports.detail, name="bloc-report-detail"),
    path("blocs/<slug:code>/<int:year>/bloc-report/show/", bloc_reports.show, name="bloc-report-show"),
    path(
        "blocs/<slug:code>/<int:year>/bloc-report.pdf",
        bloc_reports.paper,
        {"form": "pdf"},
        name="bloc-report-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/bloc-report.docx",
        bloc_reports.paper,
        {"form": "docx"},
        name="bloc-report-docx",
    ),
    path(
        "blocs/<slug:code>/<int:year>/plan.pdf",
        papers.pdf,
        {"kind": "season-plan"},
        name="season-plan-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/plan.docx",
        papers.docx,
        {"kind": "season-plan"},
        name="season-plan-docx",
    ),
    path(
        "blocs/<slug:code>/<int:year>/operating-rules.pdf",
        papers.pdf,
        {"kind": "operating-rules"},
        name="operating-rules-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/operating-rules.docx",
        papers.docx,
        {"kind": "operating-rules"},
        name="operating-rules-docx",
    ),
    path("blocs/<slug:code>/<int:year>/operating-rules/", composing.rules, name="operating-rules"),
    path(
        "blocs/<slug:code>/<int:year>/meeting-invitation.pdf",
        papers.pdf,
        {"kind": "meeting-invitation"},
        name="meeting-invitation-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/meeting-invitation.docx",
        papers.docx,
        {"kind": "meeting-invitation"},
        name="meeting-invitation-docx",
    ),
    path("blocs/<slug:code>/<int:year>/meeting-invitation/", composing.invitation, name="meeting-invitation"),
    path(
        "blocs/<slug:code>/<int:year>/handover-minutes.pdf",
        papers.pdf,
        {"kind": "handover-minutes"},
        name="handover-minutes-pdf",
    ),
    path(
        "blocs/<slug:code>/<int:year>/handover-minutes.docx",
        papers.docx,
        {"kind": "handover-minutes"},
        name="handover-minutes-docx",
    ),
    path("blocs/<slug:code>/<int:year>/papers/", papers.papers_of_season, name="paper-list"),
    path("blocs/<slug:code>/<int:year>/papers/<slug:kind>/issue/", papers.issue, name="paper-issue"),
    path(
        "blocs/<slug:code>/<int:year>/papers/<slug:kind>/have-signed/",
        papers.have_signed,
        name="paper-have-signed",
    ),
    path(
        "blocs/<slug:code>/<int:year>/papers/<slug:kind>/stop-signing/",
        papers.stop_signing,
        name="paper-stop-signing",
    ),
]
