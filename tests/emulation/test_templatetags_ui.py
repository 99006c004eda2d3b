from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from emulation.templatetags import ui


def drawn(source, **context):
    with translation.override("vi"):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 1, 5), "05/01/2024"),
        (datetime(2024, 12, 31, 17, 30, tzinfo=UTC), "01/01/2025"),
        (None, ""),
    ],
)
def test_days_are_written_with_slashes_in_the_zone_of_vietnam(day, text):
    assert ui.vn_date(day) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2024, 3, 1), "ngày 01 tháng 3 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
        (None, ""),
    ],
)
def test_a_long_date_has_a_nought_before_small_days_and_the_first_two_months_only(day, text):
    assert ui.vn_long_date(day) == text


def test_a_moment_is_told_in_the_zone_of_vietnam():
    moment = datetime(2024, 1, 5, 7, 5, tzinfo=UTC)

    with translation.override("vi"):
        assert ui.vn_datetime(moment) == "14:05 ngày 05/01/2024"
    with translation.override("en"):
        assert ui.vn_datetime(moment) == "14:05, 05/01/2024"
    assert ui.vn_time(moment) == "14:05"
    assert ui.vn_datetime(None) == ui.vn_time(None) == ""


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (1234567, "1.234.567"),
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("1200.00"), "1.200"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.0"), "0"),
        (-1234.5, "-1.234,5"),
        (Decimal("0.1234"), "0,1234"),
        (None, ""),
    ],
)
def test_numbers_have_dots_between_thousands_and_a_comma_before_decimals(number, text):
    assert ui.vn_number(number) == text


@pytest.mark.parametrize(
    ("name", "letters"), [("Nguyễn Thị Mẫu", "NM"), ("Đỗ Ân", "ĐÂ"), ("Mẫu", "M"), ("", "")]
)
def test_initials_are_those_of_the_first_and_last_word(name, letters):
    assert ui.initials(name) == letters


def test_an_icon_beside_words_is_silent_and_one_alone_speaks():
    beside = drawn('{% icon "pen" %}')
    alone = drawn('{% icon "pen" label=label %}', label='<Sửa> "mục"')

    assert 'aria-hidden="true"' in beside
    assert "icons.svg#pen" in beside
    assert 'role="img" aria-label="&lt;Sửa&gt; &quot;mục&quot;"' in alone


def test_an_icon_that_does_not_exist_is_told_at_once():
    with pytest.raises(TemplateSyntaxError, match="no-such-icon"):
        drawn('{% icon "no-such-icon" %}')


@pytest.mark.parametrize("tone", ui.TONE_ICONS)
def test_a_pill_has_its_icon_and_its_word(tone):
    pill = drawn("{% pill tone word %}", tone=tone, word="Đã <ký>")

    assert f'class="pill pill--{tone}"' in pill
    assert f"#{ui.TONE_ICONS[tone]}" in pill
    assert "Đã &lt;ký&gt;" in pill


def test_a_card_escapes_its_title_and_what_is_printed_inside():
    card = drawn(
        '{% card title=title tone="next" %}<p>{{ text }}</p>{% endcard %}', title="<Còn hai>", text="<script>"
    )

    assert "card--next" in card
    assert "&lt;Còn hai&gt;</h2>" in card
    assert "<p>&lt;script&gt;</p>" in card


def test_a_callout_carries_the_icon_of_its_tone():
    callout = drawn('{% callout tone="bad" title="Chưa lưu" %}<p>Hết hạn.</p>{% endcallout %}')

    assert "callout--bad" in callout
    assert "#exclamation-octagon-fill" in callout
    assert "<p>Hết hạn.</p>" in callout


def test_help_opens_without_scripts():
    help = drawn('{% help "giao ước" %}<p>Cam kết hằng năm.</p>{% endhelp %}')

    assert help.lstrip().startswith("<details")
    assert "“giao ước” nghĩa là gì?" in help


@pytest.mark.parametrize(
    ("query", "direction", "address"),
    [
        ("", "", "?sort=name"),
        ("q=hội&page=3", "", "?q=h%E1%BB%99i&amp;sort=name"),
        ("sort=name", 'aria-sort="ascending"', "?sort=-name"),
        ("sort=-name&q=a", 'aria-sort="descending"', "?sort=name&amp;q=a"),
        ("sort=code", "", "?sort=name"),
    ],
)
def test_a_heading_sorts_turns_the_order_and_keeps_the_filters(query, direction, address):
    request = RequestFactory().get(f"/?{query}")

    head = drawn('{% sort_head "name" "Tên" %}', request=request)

    assert direction in head
    assert ("aria-sort" in head) == bool(direction)
    assert f'href="{address}"' in head


def test_the_column_by_which_a_list_comes_sorted_is_marked_unasked():
    head = drawn('{% sort_head "name" "Tên" default=True %}', request=RequestFactory().get("/"))

    assert 'aria-sort="ascending"' in head
    assert 'href="?sort=-name"' in head


def test_message_levels_have_tones():
    assert [ui.level_tone(level) for level in ("success", "info", "warning", "error", "debug")] == [
        "good",
        "info",
        "wait",
        "bad",
        "info",
    ]
