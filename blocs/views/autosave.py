"""What a page that saves itself is answered, field by field; see static/js/report.js."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.rules.report_fields import token, written
from blocs.services.report_fields import Saved
from emulation.templatetags.ui import vn_datetime
from emulation.verdicts import Refused


def answer(form: forms.Form, saved: Saved, *, sums: Mapping[str, str]) -> JsonResponse:
    """`sums` are texts to renew, by the ids on the page."""
    errors = {name: [str(text) for text in texts] for name, texts in form.errors.items()} | saved.errors
    return JsonResponse(
        {
            "saved": saved.tokens,
            "errors": errors,
            "conflicts": {
                name: {
                    "now": _shown(conflict.value),
                    "seen": token(conflict.value),
                    "by": str(conflict.by or _("Somebody")),
                    "at": vn_datetime(conflict.at),
                }
                for name, conflict in saved.conflicts.items()
            },
            "at": f"{timezone.localtime():%H:%M}",
            "sums": sums,
        }
    )


def refusal(refused: Refused) -> JsonResponse:
    """Nothing of it may be written any more; what was typed stays on the page and on the machine."""
    return JsonResponse({"refused": [str(reason) for reason in refused.reasons]}, status=409)


def _shown(value: Any) -> str:
    return str(value or "") if isinstance(value, str) else written(value).replace(".", ",")
