"""All components in all tones on one page, with DEBUG on: where the look is looked at."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from emulation.templatetags.ui import TONE_ICONS, icon_names
from emulation.verdicts import Verdict

MOMENT = datetime(2024, 2, 5, 9, 12, tzinfo=timezone.get_fixed_timezone(420))


class SampleForm(forms.Form):
    """One field of each kind, so that each is seen with and without an error."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As it stands on papers."))
    email = forms.EmailField(label=_("E-mail"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), ("bloc", _("Bloc"))], required=False)
    starts = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    choice = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )
    file = forms.FileField(label=_("File"), required=False)
    agreed = forms.BooleanField(label=_("I have read the whole text"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"data-draft": "gallery", "novalidate": True}
        helper.layout = Layout(*self.fields, Div(Submit("save", _("Save")), css_class="form-actions"))
        return helper


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST or None, request.FILES or None)
    if "order" in request.GET:
        if len({request.POST.get(f"position-{number}") for number in (1, 2, 3)}) < 3:
            messages.error(request, _("The order was not saved."))
        return redirect("gallery")
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("gallery")
    if request.method == "GET" and "messages" in request.GET:
        for level in (messages.success, messages.info, messages.warning, messages.error):
            level(request, _("The pledge was not signed: the text has changed since."))
    return render(
        request,
        "gallery.html",
        {
            "form": form,
            "navigation": _frame(),
            "tones": TONE_ICONS,
            "icons": sorted(icon_names()),
            "page": Paginator(range(400), 20).get_page(request.GET.get("page")),
            "stages": _stages(),
            "events": _events(),
            "lines": _lines(),
            "allowed": Verdict(),
            "refused": Verdict((_("Only the leader of the bloc may do this."),)),
            "day": date(2024, 1, 5),
            "moment": MOMENT,
            "number": Decimal("1234.50"),
            "steps": [(_("Blocs"), "/"), ("MTTQ và các tổ chức chính trị - xã hội", "/"), ("2024", "/")],
            "differences": [{"label": _("Name"), "theirs": "Tỉnh Đoàn", "yours": "Tỉnh đoàn Quảng Ninh"}],
        },
    )


def _frame() -> dict[str, Any]:
    """What a signed-in person finds around a page."""
    labels = ["Việc của tôi", "Khối thi đua", "Giao ước", "Phong trào", "Văn bản", "Tra cứu"]
    pictures = ["check2-square", "people", "pen", "flag", "file-earmark-text", "search"]
    return {
        "brand": "Thi đua tỉnh Quảng Ninh",
        "search_url": "/components/",
        "items": [
            {
                "label": label,
                "url": "/components/",
                "icon": picture,
                "current": place == 1,
                "count": (3, None)[place > 0],
            }
            for place, (label, picture) in enumerate(zip(labels, pictures, strict=True))
        ],
        "seasons": [
            {"label": f"Năm thi đua {year}", "url": "/components/", "current": year == 2024}
            for year in (2024, 2023)
        ],
        "person_name": "Nguyễn Thị Mẫu",
        "person_line": "Tỉnh Đoàn · Khối trưởng 2024",
    }


def _stages() -> list[dict[str, str]]:
    names = ["Chuẩn bị", "Thống nhất nội dung", "Ký giao ước", "Thực hiện", "Báo cáo, chấm điểm", "Suy tôn"]
    notes = ["xong 12/01", "xong 02/02", "4 trong 6 đơn vị", "sơ kết 30/06", "hạn 20/11", "10/12"]
    states = ["done", "done", "current", "todo", "todo", "todo"]
    return [
        {"label": name, "note": note, "state": state}
        for name, note, state in zip(names, notes, states, strict=True)
    ]


def _events() -> list[dict[str, str]]:
    return [
        {"at": "09:12, 05/02/2024", "who": "Trần Văn Mẫu", "what": "Ký giao ước", "tone": "good"},
        {
            "at": "08:15, 04/02/2024",
            "who": "Lê Thị Mẫu",
            "what": "Trả lại để bổ sung",
            "note": "Thiếu chỉ tiêu 4.",
        },
        {"at": "02/02/2024", "who": "", "what": "Chốt nội dung", "tone": "current"},
    ]


def _lines() -> list[dict[str, str]]:
    return [
        {"state": "same", "text": "1. Thi đua thực hiện tốt nhiệm vụ chính trị."},
        {"state": "removed", "text": "2. Vận động ít nhất 100 hộ."},
        {"state": "added", "text": "2. Vận động ít nhất 120 hộ, trong đó 20 hộ ở xã đảo."},
    ]
