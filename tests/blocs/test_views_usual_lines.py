"""The library of usual items and targets, and who edits it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from blocs import usual
from blocs.models import UsualLine
from tests import factories

LIST, NEW = reverse("blocs:usual-line-list"), reverse("blocs:usual-line-new")
GIVEN = {
    "kind": "target",
    "section": "",
    "text": "Cây xanh",
    "comparison": "at_least",
    "value": "1.250,5",
    "unit": "cây",
}


def page(line, name="edit"):
    return reverse(f"blocs:usual-line-{name}", args=[line.pk])


def test_the_library_begins_with_lines_of_every_part_and_fills_only_once(db):
    parts = set(UsualLine.objects.values_list("kind", "section"))

    assert 15 <= UsualLine.objects.count() <= 20
    assert parts == {("item", "content"), ("item", "measures"), ("item", "other"), ("target", "content")}
    assert usual.load(UsualLine) == 0
    UsualLine.objects.all().delete()
    assert usual.load(UsualLine) == 19


def test_every_first_line_is_one_that_its_form_would_take(db):
    for line in UsualLine.objects.all():
        line.full_clean()
        assert "\n" not in line.text


def test_everybody_reads_it_in_the_order_of_the_paper(client, officer):
    client.force_login(officer)

    response = client.get(LIST)

    headings = [heading for heading, _line, _verdict in response.context["rows"]]
    assert list(dict.fromkeys(headings)) == [
        "Nội dung thi đua",
        "Chỉ tiêu thi đua",
        "Biện pháp tổ chức thực hiện",
        "Cam kết khác",
    ]
    assert NEW not in response.content.decode()


def test_an_official_adds_a_line_to_the_provinces_own_list_once(client, agency, standing):
    client.force_login(standing)

    for _ in range(2):
        response = client.post(NEW, GIVEN)

    line = UsualLine.objects.get(text="Cây xanh")
    assert response["Location"] == LIST
    assert (line.province, line.value, line.in_words) == (
        agency.province,
        Decimal("1250.5"),
        "Cây xanh: ≥ 1.250,5 cây",
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": Decimal(2), "comparison": "at_least", "unit": "nhà"}, "Nhà: ≥ 2 nhà"),
        ({"value": Decimal(100), "comparison": "exactly"}, "Nhà: 100"),
        ({"unit": "%", "comparison": "at_least"}, "Nhà"),
    ],
)
def test_a_line_without_a_figure_is_its_text(fields, words):
    assert UsualLine(text="Nhà", **fields).in_words == words


def test_an_item_keeps_no_figure(client, administrator):
    client.force_login(administrator)

    client.post(NEW, GIVEN | {"kind": "item", "section": "measures"})

    line = UsualLine.objects.get(text="Cây xanh")
    assert (line.province, line.section, line.value, line.unit, line.comparison) == (
        None,
        "measures",
        None,
        "",
        "",
    )


@pytest.mark.parametrize("seat", ["officer", "leader_head", "council", "auditor"])
def test_others_are_told_and_change_nothing(client, request, season, seat):
    line = UsualLine.objects.first()
    client.force_login(request.getfixturevalue(seat))

    shown = client.get(page(line))
    client.post(NEW, GIVEN)
    client.post(page(line), GIVEN)
    client.post(page(line, "remove"))

    assert shown.context["verdict"].reasons
    assert UsualLine.objects.filter(pk=line.pk, text=line.text).exists()
    assert not UsualLine.objects.filter(text="Cây xanh").exists()


def test_another_provinces_lines_are_neither_seen_nor_changed(client, standing):
    other = factories.ProvinceFactory(code="XX", name="tỉnh Khác")
    line = UsualLine.objects.create(province=other, kind="item", text="Của tỉnh khác")
    client.force_login(standing)

    client.post(page(line, "remove"))

    assert "Của tỉnh khác" not in client.get(LIST).content.decode()
    assert client.get(page(line)).status_code == 404
    assert UsualLine.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "Dài " * 2000}, "text"),
        ({"value": "nhiều"}, "value"),
        ({"unit": "u" * 41}, "unit"),
        ({"source": "n" * 251}, "source"),
        ({"kind": "khac"}, "kind"),
        ({"comparison": "gần"}, "comparison"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(client, standing, wrong, field):
    client.force_login(standing)

    response = client.post(NEW, GIVEN | wrong)

    assert list(response.context["form"].errors) == [field]


def test_two_officials_see_both_texts(client, standing):
    line = UsualLine.objects.filter(kind="item").first()
    client.force_login(standing)
    mine = client.get(page(line)).context["form"].initial
    mine = {name: "" if value is None else value for name, value in mine.items()} | {"text": "Bản của tôi"}
    UsualLine.objects.filter(pk=line.pk).update(text="Bản của bạn")

    response = client.post(page(line), mine)

    line.refresh_from_db()
    assert line.text == "Bản của bạn"
    assert [(row["theirs"], row["yours"]) for row in response.context["meanwhile"].differences] == [
        ("Bản của bạn", "Bản của tôi")
    ]
    client.post(page(line), mine | {"seen": response.context["form"]["seen"].value()})
    line.refresh_from_db()
    assert line.text == "Bản của tôi"


def test_a_line_taken_out_twice_is_out(client, standing):
    line = UsualLine.objects.first()
    client.force_login(standing)

    assert client.get(page(line, "remove")).status_code == 405
    assert [client.post(page(line, "remove")).status_code for _ in range(2)] == [302, 302]
    assert not UsualLine.objects.filter(pk=line.pk).exists()


def test_an_empty_library_says_who_fills_it(client, officer):
    UsualLine.objects.all().delete()
    client.force_login(officer)

    assert "empty-state" in client.get(LIST).content.decode()
