"""The start page: /, the search over everything: /search/, the calendar of a year, glossary and guide"""

from django.urls import path

from blocs.views import calendar_feeds, glossary, guide, overview, search, start, tour, year_templates

urlpatterns = [
    path("", start.start, name="start"),
    path("overview/", overview.overview_list, name="overview-list"),
    path("calendar/", glossary.calendar, name="calendar"),
    path("calendar/subscribe/", calendar_feeds.subscribe, name="calendar-subscribe"),
    path("calendar/subscribe/renew/", calendar_feeds.renew, name="calendar-feed-renew"),
    path("calendar/subscribe/end/", calendar_feeds.end, name="calendar-feed-end"),
    path("calendar/feeds/<slug:token>.ics", calendar_feeds.feed, name="calendar-feed"),
    path("calendar/years/", year_templates.template_list, name="calendar-template-list"),
    path("calendar/years/<int:pk>/", year_templates.detail, name="calendar-template"),
    path("calendar/years/<int:pk>/edit/", year_templates.edit, name="calendar-template-edit"),
    path("calendar/years/<int:pk>/apply/", year_templates.apply, name="calendar-template-apply"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("guide/", guide.start, name="guide"),
    path("guide/<slug:name>/", guide.page, name="guide-page"),
    path("tour/", tour.tour, name="tour"),
    path("tour/leave/", tour.leave, name="tour-leave"),
    path("search/", search.search, name="search"),
]
