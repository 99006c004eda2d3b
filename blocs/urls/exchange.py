"""Season files in and out: /exchange/… and the exports of a season."""

from django.urls import path

from blocs.views import exchange

urlpatterns = [
    path("exchange/", exchange.send, name="exchange"),
    path("exchange/template.xlsx", exchange.template, name="exchange-template"),
    path("exchange/<int:pk>/", exchange.preview, name="exchange-preview"),
    path("exchange/<int:pk>/save/", exchange.save, name="exchange-save"),
    path("blocs/<slug:code>/<int:year>/season.json", exchange.season_json, name="season-export-json"),
    path("blocs/<slug:code>/<int:year>/season.xlsx", exchange.season_xlsx, name="season-export-xlsx"),
]
