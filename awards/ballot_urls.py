"""/blocs/<code>/<year>/ballots/…, /ballot-rules/…"""

from django.urls import path

from awards.views import ballot_rules, ballots, tallying

BALLOTS = "blocs/<slug:code>/<int:year>/ballots/"
ONE = f"{BALLOTS}<int:pk>/"

ballot_urls = [
    path("ballot-rules/", ballot_rules.rule_list, name="ballot-rule-list"),
    path("ballot-rules/new/", ballot_rules.new, name="ballot-rule-new"),
    path("ballot-rules/<int:pk>/", ballot_rules.edit, name="ballot-rule-edit"),
    path(BALLOTS, ballots.ballot_list, name="ballot-list"),
    path(f"{BALLOTS}new/", ballots.new, name="ballot-new"),
    path(ONE, ballots.detail, name="ballot-detail"),
    path(f"{ONE}open/", ballots.open_voting, name="ballot-open"),
    path(f"{ONE}vote/", ballots.vote, name="ballot-vote"),
    path(f"{ONE}screen/", ballots.screen, name="ballot-screen"),
    path(f"{ONE}ballot.pdf", ballots.ballot_paper, {"ending": "pdf"}, name="ballot-paper-pdf"),
    path(f"{ONE}ballot.docx", ballots.ballot_paper, {"ending": "docx"}, name="ballot-paper-docx"),
    path(f"{ONE}paper/", tallying.hand_out, name="ballot-hand-out"),
    path(f"{ONE}paper/<int:elector>/take-back/", tallying.take_back, name="ballot-take-back"),
    path(f"{ONE}box/", tallying.box, name="ballot-box"),
    path(f"{ONE}hands/", tallying.hands, name="ballot-hands"),
    path(f"{ONE}close/", ballots.close, name="ballot-close"),
    path(f"{ONE}key/", ballots.key, name="ballot-key"),
    path(f"{ONE}count/", ballots.count, name="ballot-count"),
    path(f"{ONE}void/", ballots.void, name="ballot-void"),
    path(f"{ONE}repeat/", ballots.repeat, name="ballot-repeat"),
    path(f"{ONE}minutes/issue/", ballots.issue, {"signed_here": False}, name="ballot-minutes-issue"),
    path(f"{ONE}minutes/sign/", ballots.issue, {"signed_here": True}, name="ballot-minutes-sign"),
    path(f"{ONE}minutes.pdf", ballots.minutes, {"ending": "pdf"}, name="ballot-minutes-pdf"),
    path(f"{ONE}minutes.docx", ballots.minutes, {"ending": "docx"}, name="ballot-minutes-docx"),
]
