"""The addresses of this app, one module per subject."""

from blocs.urls import blocs, exchange, movements, organisations, people, pledges, start

app_name = "blocs"
urlpatterns = [
    *start.urlpatterns,
    *organisations.urlpatterns,
    *people.urlpatterns,
    *blocs.urlpatterns,
    *pledges.urlpatterns,
    *movements.urlpatterns,
    *exchange.urlpatterns,
]
