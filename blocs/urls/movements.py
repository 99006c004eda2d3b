"""Movements: /movements/…, and where a bloc launches its own."""

from django.urls import path

from blocs.views import enrolments, movement_results, movements

PART = "movements/<int:pk>/members/<slug:member>"

urlpatterns = [
    path("movements/", movements.movement_list, name="movement-list"),
    path("movements/new/", movements.new, name="movement-new"),
    path("blocs/<slug:code>/movements/new/", movements.new_in_bloc, name="movement-new-in-bloc"),
    path("movements/<int:pk>/", movements.detail, name="movement-detail"),
    path("movements/<int:pk>/edit/", movements.edit, name="movement-edit"),
    path("movements/<int:pk>/measures/", enrolments.measures, name="movement-measures"),
    path("movements/<int:pk>/push/", enrolments.push, name="movement-push"),
    path("movements/<int:pk>/remind/", enrolments.remind, name="movement-remind"),
    path("movements/<int:pk>/answers/", enrolments.answers, name="movement-answers"),
    path(f"{PART}/enrol/", enrolments.enrol, name="movement-enrol"),
    path(f"{PART}/decline/", enrolments.decline, name="movement-decline"),
    path(f"{PART}/results/<int:of_year>/<int:half>/", movement_results.result, name="movement-result"),
    path("movements/<int:pk>/reviews/<slug:kind>/", movement_results.review, name="movement-review"),
]
