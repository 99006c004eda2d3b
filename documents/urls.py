"""Addresses under /verify/, open to everybody."""

from django.urls import path

from documents.views import verification

app_name = "documents"

urlpatterns = [
    path("", verification.verify, name="verify"),
    path("<str:code>/", verification.paper, name="paper-verify"),
]
