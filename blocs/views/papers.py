"""The papers of a season: what there is, to read, to take away, to issue."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import ReasonForm
from blocs.models import Season
from blocs.rules import issuing
from blocs.rules.rights import Act, may
from blocs.selectors import papers as reading
from blocs.selectors import people
from blocs.selectors.papers import LABELS, PapersOfKind
from blocs.services import papers
from blocs.views import sheets
from blocs.views.access import me, seen_season, visible_season
from documents.models import Paper
from documents.views.files import document_response, paper_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Reason

WARNINGS: dict[str, Promise] = {
    "pledge": _("The pledge gets its number, day and code. Its bytes are kept and never change."),
    "season-plan": _("The plan gets its number, day and code. A plan issued before is marked as replaced."),
    "operating-rules": _(
        "The rules get their number, day and code. Rules issued before are marked as replaced."
    ),
    "meeting-invitation": _(
        "The invitation gets its number, day and code. An older one to that meeting is marked as replaced."
    ),
    "bloc-report": _("The report gets its number, day and code. One issued before is marked as replaced."),
    "handover-minutes": _("The minutes get their number, day and code, and go to the archive."),
    "members": _("The list gets its number, day and code. A list issued before is marked as replaced."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper as the page shows it."""

    papers: PapersOfKind
    label: Reason
    warning: Promise
    pdf: str
    docx: str
    issue: str
    have_signed: str
    stop: str
    compose: str = ""


def papers_of_season(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    season = visible_season(request, code, year, "handover")
    seats = people.seats(me(request), season)
    reads = may(Act.READ_REPORTS, seats)  # and with them the draft of the bloc's report
    rows = reading.of_season(season, papers.ISSUED, seats=seats)
    kinds = [_kind(season, row) for row in rows if row.current or row.kind != issuing.REPORT or reads]
    if sheets.asked(request):
        return _sheet(request, kinds, f"van-ban-{code}-{year}")
    return render(request, "blocs/paper_list.html", {"season": season, "kinds": kinds})


def _sheet(request: HttpRequest, kinds: list[Kind], name: str) -> HttpResponseBase:
    headings = [
        gettext("Kind"),
        gettext("Number and symbol"),
        gettext("Issued on"),
        gettext("Title of the paper"),
        gettext("Issuer"),
        gettext("State"),
        gettext("Verification code"),
    ]
    rows = (
        (
            kind.label,
            paper.number_text,
            paper.issued_on,
            paper.title,
            paper.issuer_name,
            paper.get_state_display(),
            paper.code_text,
        )
        for kind in kinds
        for paper in kind.papers.all
    )
    return sheets.list_response(request, name, headings, rows)


def _kind(season: Season, row: PapersOfKind) -> Kind:
    place = [season.bloc.code, season.year]
    replacing = f"?{urlencode({'replacing': row.current.code})}" if row.current else ""
    return Kind(
        papers=row,
        label=LABELS[row.kind],
        warning=WARNINGS[row.kind],
        pdf=reverse(PDF_NAMES[row.kind], args=place),
        docx=reverse(DOCX_NAMES[row.kind], args=place),
        issue=reverse("blocs:paper-issue", args=[*place, row.kind]) + replacing,
        have_signed=reverse("blocs:paper-have-signed", args=[*place, row.kind]) + replacing,
        stop=reverse("blocs:paper-stop-signing", args=[*place, row.kind]),
        compose=reverse(COMPOSED[row.kind], args=place) if row.kind in COMPOSED else "",
    )


PDF_NAMES = {
    "pledge": "blocs:pledge-pdf",
    "members": "blocs:season-members-pdf",
    "season-plan": "blocs:season-plan-pdf",
    "operating-rules": "blocs:operating-rules-pdf",
    "meeting-invitation": "blocs:meeting-invitation-pdf",
    "bloc-report": "blocs:bloc-report-pdf",
    "handover-minutes": "blocs:handover-minutes-pdf",
}
DOCX_NAMES = {kind: name.removesuffix("-pdf") + "-docx" for kind, name in PDF_NAMES.items()}

COMPOSED = {"operating-rules": "blocs:operating-rules", "meeting-invitation": "blocs:meeting-invitation"}


def pdf(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponseBase:
    """The issued bytes; before that, the draft as it would print today."""
    issued = reading.shown(kind, seen_season(request, code, year))
    if issued is not None:
        return paper_response(issued, request=request)
    season = visible_season(request, code, year)
    return document_response(papers.document(kind, season, on=timezone.localdate()))


def docx(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    season = visible_season(request, code, year)
    return document_response(papers.document(kind, season, on=timezone.localdate()), "docx")


@require_POST
def issue(request: SignedInRequest, code: str, year: int, kind: str) -> HttpResponse:
    season = visible_season(request, code, year)
    if kind not in papers.ISSUED:
        raise Http404
    with telling(request, _("The paper is issued.")):
        papers.issue(kind, season, replacing=request.GET.get("replacing", ""), by=request.user)
    return redirect("blocs:paper-list", code, year)


@require_POST
def have_signed(request: SignedInRequest, code: str, year: int, kind: str) -> HttpResponse:
    """The leader's head is asked to sign it."""
    season = visible_season(request, code, year)
    if kind not in issuing.BY_THE_LEADER:
        raise Http404
    with telling(request, _("The paper has its number. The leader's head has been asked to sign it.")):
        papers.have_signed(kind, season, replacing=request.GET.get("replacing", ""), by=request.user)
    return redirect("blocs:paper-list", code, year)


def stop_signing(request: SignedInRequest, code: str, year: int, kind: str) -> HttpResponse:
    season = visible_season(request, code, year)
    if kind not in issuing.BY_THE_LEADER:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            papers.stop_signing(kind, season, by=request.user, **form.cleaned_data)
            messages.success(request, _("The signing is stopped, and the paper is void."))
            return redirect("blocs:paper-list", code, year)
    now = reading.current(kind, season)
    being_signed = now is not None and now.state == Paper.State.SIGNING
    verdict = issuing.can_stop(people.seats(me(request), season), being_signed=being_signed)
    context = {"season": season, "form": form, "verdict": verdict, "paper": now, "label": LABELS[kind]}
    return render(request, "blocs/paper_stop_signing.html", context)
