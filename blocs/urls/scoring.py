"""Points and ranking of a season: /blocs/<code>/<year>/scores/…, …/ranking/…"""

from django.urls import path

from blocs.views import rankings, score_desk

SEASON = "blocs/<slug:code>/<int:year>"

urlpatterns = [
    path(f"{SEASON}/scores/", score_desk.desk, name="score-desk"),
    path(f"{SEASON}/scores/all.pdf", rankings.points_of_all, {"form": "pdf"}, name="score-all-pdf"),
    path(f"{SEASON}/scores/all.docx", rankings.points_of_all, {"form": "docx"}, name="score-all-docx"),
    path(f"{SEASON}/scores/<int:member>/agree/", score_desk.agree, name="score-agree"),
    path(f"{SEASON}/scores/sums/", score_desk.sums, name="score-sums"),
    path(f"{SEASON}/scores/<int:member>/<int:criterion>/", score_desk.cell, name="score-cell"),
    path(f"{SEASON}/ranking/", rankings.ranking_page, name="score-ranking"),
    path(f"{SEASON}/ranking/publish/", rankings.publish, name="score-publish"),
    path(f"{SEASON}/ranking/figures/", rankings.figures, name="score-figures"),
    path(f"{SEASON}/ranking/show/", rankings.show, name="score-ranking-show"),
    path(f"{SEASON}/ranking.pdf", rankings.paper, {"form": "pdf"}, name="score-ranking-pdf"),
    path(f"{SEASON}/ranking.docx", rankings.paper, {"form": "docx"}, name="score-ranking-docx"),
]
