"""Long work that failed: why, and once more."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from blocs.rules.rights import Act, may
from blocs.selectors import failed_tasks as reading
from blocs.selectors import people
from blocs.services import failed_tasks
from blocs.views.access import me
from emulation.http import SignedInRequest, telling

PER_PAGE = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    _only_administrators(request)
    rows = Paginator(reading.failed(), PER_PAGE).get_page(request.GET.get("page"))
    tasks = [reading.described(row) for row in rows.object_list]
    has_workers = task_backends["default"].supports_defer
    context = {"page": rows, "tasks": tasks, "has_workers": has_workers}
    return render(request, "blocs/failed_tasks.html", context)


@require_POST
def begin_again(request: SignedInRequest, key: str) -> HttpResponse:
    _only_administrators(request)
    row = get_object_or_404(DBTaskResult, pk=key)
    with telling(request, _("The work is begun again.")):
        failed_tasks.begin_again(row, by=request.user)
    return redirect("blocs:failed-tasks")


def _only_administrators(request: HttpRequest) -> None:
    if not may(Act.MANAGE_TASKS, people.all_seats(me(request))):
        raise Http404
