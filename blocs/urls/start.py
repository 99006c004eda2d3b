"""The start page: /, and the search over everything: /search/"""

from django.urls import path

from blocs.views import search, start

urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
]
