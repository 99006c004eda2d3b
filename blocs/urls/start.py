"""The start page: /, and the search over everything: /search/"""

from django.urls import path

from blocs.views import overview, search, start

urlpatterns = [
    path("", start.start, name="start"),
    path("overview/", overview.overview_list, name="overview-list"),
    path("search/", search.search, name="search"),
]
