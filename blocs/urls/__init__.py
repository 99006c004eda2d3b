"""The addresses of this app, one module per subject."""

from blocs.urls import (
    blocs,
    exchange,
    handovers,
    movements,
    organisations,
    outside_systems,
    papers,
    people,
    pledges,
    records,
    reports,
    scores,
    scoring,
    signing,
    start,
    statistics,
    visits,
)

app_name = "blocs"
urlpatterns = [
    *scoring.urlpatterns,  # tried one after another: first what saves itself while somebody types
    *reports.urlpatterns,
    *start.urlpatterns,
    *organisations.urlpatterns,
    *people.urlpatterns,
    *outside_systems.urlpatterns,
    *records.urlpatterns,
    *blocs.urlpatterns,
    *handovers.urlpatterns,
    *pledges.urlpatterns,
    *scores.urlpatterns,
    *visits.urlpatterns,
    *statistics.urlpatterns,
    *papers.urlpatterns,
    *signing.urlpatterns,
    *movements.urlpatterns,
    *exchange.urlpatterns,
]
