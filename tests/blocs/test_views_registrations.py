"""What members register under a pledge, as they type it."""

import unicodedata
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from blocs.services import papers, pledges
from blocs.services.pledges.registrations import Wish
from tests import factories
from tests.blocs.pledge_pages import address

NOON = factories.NOON


def given(*wishes, seen=0, titles="Cờ thi đua", note=""):
    rows = {
        f"wish-{place}-{name}": value
        for place, wish in enumerate(wishes)
        for name, value in zip(("text", "value", "unit"), wish, strict=True)
    }
    return {
        "titles": titles,
        "note": note,
        "seen": seen,
        "wish-TOTAL_FORMS": len(wishes),
        "wish-INITIAL_FORMS": 0,
        **rows,
    }


def test_an_officer_registers_targets_and_titles(client, pledge, officer):
    client.force_login(officer)

    response = client.post(
        address("registration-edit", "pn"),
        given(("Nhà", "1.250,5", "nhà"), ("", "", ""), ("Hội viên", "", "")),
    )

    made = pledge.registrations.get()
    assert response["Location"] == address("registration-list")
    assert [(row.text, row.value, row.unit) for row in made.targets.all()] == [
        ("Nhà", Decimal("1250.5"), "nhà"),
        ("Hội viên", None, ""),
    ]


def test_a_registration_sent_twice_is_one(client, pledge, officer):
    client.force_login(officer)

    for _ in range(2):
        client.post(address("registration-edit", "pn"), given(("Nhà", "3", "nhà")))

    assert pledge.registrations.get().revision == 1
    assert pledge.events.filter(step="register").count() == 1


def test_a_row_left_empty_is_taken_out(client, pledge, members, officer):
    pledges.registrations.register(
        pledge, members[2], titles="Cờ", wishes=[Wish("Nhà"), Wish("Cây")], seen=0, by=officer, at=NOON
    )
    client.force_login(officer)

    shown = client.get(address("registration-edit", "pn")).context["wishes"]
    client.post(address("registration-edit", "pn"), given(("", "", ""), ("Cây", "", ""), seen=1))

    assert [form["text"].value() for form in shown][:2] == ["Nhà", "Cây"]
    assert [row.text for row in pledge.registrations.get().targets.all()] == ["Cây"]


@pytest.mark.parametrize("member", ["td", "hnd", "khong-co"])
def test_others_registrations_are_not_ones_own(client, pledge, officer, member):
    client.force_login(officer)

    assert client.get(address("registration-edit", member)).status_code == 404


@pytest.mark.parametrize("seat", ["standing", "council", "outsider"])
def test_who_is_no_member_registers_nothing(client, request, pledge, seat):
    client.force_login(request.getfixturevalue(seat))

    assert client.post(address("registration-edit", "pn"), given()).status_code == 404


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (("", "5", ""), "text"),
        (("", "", "nhà"), "text"),
        (("N" * 501, "", ""), "text"),
        (("Nhà", "nhiều", ""), "value"),
        (("Nhà", "9" * 17, ""), "value"),
        (("Nhà", "", "u" * 41), "unit"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_stays_typed(client, pledge, officer, wish, field):
    client.force_login(officer)

    response = client.post(address("registration-edit", "pn"), given(("Giữ lại", "1", "cây"), wish))

    good, bad = response.context["wishes"]
    assert (good.errors, list(bad.errors)) == ({}, [field])
    assert tuple(bad[name].value() for name in ("text", "value", "unit")) == wish
    assert "Giữ lại" in response.content.decode()
    assert not pledge.registrations.exists()


def test_titles_that_are_too_long_are_told_and_the_targets_stay(client, pledge, officer):
    client.force_login(officer)

    response = client.post(address("registration-edit", "pn"), given(("Nhà", "1", ""), titles="Cờ " * 1000))

    assert list(response.context["form"].errors) == ["titles"]
    assert 'value="Nhà"' in response.content.decode()


@pytest.mark.parametrize("total", ["31", "1000000", "x", ""])
def test_more_rows_than_there_may_be_save_nothing(client, pledge, officer, total):
    client.force_login(officer)
    rows = [(f"Chỉ tiêu {number}", "", "") for number in range(31)]

    response = client.post(address("registration-edit", "pn"), given(*rows) | {"wish-TOTAL_FORMS": total})

    assert response.status_code == 200
    assert not pledge.registrations.exists()


def test_two_colleagues_see_both_texts(client, pledge, members, officer, head):
    pledges.registrations.register(
        pledge,
        members[2],
        titles="Bằng khen",
        wishes=[Wish("Cây", "cây", Decimal("9.5"))],
        seen=0,
        by=head,
        at=NOON,
    )
    client.force_login(officer)
    mine = given(("Nhà", "3", "nhà"), titles="Cờ")

    response = client.post(address("registration-edit", "pn"), mine)

    meanwhile = response.context["meanwhile"]
    assert meanwhile.by == head
    assert [(row["theirs"], row["yours"]) for row in meanwhile.differences] == [
        ("Cây: 9,5 cây", "Nhà: 3 nhà"),
        ("Bằng khen", "Cờ"),
    ]
    assert 'value="Nhà"' in response.content.decode()
    assert pledge.registrations.get().titles == "Bằng khen"

    client.post(address("registration-edit", "pn"), mine | {"seen": response.context["form"]["seen"].value()})
    assert pledge.registrations.get().titles == "Cờ"


def test_a_registration_sent_after_the_paper_was_issued_stays_typed(
    client, settled, season, leader_head, officer
):
    papers.issue("pledge", season, by=leader_head, at=NOON)
    client.force_login(officer)

    shown = client.get(address("registration-edit", "pn")).content.decode()
    response = client.post(address("registration-edit", "pn"), given(("Nhà", "3", "nhà")))

    assert "wish-0-text" not in shown
    assert response.context["form"].non_field_errors()
    assert 'value="Nhà"' in response.content.decode()


def test_text_from_elsewhere_comes_in_composed_and_stays_text(client, pledge, officer):
    client.force_login(officer)
    script = unicodedata.normalize("NFD", "<script>Đoàn kết</script>")

    client.post(address("registration-edit", "pn"), given((script, "", script), titles=script, note=script))

    made = pledge.registrations.get()
    assert {made.titles, made.note, made.targets.get().text} == {"<script>Đoàn kết</script>"}
    page = client.get(address("registration-list")).content.decode()
    assert page.count("&lt;script&gt;Đoàn kết&lt;/script&gt;") == 4
    assert "<script>Đoàn" not in page


# The list


@pytest.fixture
def registered(pledge, members, officer):
    return pledges.registrations.register(
        pledge,
        members[2],
        titles="=1+1\nBằng khen",
        wishes=[Wish("Nhà", "nhà", Decimal("3.5"))],
        seen=0,
        by=officer,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Tỉnh Đoàn", "Hội Nông dân", "Hội Phụ nữ"]),
        ({"state": "done"}, ["Hội Phụ nữ"]),
        ({"state": "open"}, ["Tỉnh Đoàn", "Hội Nông dân"]),
        ({"q": "nong dan"}, ["Hội Nông dân"]),
        ({"q": "nong dan", "state": "done"}, []),
        ({"state": "khac"}, ["Tỉnh Đoàn", "Hội Nông dân", "Hội Phụ nữ"]),
    ],
)
def test_the_list_is_searched_and_filtered(client, registered, leader_officer, query, names):
    client.force_login(leader_officer)

    response = client.get(address("registration-list"), query)

    assert [row.organisation.current_short_name for row in response.context["rows"]] == names
    assert (response.context["done"], response.context["total"]) == (1, 3)


def test_the_list_goes_to_excel_as_it_is_filtered(client, registered, leader_officer):
    client.force_login(leader_officer)

    response = client.get(address("registration-list"), {"format": "xlsx", "state": "done"})

    rows = list(load_workbook(BytesIO(response.getvalue())).active.iter_rows(min_row=2, values_only=True))
    name = "Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm"
    assert [row[0] for row in rows] == [name, name]
    assert rows[0][4] == "=1+1\nBằng khen"
    assert rows[1][1:4] == ("Nhà", 3.5, "nhà")
