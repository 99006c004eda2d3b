"""/statistics/forms/…"""

from django.urls import path

from awards.views import statistical_forms

ONE = "statistics/forms/<int:of_year>/<slug:code>/"

statistics_urls = [
    path("statistics/forms/", statistical_forms.form_list, name="statistics-list"),
    path("statistics/forms/<slug:code>/edit/", statistical_forms.edit, name="statistics-edit"),
    path(ONE, statistical_forms.sheet, name="statistics-sheet"),
    path(f"{ONE}close/", statistical_forms.close, name="statistics-close"),
    path(f"{ONE}correct/", statistical_forms.correct, name="statistics-correct"),
    *(
        path(
            f"{ONE}sheet.{ending}",
            statistical_forms.paper,
            {"ending": ending},
            name=f"statistics-{ending}",
        )
        for ending in ("pdf", "docx")
    ),
]
