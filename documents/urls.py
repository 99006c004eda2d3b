"""Addresses under /verify/, open to everybody."""

from django.urls import path

from documents.views import authority, verification

app_name = "documents"

urlpatterns = [
    path("", verification.verify, name="verify"),
    path("authority/root.crt", authority.root, name="root-certificate"),
    path("authority/revoked.crl", authority.revoked, name="revocation-list"),
    path("<str:code>/", verification.paper, name="paper-verify"),
]
