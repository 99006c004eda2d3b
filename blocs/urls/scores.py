"""Score tables: /score-tables/…, and by which one a season scores."""

from django.urls import path

from blocs.views import score_files, score_parts, score_tables, season_scores

ONE = "score-tables/<int:pk>"
PART = f"{ONE}/<slug:kind>/<int:part>"
SEASON = "blocs/<slug:code>/<int:year>"

urlpatterns = [
    path("score-tables/", score_tables.score_table_list, name="score-table-list"),
    path("score-tables/new/", score_tables.new, name="score-table-new"),
    path("score-tables/import/", score_files.send, name="score-table-import"),
    path("score-tables/template.xlsx", score_files.template, name="score-table-template"),
    path(f"{ONE}/", score_tables.detail, name="score-table-detail"),
    path(f"{ONE}/edit/", score_tables.edit, name="score-table-edit"),
    path(f"{ONE}/bands/", score_tables.bands, name="score-table-bands"),
    path(f"{ONE}/open/", score_tables.open_for_use, name="score-table-open"),
    path(f"{ONE}/new-version/", score_tables.begin_version, name="score-table-version"),
    path(f"{ONE}/versions/", score_files.versions, name="score-table-versions"),
    path(f"{ONE}/steps/<slug:name>/", score_tables.step, name="score-table-step"),
    path(f"{ONE}/score-table.xlsx", score_files.workbook, name="score-table-xlsx"),
    path(f"{ONE}/score-table.pdf", score_files.paper, {"form": "pdf"}, name="score-table-pdf"),
    path(f"{ONE}/score-table.docx", score_files.paper, {"form": "docx"}, name="score-table-docx"),
    path(f"{ONE}/groups/new/", score_parts.new_group, name="score-group-new"),
    path(f"{ONE}/groups/order/", score_parts.arrange, name="score-group-order"),
    path(f"{ONE}/groups/<int:group>/balance/", score_parts.balance, name="score-balance"),
    path(f"{ONE}/groups/<int:group>/criteria/new/", score_parts.new_criterion, name="criterion-new"),
    path(f"{ONE}/groups/<int:group>/criteria/order/", score_parts.arrange, name="criterion-order"),
    path(f"{PART}/edit/", score_parts.edit, name="score-part-edit"),
    path(f"{PART}/remove/", score_parts.remove, name="score-part-remove"),
    path(f"{PART}/put-back/", score_parts.put_back, name="score-part-put-back"),
    path(f"{PART}/move/", score_parts.move, name="score-part-move"),
    path(f"{SEASON}/score-table/", season_scores.score_table, name="season-score-table"),
    path(f"{SEASON}/score-table/last-year/", season_scores.take_last, name="season-score-table-last"),
    path(f"{SEASON}/score-table/ties/", season_scores.tie_rules, name="season-tie-rules"),
]
