"""A member's report as a paper."""

from django.http import HttpResponse

from blocs.documents.reports import report as as_document
from blocs.views.report_access import page_of, readable
from documents.views.files import document_response
from emulation.http import SignedInRequest


def paper(request: SignedInRequest, code: str, year: int, member: str, kind: str, form: str) -> HttpResponse:
    page = page_of(request, readable(request, code, year, member, kind))
    day = page.report.season.within(page.on)
    return document_response(as_document(page, on=day), form)
