"""Tags of every template: components with a body, dates and numbers as Vietnam writes them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()

ICONS = "vendor/bootstrap-icons/icons.svg"
TONE_ICONS = {
    "good": "check-circle-fill",
    "wait": "hourglass-split",
    "bad": "exclamation-octagon-fill",
    "info": "info-circle-fill",
    "neutral": "circle",
    "brand": "star-fill",
}
LEVEL_TONES = {"success": "good", "warning": "wait", "error": "bad"}


@cache
def icon_names() -> frozenset[str]:
    """The icons that lie in static/vendor/bootstrap-icons/."""
    path = finders.find(ICONS)
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', Path(str(path)).read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str | Promise = "") -> SafeString:
    """A picture beside words; one that stands alone needs a label for those who listen."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, _use(name))
    return _silent(name)


@cache  # long lists print the same few again and again
def _silent(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', _use(name))


def _use(name: str) -> SafeString:
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in {ICONS}.")
    return format_html('<use href="{}#{}"/>', static(ICONS), name)


@register.simple_tag
def pill(tone: str, word: str | Promise, icon_name: str = "") -> SafeString:
    """A state in a word: good, wait, bad, info, neutral or brand; its icon may be another than the tone's."""
    picture = icon(icon_name or TONE_ICONS.get(tone, "circle"))
    return format_html('<span class="pill pill--{}">{} {}</span>', tone, picture, word)


@register.filter
def tone_icon(tone: str) -> str:
    return TONE_ICONS.get(tone, "info-circle-fill")


@register.filter
def level_tone(level: str) -> str:
    """The tone of a Django message level."""
    return LEVEL_TONES.get(level, "info")


@register.simple_block_tag
def card(
    content: str,
    title: str | Promise = "",
    tone: str = "",
    icon_name: str = "",
    level: int = 2,
    heading_id: str = "",
) -> str:
    """A box with a heading; tone "next" for what is to be done now, "quiet" for what matters less."""
    return render_to_string(
        "components/card.html",
        {
            "content": content,
            "title": title,
            "tone": tone,
            "icon_name": icon_name,
            "level": level,
            "id": heading_id,
        },
    )


@register.simple_block_tag
def once(content: str) -> str:
    """`{% once as words %}…{% endonce %}` writes what many rows repeat, so that each only takes it."""
    return content


@register.simple_block_tag
def callout(content: str, tone: str = "info", title: str | Promise = "") -> str:
    """Something said to the reader in a tone: info, good, wait, bad or neutral."""
    return render_to_string("components/callout.html", {"text": content, "tone": tone, "title": title})


@register.simple_block_tag
def help(content: str, term: str | Promise, url: str = "") -> str:
    """A "?" beside a term, which opens its meaning; `url` leads to its line of the glossary."""
    return render_to_string("components/help.html", {"content": content, "term": term, "url": url})


@register.simple_tag(takes_context=True)
def sort_head(
    context: Context,
    key: str,
    label: str | Promise,
    css: str = "",
    default: bool = False,
    parameter: str = "sort",
) -> str:
    """A heading that sorts its column: ?sort=key, pressed again ?sort=-key. default: so it comes unasked."""
    request = context["request"]
    chosen = request.GET.get(parameter) or (key if default else "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    query = request.GET.copy()
    query.pop("page", None)
    query[parameter] = f"-{key}" if direction == "ascending" else key
    return render_to_string(
        "components/sort_head.html",
        {"label": label, "direction": direction, "address": f"?{query.urlencode()}", "css": css},
    )


@register.inclusion_tag("components/list_tools.html", takes_context=True)
def list_tools(context: Context) -> dict[str, Any]:
    """What can be done with the list as it is shown: taken away for Excel, or as plain text."""
    return {"request": context["request"]}


@register.simple_tag
def page_numbers(page: Page) -> Iterator[int | str]:
    """1 2 … 7 8 9 … 40: the ends, and what lies about this page."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def vn_date(day: date | datetime | None) -> str:
    """05/01/2024"""
    return "" if not day else f"{_local_day(day):%d/%m/%Y}"


@register.filter
def vn_long_date(day: date | datetime | None) -> str:
    """ngày 05 tháng 01 năm 2024: a nought before days under 10 and the months 1 and 2, as the law has it."""
    if not day:
        return ""
    day = _local_day(day)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


@register.filter
def vn_time(moment: datetime | None) -> str:
    """14:05"""
    return "" if not moment else f"{_local(moment):%H:%M}"


@register.filter
def vn_datetime(moment: datetime | None) -> str:
    """14:05 ngày 05/01/2024"""
    if not moment:
        return ""
    return gettext("%(time)s, %(day)s") % {"time": vn_time(moment), "day": vn_date(moment)}


@register.filter
def vn_number(number: Decimal | int | float | None) -> str:
    """1.234,5: dots between thousands, a comma before decimals, no idle noughts."""
    if number is None or number == "":
        return ""
    text = f"{Decimal(str(number)):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if text != "-0" else "0"


@register.filter
def initials(name: str) -> str:
    """Nguyễn Thị Mẫu → NM"""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _local_day(day: date | datetime) -> date:
    return _local(day).date() if isinstance(day, datetime) else day
