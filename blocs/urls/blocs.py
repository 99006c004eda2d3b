"""Blocs and their seasons: /blocs/…"""

from django.urls import path

from blocs.views import blocs, seasons

SEASON = "blocs/<slug:code>/<int:year>"

urlpatterns = [
    path("blocs/", blocs.bloc_list, name="bloc-list"),
    path("blocs/new/", blocs.new, name="bloc-new"),
    path("blocs/<slug:code>/", blocs.detail, name="bloc-detail"),
    path("blocs/<slug:code>/edit/", blocs.edit, name="bloc-edit"),
    path("blocs/<slug:code>/rename/", blocs.rename, name="bloc-rename"),
    path("blocs/<slug:code>/new-season/", seasons.new, name="season-new"),
    path(f"{SEASON}/", seasons.detail, name="season-detail"),
    path(f"{SEASON}/edit/", seasons.edit, name="season-edit"),
    path(f"{SEASON}/advance/", seasons.advance, name="season-advance"),
    path(f"{SEASON}/force/", seasons.force, name="season-force"),
    path(f"{SEASON}/members/", seasons.members, name="season-members"),
    path(f"{SEASON}/members/join/", seasons.join, name="season-join"),
    path(f"{SEASON}/members/reorder/", seasons.reorder, name="season-reorder"),
    path(f"{SEASON}/members/<int:pk>/leave/", seasons.leave, name="season-leave"),
    path(f"{SEASON}/leaders/", seasons.leaders, name="season-leaders"),
    path(f"{SEASON}/leaders/stand-in/", seasons.let_deputy_act, name="deputy-act"),
    path(f"{SEASON}/leaders/<int:pk>/end/", seasons.end_deputy, name="deputy-end"),
    path(f"{SEASON}/dates/", seasons.dates, name="season-dates"),
    path(f"{SEASON}/dates/<int:pk>/done/", seasons.mark_done, name="milestone-done"),
    path(f"{SEASON}/log/", seasons.log, name="season-log"),
]
