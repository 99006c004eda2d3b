"""What programs that check signatures ask for: the root of the site's authority, and what it took back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents.services import authority
from documents.views.limits import asks_too_often


@login_not_required
@cache_control(public=True, max_age=3600)
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    if asks_too_often(request, "revocation-list"):
        return HttpResponse(status=429)
    if not authority.is_ready():
        raise Http404
    content = bytes(authority.newest_list().content)
    return HttpResponse(content, content_type="application/pkix-crl")


@login_not_required
@cache_control(public=True, max_age=3600)
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    if asks_too_often(request, "revocation-list"):
        return HttpResponse(status=429)
    if not authority.is_ready():
        raise Http404
    response = HttpResponse(authority.current().root.dump(), content_type="application/pkix-cert")
    response.headers["Content-Disposition"] = 'attachment; filename="root.crt"'
    return response
