"""The library of usual items and targets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blocs.forms.usual_lines import UsualLineForm
from blocs.rules.usual_lines import part_heading
from blocs.selectors import usual_lines as reading
from blocs.services import usual_lines
from blocs.views import sheets
from blocs.views.access import me
from blocs.views.meanwhile import Meanwhile
from emulation.http import SignedInRequest, answering, telling


def usual_line_list(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    lines = reading.visible_to(someone).select_related("province")
    rows = [(part_heading(line), line, reading.may_edit(someone, line)) for line in lines]
    if sheets.asked(request):
        headings = [
            gettext("Part of the pledge"),
            gettext("Text"),
            gettext("Comparison"),
            gettext("Figure"),
            gettext("Unit"),
            gettext("Source"),
            gettext("Province"),
        ]
        written = (
            (
                part,
                line.text,
                line.get_comparison_display() if line.value is not None else "",
                line.value,
                line.unit,
                line.source,
                str(line.province or ""),
            )
            for part, line, _may_edit in rows
        )
        return sheets.list_response(request, "noi-dung-thuong-dung", headings, written)
    verdict = reading.may_edit(someone)
    return render(request, "blocs/usual_line_list.html", {"rows": rows, "verdict": verdict})


def edit(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    someone = me(request)
    line = get_object_or_404(reading.visible_to(someone), pk=pk) if pk else None
    form = UsualLineForm(request.POST or None, instance=line)
    meanwhile = Meanwhile(form, form.values)
    if form.is_valid():
        with answering(form), meanwhile:
            usual_lines.save(form.instance, seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, _("The line is in the library."))
            return redirect("blocs:usual-line-list")
    context = {
        "form": form,
        "line": line,
        "meanwhile": meanwhile,
        "verdict": reading.may_edit(someone, line),
    }
    return render(request, "blocs/usual_line_form.html", context)


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """One that was taken out meanwhile is simply out."""
    line = reading.visible_to(me(request)).filter(pk=pk).first()
    if line is not None:
        with telling(request, _("The line is no longer in the library.")):
            usual_lines.remove(line, by=request.user)
    return redirect("blocs:usual-line-list")
