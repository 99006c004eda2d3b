"""The pledge of a season: /blocs/<code>/<year>/pledge/…; its papers stand in papers.py."""

from django.urls import path

from blocs.views import (
    pledge_comments,
    pledge_lines,
    pledge_list,
    pledge_steps,
    pledges,
    registrations,
    usual_lines,
)

SEASON = "blocs/<slug:code>/<int:year>/pledge"
LINE = f"{SEASON}/<slug:kind>/<int:pk>"

urlpatterns = [
    path("pledges/", pledge_list.pledge_list, name="pledge-list"),
    path(f"{SEASON}/", pledges.detail, name="pledge-detail"),
    path(f"{SEASON}/opening/", pledges.opening, name="pledge-opening"),
    path(f"{SEASON}/open/", pledge_steps.open_for_comments, name="pledge-open"),
    path(f"{SEASON}/comments-until/", pledge_steps.comments_until, name="pledge-comments-until"),
    path(f"{SEASON}/back-to-draft/", pledge_steps.back_to_draft, name="pledge-back-to-draft"),
    path(f"{SEASON}/agree/", pledge_steps.agree, name="pledge-agree"),
    path(f"{SEASON}/reopen/", pledge_steps.reopen, name="pledge-reopen"),
    path(f"{SEASON}/amend/", pledge_steps.amend, name="pledge-amend"),
    path(f"{SEASON}/give-up/", pledge_steps.give_up, name="pledge-give-up"),
    path(f"{SEASON}/witnesses/", pledges.witnesses, name="pledge-witnesses"),
    path(f"{SEASON}/witnesses/<int:pk>/remove/", pledges.remove_witness, name="pledge-witness-remove"),
    path(f"{SEASON}/versions/", pledges.versions, name="pledge-versions"),
    path(f"{SEASON}/versions/<int:number>/restore/", pledges.restore_version, name="pledge-version-restore"),
    path(f"{SEASON}/items/new/", pledge_lines.new_item, name="pledge-item-new"),
    path(f"{SEASON}/targets/new/", pledge_lines.new_target, name="pledge-target-new"),
    path(f"{SEASON}/order/<slug:part>/", pledge_lines.arrange, name="pledge-order"),
    path(f"{SEASON}/comments/new/", pledge_comments.add, name="pledge-comment-new"),
    path(f"{SEASON}/comments/<int:pk>/answer/", pledge_comments.answer, name="pledge-comment-answer"),
    path(f"{SEASON}/registrations/", registrations.registration_list, name="registration-list"),
    path(f"{SEASON}/registrations/<slug:member>/", registrations.edit, name="registration-edit"),
    path(f"{LINE}/edit/", pledge_lines.edit, name="pledge-line-edit"),
    path(f"{LINE}/remove/", pledge_lines.remove, name="pledge-line-remove"),
    path(f"{LINE}/put-back/", pledge_lines.put_back, name="pledge-line-put-back"),
    path(f"{LINE}/move/", pledge_lines.move, name="pledge-line-move"),
    path("usual-lines/", usual_lines.usual_line_list, name="usual-line-list"),
    path("usual-lines/new/", usual_lines.edit, name="usual-line-new"),
    path("usual-lines/<int:pk>/", usual_lines.edit, name="usual-line-edit"),
    path("usual-lines/<int:pk>/remove/", usual_lines.remove, name="usual-line-remove"),
]
