"""The start page: /, the search over everything: /search/, the calendar of a year and the glossary"""

from django.urls import path

from blocs.views import glossary, overview, search, start

urlpatterns = [
    path("", start.start, name="start"),
    path("overview/", overview.overview_list, name="overview-list"),
    path("calendar/", glossary.calendar, name="calendar"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
]
