"""/nominations/…, /blocs/<code>/<year>/nominations/…"""

from django.urls import path

from awards.views import nomination_steps as steps
from awards.views import nominations, season_nominations

ONE = "nominations/<int:pk>/"
SEASON = "blocs/<slug:code>/<int:year>/nominations/"

nomination_urls = [
    path("nominations/", nominations.nomination_list, name="nomination-list"),
    path("nominations/new/", nominations.new, name="nomination-new"),
    path(ONE, nominations.detail, name="nomination-detail"),
    path(f"{ONE}edit/", nominations.edit, name="nomination-edit"),
    path(f"{ONE}report/", nominations.report, name="nomination-report"),
    path(f"{ONE}submit/", steps.step, {"name": "submit"}, name="nomination-submit"),
    path(f"{ONE}take-back/", steps.step, {"name": "take_back"}, name="nomination-take-back"),
    path(f"{ONE}appraise/", steps.step, {"name": "appraise"}, name="nomination-appraise"),
    path(f"{ONE}release/", steps.step, {"name": "release"}, name="nomination-release"),
    path(f"{ONE}withdraw/", steps.with_reason, {"name": "withdraw"}, name="nomination-withdraw"),
    path(f"{ONE}reject/", steps.with_reason, {"name": "reject"}, name="nomination-reject"),
    path(f"{ONE}hold/", steps.with_reason, {"name": "hold"}, name="nomination-hold"),
    path(f"{ONE}files/", steps.add_files, name="dossier-add"),
    path(f"{ONE}files/<int:file>/", steps.show_file, name="dossier-show"),
    path(f"{ONE}files/<int:file>/remove/", steps.remove_file, name="dossier-remove"),
    path(SEASON, season_nominations.board, name="season-nominations"),
    path(f"{SEASON}<int:ballot>/take/", season_nominations.take, name="season-nominations-take"),
    path(f"{ONE}report.pdf", steps.report_paper, {"ending": "pdf"}, name="nomination-report-pdf"),
    path(f"{ONE}report.docx", steps.report_paper, {"ending": "docx"}, name="nomination-report-docx"),
    path(f"{ONE}dossier.pdf", steps.dossier_pdf, name="dossier-pdf"),
    path(f"{ONE}dossier.zip", steps.dossier_zip, name="dossier-zip"),
]
