"""The rules of awards: what holds when, what changes from which day, and two sets for one nomination."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from awards.documents import comparisons
from awards.forms import rule_sets as forms_of
from awards.models import Award, AwardRule, Nomination, RuleSet
from awards.rules.rights import Act, may
from awards.selectors import rule_sets as reading
from awards.selectors import rules
from awards.services import rule_sets
from blocs.models import Person
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from documents.views.files import document_response
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def rule_set_list(request: HttpRequest) -> HttpResponseBase:
    someone = _someone(request)
    sets = RuleSet.objects.select_related("parent").order_by("-starts")
    if sheets.asked(request):
        headings = [_("Set of rules"), _("from"), _("to"), _("Takes over from"), _("How sure")]
        rows = (
            (
                one.name,
                one.starts,
                one.ends,
                one.parent.code if one.parent else "",
                one.get_confidence_display(),
            )
            for one in sets
        )
        return sheets.list_response(request, "quy-dinh-khen-thuong", headings, rows)
    context = {"sets": sets, "current": rules.rule_set_on(someone.on), "verdict": _verdict(someone)}
    return render(request, "awards/rule_set_list.html", context)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    someone = _someone(request)
    rule_set = get_object_or_404(RuleSet.objects.select_related("parent"), code=code)
    book = rules.book_of(rule_set)
    context = {
        "rule_set": rule_set,
        "lines": reading.lines(rule_set, book),
        "figures": [(RuleSet._meta.get_field(name), figure) for name, figure in book.figures.items()],
        "events": rule_set.events.select_related("actor").order_by("-at", "-pk")[:30],
        "verdict": _verdict(someone),
        "add": forms_of.AddRuleForm(),
    }
    return render(request, "awards/rule_set_detail.html", context)


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """From the choice of an award to the form of its rule."""
    rule_set = get_object_or_404(RuleSet, code=code)
    _someone(request)
    chosen = forms_of.AddRuleForm(request.GET)
    if not chosen.is_valid():
        return redirect("awards:rule-set-detail", rule_set.code)
    return redirect(
        "awards:rule-change", rule_set.code, chosen.cleaned_data["award"].code, chosen.cleaned_data["whom"]
    )


def change(request: SignedInRequest, code: str, award: str, whom: str) -> HttpResponse:
    """The rule of an award, begun from what holds now; “preview” saves nothing."""
    someone = _someone(request)
    rule_set = get_object_or_404(RuleSet, code=code)
    if whom not in AwardRule.Whom:
        raise Http404
    rule = _rule(rule_set, get_object_or_404(Award, code=award), whom)
    initial = {"starts": max(someone.on, rule_set.starts)}
    form = forms_of.RuleForm(request.POST or None, rule=rule, year=rule_set.starts.year, initial=initial)
    verdict = _verdict(someone)
    touched: list[reading.Touched] | None = None
    if request.method == "POST" and form.is_valid():
        fields, starts = form.changed_rule(), form.cleaned_data["starts"]
        if "preview" in request.POST:
            after = AwardRule(rule_set=rule_set, award=rule.award, whom=whom, **fields)
            touched = reading.touched(after, starts=starts, someone=someone)
        else:
            with answering(form):
                verdict.or_refuse()
                kept = rule_sets.write(rule.award, whom, starts=starts, fields=fields, by=request.user)
                messages.success(request, _("The rule is kept; it holds from that day on."))
                return redirect("awards:rule-set-detail", kept.rule_set.code)
    context = {"rule_set": rule_set, "rule": rule, "form": form, "verdict": verdict, "touched": touched}
    return render(request, "awards/rule_form.html", context)


def figures(request: SignedInRequest, code: str) -> HttpResponse:
    someone = _someone(request)
    rule_set = get_object_or_404(RuleSet, code=code)
    initial: dict[str, Any] = {name: getattr(rule_set, name) for name in rules.SET_FIGURES}
    initial["starts"] = max(someone.on, rule_set.starts)
    form = forms_of.SetFiguresForm(
        request.POST or None, initial=initial, before=rules.figures_before(rule_set)
    )
    verdict = _verdict(someone)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            verdict.or_refuse()
            kept = rule_sets.set_figures(by=request.user, **form.cleaned_data)
            messages.success(request, _("The figures are kept; they hold from that day on."))
            return redirect("awards:rule-set-detail", kept.code)
    context = {"rule_set": rule_set, "form": form, "verdict": verdict}
    return render(request, "awards/rule_figures_form.html", context)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = _nomination(request, pk)
    sets = {row.code: row for row in RuleSet.objects.all()}
    form = forms_of.CompareForm(request.GET or None, sets=sets.values())
    other = sets[form.cleaned_data["rules"]] if form.is_bound and form.is_valid() else None
    found = reading.compared(nomination, other, on=me(request).on, sets=sets.values()) if other else None
    context = {"nomination": nomination, "form": form, "other": other, "comparison": found}
    return render(request, "awards/nomination_compare.html", context)


def compare_paper(request: HttpRequest, pk: int, code: str, ending: str) -> HttpResponse:
    nomination, on = _nomination(request, pk), me(request).on
    other = get_object_or_404(RuleSet, code=code)
    found = reading.compared(nomination, other, on=on)
    if found is None:
        raise Http404
    return document_response(comparisons.comparison(found, on=on), ending)


def _nomination(request: HttpRequest, pk: int) -> Nomination:
    rows = (
        Nomination.objects.visible_to(me(request))
        .for_listing()
        .select_related("province", "recipient__organisation__format_profile")
    )
    return get_object_or_404(rows, pk=pk)


def _rule(rule_set: RuleSet, award: Award, whom: str) -> AwardRule:
    """What the set asks; where it asks nothing, a rule that leaves all to people."""
    found = rules.rules_of(rule_set).get((award.code, whom))
    if found is not None:
        return found
    asks = {"judged": "Đạt tiêu chuẩn theo quy định tại văn bản nêu ở mục nguồn"}
    return AwardRule(rule_set=rule_set, award=award, whom=whom, conditions=asks, dossier=["submission"])


def _someone(request: HttpRequest) -> Person:
    someone = me(request)
    if not someone.mandates:
        raise Http404
    return someone


def _verdict(someone: Person) -> Verdict:
    return may(Act.EDIT_RULES, people.all_seats(someone))
