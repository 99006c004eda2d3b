"""The dates that a province sets for a year: seen by all who take part, set by the standing agency."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocs.forms import year_templates as forms
from blocs.models import Mandate, Person, Province, YearTemplate
from blocs.rules import calendar
from blocs.rules import year_templates as rules
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.selectors import year_templates as reading
from blocs.services import year_templates
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def template_list(request: SignedInRequest) -> HttpResponseBase:
    """The years that have dates of their own; and the form that begins one."""
    someone = me(request)
    templates = reading.visible_to(someone)
    if sheets.asked(request):
        headings = [_("Year"), _("Period"), _("Province")]
        rows = ((row.label, row.get_period_display(), str(row.province)) for row in templates)
        return sheets.list_response(request, "khung-thoi-gian", headings, rows)
    province = _own_province(someone)
    form = forms.BeginForm(request.POST or None, initial={"year": someone.on.year + 1})
    if province is not None and form.is_valid():
        with answering(form):
            template = year_templates.begin(province, by=request.user, **form.cleaned_data)
            messages.success(request, _("The dates of the year are begun. Look through them."))
            return redirect(template)
    verdict = may(Act.PLAN_PROVINCE_YEAR, people.all_seats(someone))
    context = {"templates": templates, "form": form, "verdict": verdict}
    return render(request, "blocs/year_template_list.html", context)


def _own_province(someone: Person) -> Province | None:
    standing = (row for row in someone.mandates if row.role == Mandate.Role.STANDING)
    return next((row.organisation.province for row in standing), None)


def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The dates of one year, what they mean for a season, and whose dates differ."""
    template = _visible(request, pk)
    rows = reading.planned(template)
    first_day, _last_day = calendar.period(template.year, template.period)
    days = rules.days_of(rows, first_day)
    lines = [(kind, days.get(kind), _row_of(rows, kind)) for kind in calendar.ORDER]
    if sheets.asked(request):
        headings = [_("Milestone"), _("Due"), _("How it is set"), _("Source")]
        written = (
            (str(kind.label), day, str(row.words), row.source) for kind, day, row in lines if row is not None
        )
        return sheets.list_response(request, f"khung-thoi-gian-{template.year}", headings, written)
    verdict = _verdict(request, template)
    context = {
        "template": template,
        "lines": lines,
        "verdict": verdict,
        "differing": reading.differing(template) if verdict else [],
        "changes": template.changes.select_related("actor").order_by("-at", "-pk")[:20],
    }
    return render(request, "blocs/year_template_detail.html", context)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    template = _visible(request, pk)
    last = template.changes.last()
    form = forms.TemplateForm(
        request.POST or None, rows=reading.planned(template), seen=last.pk if last else None
    )
    if form.is_valid():
        with answering(form):
            try:
                year_templates.edit(template, form.planned(), seen=form.cleaned_data["seen"], by=request.user)
            except ValidationError as faults:
                form.tell(faults)
            else:
                messages.success(request, _("The dates of the year are saved; seasons begin with them."))
                return redirect(template)
    context = {"template": template, "form": form, "verdict": _verdict(request, template)}
    return render(request, "blocs/year_template_form.html", context)


def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Move the open dates of the year's blocs, with a reason; what will move is shown first."""
    template = _visible(request, pk)
    form = forms.ApplyForm(request.POST or None)
    if form.is_valid():
        with answering(form):
            moved = year_templates.apply(template, by=request.user, **form.cleaned_data)
            told = ngettext("%(count)s date is moved.", "%(count)s dates are moved.", moved)
            messages.success(request, told % {"count": moved})
            return redirect(template)
    verdict = _verdict(request, template)
    differing = reading.differing(template) if verdict else []
    context = {"template": template, "form": form, "verdict": verdict, "differing": differing}
    return render(request, "blocs/year_template_apply.html", context)


def _visible(request: HttpRequest, pk: int) -> YearTemplate:
    rows = reading.visible_to(me(request)).prefetch_related("dates")
    return get_object_or_404(rows, pk=pk)


def _verdict(request: HttpRequest, template: YearTemplate) -> Verdict:
    return may(Act.PLAN_PROVINCE_YEAR, people.province_seats(me(request), template.province_id))


def _row_of(rows: list[rules.Planned], kind: str) -> rules.Planned | None:
    return next((row for row in rows if row.kind == kind), None)
