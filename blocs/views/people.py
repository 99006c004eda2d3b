"""People: the list, and one of them with account and mandates."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.forms.people import PersonFilter
from blocs.models import Person
from blocs.rules.rights import Act, may
from blocs.selectors import accounts, invitations, outbox, people
from blocs.selectors.accounts import AccountLine
from blocs.views import sheets
from blocs.views.access import me, visible_account
from emulation import sign_on
from emulation.models import User

PER_PAGE = 50


def person_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody with an account in the province, and what they may act as today."""
    someone = me(request)
    seats = people.all_seats(someone)
    if not may(Act.SEE_PEOPLE, seats):
        raise Http404
    form = PersonFilter(request.GET, organisations=accounts.organisations_with_people(someone))
    rows = _filtered(accounts.visible(someone), form, someone)
    if sheets.asked(request):
        return _sheet(request, rows, someone)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": accounts.lines(list(page.object_list), someone),
        "invitations": outbox.with_letters(invitations.waiting(someone)),
        "now": timezone.now(),
        "verdict": may(Act.MANAGE_ACCOUNTS, seats),
        "sees_sign_ins": may(Act.SEE_SIGN_INS, seats),
    }
    return render(request, "blocs/person_list.html", context)


def _filtered(rows: QuerySet[User], form: PersonFilter, someone: Person) -> QuerySet[User]:
    if not form.is_valid():
        return rows
    given = form.cleaned_data
    rows = accounts.searched(rows, given["q"])
    mandate = {name: given[name] for name in ("organisation", "role") if given[name]}
    if mandate:
        rows = accounts.holding(rows, on=someone.on, someone=someone, **mandate)
    if given["state"] == form.ACTIVE:
        rows = rows.filter(is_active=True)
    elif given["state"] == form.CLOSED:
        rows = rows.filter(is_active=False)
    elif given["state"] == form.IDLE:
        rows = accounts.without_mandate(rows, on=someone.on)
    elif given["state"] == form.ENDING:
        rows = accounts.ending_soon(rows, on=someone.on, someone=someone)
    return rows.reverse() if given["sort"] == "-name" else rows


def _sheet(request: HttpRequest, rows: QuerySet[User], someone: Person) -> HttpResponseBase:
    """A line for each mandate of today, and one for each person without."""
    headings = [
        _("Full name"),
        _("User name"),
        _("E-mail"),
        _("Phone"),
        _("Account"),
        _("Role"),
        _("Title"),
        _("Organisation"),
        _("From"),
        _("To"),
    ]
    lines = (
        row
        for chunk in sheets.in_chunks(rows)
        for line in accounts.lines(chunk, someone)
        for row in _rows(line)
    )
    return sheets.list_response(request, "nguoi-dung", headings, lines)


def _rows(line: AccountLine) -> Iterator[sheets.Row]:
    user = line.user
    state = _("open") if user.is_active else _("closed")
    person = (user.full_name, user.username, user.email, user.phone, state)
    for mandate in line.mandates:
        yield (
            *person,
            mandate.get_role_display(),
            mandate.title,
            mandate.organisation.current_name,
            mandate.starts,
            mandate.ends,
        )
    if not line.mandates:
        yield (*person, "", "", "", None, None)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how to reach them, their mandates through time, and what was changed."""
    user = visible_account(request, pk)
    someone = me(request)
    verdict = may(Act.MANAGE_ACCOUNTS, people.all_seats(someone))
    context = {
        "person": user,
        "mandates": [
            (mandate, mandate.covers(someone.on), bool(verdict) and not mandate.has_ended(someone.on))
            for mandate in accounts.mandates_of(user, someone)
        ],
        "changes": accounts.log_of(user, someone),
        "corrections": user.corrections.visible_to(someone),
        "verdict": verdict,
        "is_me": user == request.user,
        "joined": [(account, sign_on.name_of(account)) for account in sign_on.joined_to(user)],
    }
    return render(request, "blocs/person_detail.html", context)
