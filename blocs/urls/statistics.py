"""Points and reports through the years."""

from django.urls import path

from blocs.views import statistics

urlpatterns = [
    path("statistics/", statistics.of_province, name="statistics-province"),
    path("blocs/<slug:code>/statistics/", statistics.of_bloc, name="statistics-bloc"),
    path("blocs/<slug:code>/<int:year>/statistics/", statistics.of_season, name="statistics-season"),
]
