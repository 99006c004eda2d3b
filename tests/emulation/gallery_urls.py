"""The site's addresses with the gallery, which otherwise is there with DEBUG only, and pages that fail."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from emulation.urls import handler400, handler403, handler404, handler500
from emulation.urls import urlpatterns as of_the_site
from emulation.views import gallery

FAILURES = {
    "suspicious": SuspiciousOperation,
    "forbidden": PermissionDenied,
    "missing": Http404,
    "broken": RuntimeError,
}

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def failing(request, how):
    raise FAILURES[how]("on purpose")


urlpatterns = [
    path("components/", gallery.gallery, name="gallery"),
    path("failing/<str:how>/", failing),
    *of_the_site,
]
