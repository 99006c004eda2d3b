"""/proposals/…"""

from django.urls import path

from awards.views import desk, printing

ONE = "proposals/<int:pk>/"
KINDS = ("letter", "nominees", "summaries")

desk_urls = [
    path("proposals/", desk.proposal_index, name="proposal-index"),
    path("proposals/begin/", desk.begin_own, name="proposal-begin-own"),
    path("blocs/<slug:code>/<int:year>/proposals/begin/", desk.begin, name="proposal-begin"),
    path(ONE, desk.detail, name="proposal-detail"),
    path(f"{ONE}edit/", desk.edit, name="proposal-edit"),
    path(f"{ONE}choose/", desk.choose, name="proposal-choose"),
    path(f"{ONE}nominees/<int:nomination>/drop/", desk.drop, name="proposal-drop"),
    path(f"{ONE}issue/", desk.issue, name="proposal-issue"),
    path(f"{ONE}sign/", desk.have_signed, name="proposal-sign"),
    path(f"{ONE}send/", desk.send, name="proposal-send"),
    path(f"{ONE}receive/", desk.receive, name="proposal-receive"),
    path(f"{ONE}return/", desk.give_back, name="proposal-return"),
    path(f"{ONE}ask/", desk.ask, name="proposal-ask"),
    path(f"{ONE}ask/<int:concurrence>/", desk.answer, name="proposal-answer"),
    path(f"{ONE}appraise/", desk.appraise, name="proposal-appraise"),
    *(
        path(
            f"{ONE}{kind}.{ending}", desk.paper, {"kind": kind, "ending": ending}, f"proposal-{kind}-{ending}"
        )
        for kind in KINDS
        for ending in ("pdf", "docx")
    ),
    path(f"{ONE}printing/", printing.detail, name="printing"),
    path(f"{ONE}printing/start/", printing.start, name="printing-start"),
    path(f"{ONE}printing/advance/", printing.advance, name="printing-advance"),
    path(f"{ONE}printing/stop/", printing.stop, name="printing-stop"),
    path(f"{ONE}printing/resume/", printing.resume, name="printing-resume"),
    path(f"{ONE}whole.pdf", printing.whole, {"ending": "pdf"}, name="proposal-whole-pdf"),
    path(f"{ONE}whole.zip", printing.whole, {"ending": "zip"}, name="proposal-whole-zip"),
    path(f"{ONE}proof/", desk.proof, name="proposal-proof"),
]
