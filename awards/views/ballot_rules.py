"""The thresholds of ballots: what holds, since when and by which document."""

from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from awards.forms.ballot_rules import BallotRuleForm
from awards.models import BallotRule
from awards.rules.rights import Act, may
from awards.selectors import ballot_rules as reading
from awards.services import ballot_rules
from blocs.models import Person, Province
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering
from emulation.verdicts import Verdict


def rule_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    if not someone.mandates:
        raise Http404
    rows = reading.visible(someone)
    if sheets.asked(request):
        headings = [_("Award"), _("from"), _("to"), _("Quorum"), _("Pass mark"), _("Seats"), _("Source")]
        lines = (
            (
                row.award.name if row.award else "",
                row.starts,
                row.ends,
                row.quorum,
                f"{row.pass_mark} {row.get_base_display()}",
                row.seats,
                row.source,
            )
            for row in rows
        )
        return sheets.list_response(request, "quy-dinh-bo-phieu", headings, lines)
    context = {"rules": rows, "verdict": _verdict(someone), "own": _province(someone)}
    return render(request, "awards/ballot_rule_list.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    """A row of the province's own; begun from another one with ?from=."""
    initial: dict[str, Any] = {}
    key = request.GET.get("from", "")
    model = next((row for row in reading.visible(me(request)) if str(row.pk) == key), None)
    if model is not None:
        initial = model_to_dict(model, exclude=["id", "province", "starts", "ends"])
        initial["quorum"] = (model.quorum_of, model.quorum_in)
        initial["pass_mark"] = (model.pass_of, model.pass_in)
    return _form(request, BallotRule(), initial)


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = BallotRule.objects.filter(pk__in=[row.pk for row in reading.visible(me(request))])
    return _form(request, get_object_or_404(rows, pk=pk), {})


def _form(request: SignedInRequest, rule: BallotRule, initial: dict[str, Any]) -> HttpResponse:
    someone = me(request)
    if not someone.mandates:
        raise Http404
    form = BallotRuleForm(request.POST or None, instance=rule, initial=initial)
    verdict = _verdict(someone)
    if form.is_valid():
        with answering(form):
            verdict.or_refuse()
            province = Province.objects.get(pk=_province(someone) or 0)
            ballot_rules.save(form.instance, province=province, by=request.user)
            messages.success(
                request, _("The thresholds are saved; they hold for ballots prepared from now on.")
            )
            return redirect("awards:ballot-rule-list")
    changes = rule.changes.select_related("actor").order_by("-at", "-pk")[:20] if rule.pk else []
    context = {"form": form, "rule": rule, "verdict": verdict, "changes": changes}
    return render(request, "awards/ballot_rule_form.html", context)


def _verdict(someone: Person) -> Verdict:
    return may(Act.EDIT_RULES, people.all_seats(someone))


def _province(someone: Person) -> int | None:
    """Of the mandate that lets somebody edit rules."""
    allowed = (key for key in _provinces(someone) if may(Act.EDIT_RULES, people.province_seats(someone, key)))
    return next(allowed, None)


def _provinces(someone: Person) -> list[int]:
    return sorted({mandate.organisation.province_id for mandate in someone.mandates})
