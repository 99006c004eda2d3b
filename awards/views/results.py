"""How far nominations came, what the public reads of them, and notices that ask for opinions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from awards.forms.notices import FunnelForm, NoticeForm
from awards.rules.rights import Act, may
from awards.selectors import funnel as counting
from awards.selectors import results as reading
from awards.services import notices
from blocs.models import Province
from blocs.selectors import people
from blocs.views import sheets
from blocs.views.access import me
from emulation import replica
from emulation.http import SignedInRequest, answering


def funnel(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    if not someone.mandates:
        raise Http404
    form = FunnelForm(request.GET, years=counting.years(someone))
    given = form.cleaned_data if form.is_valid() else {}
    award = given.get("award")
    by = given.get("by") or "award"
    with replica.reading(when=bool(someone.whole_provinces)):
        found = counting.funnel(someone, by=by, year=given.get("year"), award=award.code if award else "")
    if sheets.asked(request):
        headings = [counting.GROUPS[by], *counting.STAGES.values(), _("Dropped out"), _("Reason")]
        rows: list[sheets.Row] = [(row.label, *row.reached, row.dropped, row.because) for row in found.rows]
        return sheets.list_response(request, "qua-trinh-xet-khen-thuong", headings, rows)
    context = {
        "form": form,
        "funnel": found,
        "group": counting.GROUPS[by],
        "stages": list(counting.STAGES.values()),
        "verdict": may(Act.APPRAISE, people.all_seats(someone)),
        "province": _own_province(request),
    }
    return render(request, "awards/funnel.html", context)


@login_not_required
def public(request: HttpRequest, code: str) -> HttpResponse:
    province = get_object_or_404(Province, code=code)
    context = {
        "province": province,
        "notices": reading.open_notices(province, on=timezone.localdate()),
        "decisions": reading.decided(province),
    }
    return render(request, "awards/results.html", context)


def new_notice(request: SignedInRequest, code: str) -> HttpResponse:
    someone = me(request)
    province = get_object_or_404(Province, code=code, pk__in=someone.whole_provinces)
    verdict = may(Act.APPRAISE, people.province_seats(someone, province.pk))
    initial = {"title": _("Opinions on nominations for awards of the State"), "starts": someone.on}
    named = reading.can_be_named(province.pk)
    form = NoticeForm(request.POST or None, named=named, initial=initial)
    if form.is_valid():
        with answering(form):
            notices.publish(province, by=request.user, **form.notice)
            messages.success(request, _("The notice stands on the public page."))
            return redirect("awards:results", province.code)
    return render(request, "awards/notice_form.html", {"form": form, "verdict": verdict})


def _own_province(request: HttpRequest) -> Province | None:
    provinces = me(request).whole_provinces
    return Province.objects.get(pk=min(provinces)) if provinces else None
