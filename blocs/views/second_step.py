"""What an administrator demands of the sign-in, and the log of sign-ins."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blocs.forms.people import SignInFilter
from blocs.forms.second_step import SecondStepForm
from blocs.models import Province
from blocs.rules.rights import Act, may
from blocs.selectors import accounts, people
from blocs.selectors import second_step as reading
from blocs.services import second_step
from blocs.views import sheets
from blocs.views.access import me
from emulation.http import SignedInRequest, answering
from emulation.models import SignIn
from emulation.text import search_words

PER_PAGE = 50


def rules(request: SignedInRequest) -> HttpResponse:
    someone = me(request)
    seats = people.all_seats(someone)
    if not may(Act.SEE_PEOPLE, seats):
        raise Http404
    verdict = may(Act.MANAGE_ACCOUNTS, seats)
    provinces = someone.provinces_as("administrator") or someone.provinces_as(*accounts.SEEING)
    province = Province.objects.filter(pk__in=provinces).order_by("pk").first()
    assert province is not None  # who sees people sees those of a province
    demanded = list(province.second_step_demands.select_related("begun_by", "ended_by"))
    lines = reading.roles(province, on=someone.on)
    initial = {"roles": [row.role for row in demanded if row.ended_at is None]}
    form = SecondStepForm(request.POST or None, lines=lines, initial=initial)
    if request.method == "POST":  # no box ticked sends no field but the token
        form = SecondStepForm(request.POST, lines=lines)
    if form.is_valid():
        with answering(form):
            second_step.demand(province, form.cleaned_data["roles"], by=request.user)
            messages.success(request, _("The rule is kept. It holds from the next sign-in of each on."))
            return redirect("blocs:second-step-rules")
    context = {"form": form, "lines": lines, "demanded": demanded, "verdict": verdict, "province": province}
    return render(request, "blocs/second_step_rules.html", context)


def sign_in_list(request: HttpRequest) -> HttpResponseBase:
    """Who signed in when and from where, of the people whom one sees."""
    someone = me(request)
    if not may(Act.SEE_SIGN_INS, people.all_seats(someone)):
        raise Http404
    form = SignInFilter(request.GET)
    rows = SignIn.objects.filter(user__in=accounts.visible(someone).order_by()).select_related("user")
    given = form.cleaned_data if form.is_valid() else {}
    rows = rows.searched(search_words(given.get("q", "")))
    if given.get("outcome"):
        rows = rows.filter(succeeded=given["outcome"] == form.SUCCEEDED)
    if sheets.asked(request):
        headings = [
            _("Time"),
            _("Full name"),
            _("User name"),
            _("Outcome"),
            _("Way"),
            _("Device"),
            _("Address"),
        ]
        lines = (
            (
                row.at,
                row.user.full_name,
                row.user.username,
                _("signed in") if row.succeeded else _("refused"),
                row.get_way_display(),
                row.device,
                row.address,
            )
            for row in rows.iterator()
        )
        return sheets.list_response(request, "nhat-ky-dang-nhap", headings, lines)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "blocs/sign_in_list.html", {"form": form, "page": page})
