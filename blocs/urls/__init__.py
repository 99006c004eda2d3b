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
    *start.urlpatterns,
    *organisations.urlpatterns,
    *people.urlpatterns,
    *outside_systems.urlpatterns,
    *blocs.urlpatterns,
    *handovers.urlpatterns,
    *pledges.urlpatterns,
    *scores.urlpatterns,
    *reports.urlpatterns,
    *scoring.urlpatterns,
    *visits.urlpatterns,
    *statistics.urlpatterns,
    *papers.urlpatterns,
    *signing.urlpatterns,
    *movements.urlpatterns,
    *exchange.urlpatterns,
]
