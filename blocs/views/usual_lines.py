"""The library of usual items and targets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.pledges import UsualLineForm
from blocs.models import UsualLine
from blocs.rules.rights import Act, may
from blocs.selectors import people
from blocs.services import usual_lines
from blocs.views.access import me
from emulation.http import SignedInRequest, answering, telling


def usual_line_list(request: HttpRequest) -> HttpResponse:
    verdict = may(Act.MANAGE_LISTS, people.all_seats(me(request)))
    lines = UsualLine.objects.select_related("province")
    return render(request, "blocs/usual_line_list.html", {"lines": lines, "verdict": verdict})


def edit(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    line = get_object_or_404(UsualLine, pk=pk) if pk else None
    verdict = may(Act.MANAGE_LISTS, people.all_seats(me(request)))
    form = UsualLineForm(request.POST or None, instance=line)
    if form.is_valid():
        with answering(form):
            usual_lines.save(form.instance, by=request.user)
            messages.success(request, _("The line is in the library."))
            return redirect("blocs:usual-line-list")
    return render(request, "blocs/usual_line_form.html", {"form": form, "line": line, "verdict": verdict})


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(UsualLine, pk=pk)
    with telling(request, _("The line is no longer in the library.")):
        usual_lines.remove(line, by=request.user)
    return redirect("blocs:usual-line-list")
