"""The pledge of a season: /blocs/<code>/<year>/pledge/…; its papers stand in papers.py."""

from django.urls import path

from blocs.views import pledge_lines, pledges, registrations, usual_lines

SEASON = "blocs/<slug:code>/<int:year>/pledge"
LINE = f"{SEASON}/<slug:kind>/<int:pk>"

urlpatterns = [
    path(f"{SEASON}/", pledges.detail, name="pledge-detail"),
    path(f"{SEASON}/opening/", pledges.opening, name="pledge-opening"),
    path(f"{SEASON}/steps/<slug:step>/", pledges.take_step, name="pledge-step"),
    path(f"{SEASON}/agree/", pledges.agree, name="pledge-agree"),
    path(f"{SEASON}/reopen/", pledges.reopen, name="pledge-reopen"),
    path(f"{SEASON}/witnesses/", pledges.witnesses, name="pledge-witnesses"),
    path(f"{SEASON}/witnesses/<int:pk>/remove/", pledges.remove_witness, name="pledge-witness-remove"),
    path(f"{SEASON}/versions/", pledges.versions, name="pledge-versions"),
    path(f"{SEASON}/versions/<int:number>/restore/", pledges.restore_version, name="pledge-version-restore"),
    path(f"{SEASON}/chart.svg", pledges.chart, name="pledge-chart"),
    path(f"{SEASON}/items/new/", pledge_lines.new_item, name="pledge-item-new"),
    path(f"{SEASON}/targets/new/", pledge_lines.new_target, name="pledge-target-new"),
    path(f"{SEASON}/order/<slug:part>/", pledge_lines.arrange, name="pledge-order"),
    path(f"{SEASON}/comments/new/", pledge_lines.comment, name="pledge-comment-new"),
    path(f"{SEASON}/comments/<int:pk>/answer/", pledge_lines.answer, name="pledge-comment-answer"),
    path(f"{SEASON}/registrations/", registrations.registration_list, name="registration-list"),
    path(f"{SEASON}/registrations/<slug:member>/", registrations.edit, name="registration-edit"),
    path(f"{LINE}/edit/", pledge_lines.edit, name="pledge-line-edit"),
    path(f"{LINE}/remove/", pledge_lines.remove, name="pledge-line-remove"),
    path(f"{LINE}/move/", pledge_lines.move, name="pledge-line-move"),
    path("usual-lines/", usual_lines.usual_line_list, name="usual-line-list"),
    path("usual-lines/new/", usual_lines.edit, name="usual-line-new"),
    path("usual-lines/<int:pk>/", usual_lines.edit, name="usual-line-edit"),
    path("usual-lines/<int:pk>/remove/", usual_lines.remove, name="usual-line-remove"),
]
