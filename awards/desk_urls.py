"""/proposals/…"""

from django.urls import path

from awards.views import desk

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
    path(f"{ONE}whole.pdf", desk.whole, name="proposal-whole-pdf"),
    path(f"{ONE}proof/", desk.proof, name="proposal-proof"),
]
