"""The papers of a season: what there is, to read, to take away, to issue."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.models import Season
from blocs.selectors import people
from blocs.services import papers
from blocs.views.access import me, visible_season
from documents.models import Paper
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, telling
from emulation.verdicts import Verdict

LABELS: dict[str, Promise] = {"pledge": _("Emulation pledge"), "members": _("List of members")}
WARNINGS: dict[str, Promise] = {
    "pledge": _("The pledge gets its number, day and code. Its bytes are kept and never change."),
    "members": _("The list gets its number, day and code. A list issued before is marked as replaced."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper as the page shows it."""

    slug: str
    label: Promise
    warning: Promise
    current: Paper | None
    earlier: list[Paper]
    verdict: Verdict
    pdf: str
    docx: str


def papers_of_season(request: HttpRequest, code: str, year: int) -> HttpResponse:
    season = visible_season(request, code, year)
    seats = people.seats(me(request), season)
    kinds = [_kind(kind, season, papers.can_issue(kind, season, seats=seats)) for kind in papers.KINDS]
    return render(request, "blocs/paper_list.html", {"season": season, "kinds": kinds})


def _kind(slug: str, season: Season, verdict: Verdict) -> Kind:
    issued = list(Paper.objects.about(papers.subject(slug, season)))
    return Kind(
        slug=slug,
        label=LABELS[slug],
        warning=WARNINGS[slug],
        current=next((paper for paper in issued if paper.is_current), None),
        earlier=[paper for paper in issued if not paper.is_current],
        verdict=verdict,
        pdf=PDF_NAMES[slug],
        docx=DOCX_NAMES[slug],
    )


PDF_NAMES = {"pledge": "blocs:pledge-pdf", "members": "blocs:season-members-pdf"}
DOCX_NAMES = {"pledge": "blocs:pledge-docx", "members": "blocs:season-members-docx"}


def pdf(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponseBase:
    """The issued bytes; before that, the draft as it would print today."""
    season = visible_season(request, code, year)
    issued = papers.current(kind, season)
    if issued is not None:
        return paper_response(issued, request=request)
    return document_response(papers.document(kind, season, on=timezone.localdate()))


def docx(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    season = visible_season(request, code, year)
    return document_response(papers.document(kind, season, on=timezone.localdate()), "docx")


@require_POST
def issue(request: SignedInRequest, code: str, year: int, kind: str) -> HttpResponse:
    season = visible_season(request, code, year)
    if kind not in papers.KINDS:
        raise Http404
    with telling(request, _("The paper is issued.")):
        papers.issue(kind, season, by=request.user)
    return redirect("blocs:paper-list", code, year)
