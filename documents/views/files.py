"""Papers as downloads: the stored bytes, or a document printed on the spot."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from documents import printing, selectors
from documents.content import Document
from documents.models import Paper


def paper_response(paper: Paper, *, request: HttpRequest | None = None) -> HttpResponseBase:
    """The issued bytes, with the signatures that there are; never printed again. With the request, a browser
    that has them gets 304."""
    newest = selectors.newest_file(paper)
    etag = f'"{newest.sha256 if newest else paper.content_hash}"'
    response: HttpResponseBase | None = None
    if request is not None:
        response = get_conditional_response(request, etag=etag)
    if response is None:
        # Read at once: a paper is small, and handing it on piece by piece takes twice the time.
        with (newest or paper).file.open("rb") as file:
            response = HttpResponse(file.read(), content_type=printing.PDF)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Disposition"] = f'inline; filename="{paper.file_name}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def document_response(document: Document, form: str = "pdf") -> HttpResponse:
    """Prints now, for previews and for .docx; `form` is one of printing.FORMS."""
    content_type, written = printing.FORMS[form]
    response = HttpResponse(written(document), content_type=content_type)
    disposition = "inline" if form == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{document.file_name(form)}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
