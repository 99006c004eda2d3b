"""Movements: /movements/…, and where a bloc launches its own."""

from django.urls import path

from blocs.views import movements

urlpatterns = [
    path("movements/", movements.movement_list, name="movement-list"),
    path("movements/new/", movements.new, name="movement-new"),
    path("blocs/<slug:code>/movements/new/", movements.new_in_bloc, name="movement-new-in-bloc"),
    path("movements/<int:pk>/", movements.detail, name="movement-detail"),
    path("movements/<int:pk>/edit/", movements.edit, name="movement-edit"),
]
