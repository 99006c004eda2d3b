"""All issued papers that one sees, across blocs and years."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from blocs.forms.lists import PaperFilter
from blocs.models import Person, Season
from blocs.selectors import archive as reading
from blocs.views import sheets
from blocs.views.access import me
from documents.models.paper import PaperQuerySet
from documents.views.files import paper_response

PER_PAGE = 50


def paper_archive(request: HttpRequest) -> HttpResponseBase:
    """The newest first."""
    someone = me(request)
    form = PaperFilter(request.GET, choices=reading.choices(someone))
    papers = _filtered(someone, form)
    if sheets.asked(request):
        return _sheet(request, papers)
    page = Paginator(papers, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": reading.lines(page.object_list),
    }
    return render(request, "blocs/paper_archive.html", context)


def _filtered(someone: Person, form: PaperFilter) -> PaperQuerySet:
    given = form.cleaned_data if form.is_valid() else {}
    seasons = Season.objects.visible_to(someone)
    if given.get("bloc"):
        seasons = seasons.filter(bloc__code=given["bloc"])
    if given.get("year"):
        seasons = seasons.filter(year=given["year"])
    papers = reading.of_seasons(seasons)
    if given.get("q"):
        papers = papers.searched(given["q"])
    if given.get("kind"):
        papers = papers.filter(kind=given["kind"])
    if given.get("state"):
        papers = papers.filter(state=given["state"])
    return papers


def _sheet(request: HttpRequest, papers: PaperQuerySet) -> HttpResponseBase:
    headings = [
        _("Number and symbol"),
        _("Issued on"),
        _("Kind"),
        _("Title of the paper"),
        _("Issuer"),
        _("Bloc"),
        _("Year"),
        _("State"),
        _("Verification code"),
    ]
    lines = (
        (
            line.paper.number_text,
            line.paper.issued_on,
            str(line.kind),
            line.paper.title,
            line.paper.issuer_name,
            line.season.bloc.current_name,
            line.season.label,
            line.paper.get_state_display(),
            line.paper.code_text,
        )
        for chunk in sheets.in_chunks(papers)
        for line in reading.lines(chunk)
    )
    return sheets.list_response(request, "van-ban", headings, lines)


def pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """The bytes of any paper that one sees, the replaced and the void ones, too."""
    papers = reading.of_seasons(Season.objects.visible_to(me(request)))
    return paper_response(get_object_or_404(papers, code=code.upper()), request=request)
