import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blocs import models
from blocs.exchange import files
from blocs.rules.rights import WHO, Act
from blocs.services import imports
from tests import factories
from tests.blocs.season_files import a_file, a_season, an_organisation, as_bytes, book, book_bytes

pytestmark = pytest.mark.django_db


def send(client, content, name="khoi.json"):
    content = content if isinstance(content, bytes) else as_bytes(content)
    return client.post(reverse("blocs:exchange"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def save(client, response, **changed):
    seen = response.context["form"].initial["seen"]
    pk = response.context["file"].pk
    return client.post(reverse("blocs:exchange-save", args=[pk]), {"seen": seen} | changed, follow=True)


def test_a_file_is_sent_in_looked_at_and_saved(client, standing):
    client.force_login(standing)

    looked_at = send(client, a_file())
    saved = save(client, looked_at)

    assert "Khối thi đua số 1 2024" in looked_at.content.decode()
    assert "Thêm mới" in looked_at.content.decode()
    assert "Đã nhập dữ liệu từ tệp." in saved.content.decode()
    assert models.Season.objects.filter(bloc__code="khoi-1", year=2024).exists()
    assert "khoi.json" in client.get(reverse("blocs:exchange")).content.decode()


def test_saving_twice_does_no_harm(client, standing):
    client.force_login(standing)
    looked_at = send(client, a_file())
    save(client, looked_at)

    again = save(client, looked_at)

    assert "Tệp này đã được lưu trước đó." in again.content.decode()
    assert models.Organisation.objects.filter(code="td").count() == 1


def test_a_save_that_nobody_looked_at_shows_the_preview_again(client, standing):
    client.force_login(standing)
    looked_at = send(client, a_file())

    for seen in ("", "x", "0" * 64):
        answer = save(client, looked_at, seen=seen)
        assert "Dữ liệu trên hệ thống đã thay đổi" in answer.content.decode()
    assert not models.Bloc.objects.filter(code="khoi-1").exists()


def test_a_wrong_cell_of_a_workbook_is_marked_in_its_table(client, standing):
    client.force_login(standing)
    made = book(seasons=[["bloc", "year", "leader", "members"], ["khoi-1", 20244, "ccb", "td; hnd"]])

    page = send(client, book_bytes(made), "khoi.xlsx").content.decode()

    assert "20244 không phải là năm trong khoảng từ 1948 đến 2100." in page
    assert '<a href="#cell-1">trang tính “seasons”, dòng 2, cột B (year)</a>' in page
    marked = [cell for cell in page.split("<td")[1:] if 'id="cell-1"' in cell]
    assert len(marked) == 1
    assert marked[0].startswith(' class="table-danger">20244')
    assert "Lưu toàn bộ</button>" not in page


def test_a_wrong_value_of_a_json_file_is_marked_between_its_neighbours(client, standing):
    client.force_login(standing)
    whole = a_file()
    whole["organisations"][1]["name"] = ""

    page = send(client, whole).content.decode()

    assert "“name” không được để trống." in page
    assert "Tỉnh Đoàn Thử Nghiệm" in page
    assert "Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm" in page
    assert page.count('class="table-danger"') == 1


def test_a_broken_head_is_marked_in_the_first_row(client, standing):
    client.force_login(standing)
    made = book(blocs=[["code", "kind", "nmae"], ["khoi-1", "bloc", "Khối"]])

    page = send(client, book_bytes(made), "khoi.xlsx").content.decode()

    assert "Không rõ cột “nmae”. Có phải là “name” không?" in page
    assert '<td class="table-danger">nmae' in page


def test_scripts_in_a_file_are_shown_as_text(client, standing):
    client.force_login(standing)

    page = send(
        client, an_organisation(name="<script>alert(1)</script>", kind="<b>"), "<i>.json"
    ).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "“&lt;b&gt;” không thuộc các giá trị" in page
    assert "&lt;i&gt;.json" in page


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Tệp trống."),
        (b"not a workbook", "Đây không phải bảng tính Excel (.xlsx) cũng không phải tệp JSON"),
        (b"[" * 50_000, "Tệp có quá nhiều cấp lồng nhau."),
        (b"PK\x03\x04 half", "Bảng tính bị hỏng hoặc không đầy đủ"),
        ('{"a": "ộ"}'.encode("utf-16"), "Tệp được lưu theo mã UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client, standing, content, expected):
    client.force_login(standing)

    answer = send(client, content, "a.xlsx")

    assert answer.status_code == 200
    assert expected in answer.content.decode()


def test_a_file_that_is_too_large_is_told_at_the_field(client, standing, monkeypatch):
    client.force_login(standing)
    monkeypatch.setattr(files, "LARGEST_FILE", 2**20)

    page = send(client, b"{" + b" " * 2**20).content.decode()

    assert "Tệp có dung lượng 2 MB; chỉ nhận tệp đến 1 MB." in page
    assert not models.SentFile.objects.exists()


def test_no_file_at_all_is_told_at_the_field(client, standing):
    client.force_login(standing)

    answer = client.post(reverse("blocs:exchange"))

    assert answer.context["form"].errors["file"] == ["Trường này là bắt buộc."]


def test_the_same_file_again_says_that_nothing_would_change(client, standing):
    client.force_login(standing)
    save(client, send(client, a_file()))

    page = send(client, a_file()).content.decode()

    assert "Mọi dữ liệu trong tệp đều đã có; không có gì thay đổi." in page
    assert "Lưu toàn bộ</button>" not in page


def test_warnings_are_shown_beside_the_plan(client, standing):
    client.force_login(standing)

    page = send(client, a_season(members=[])).content.decode()

    assert "Năm thi đua chưa có thành viên." in page


@pytest.mark.parametrize("who", ["officer", "leader_head", "auditor", "council", "administrator", "outsider"])
def test_everybody_else_is_told_that_importing_is_not_theirs(client, who, request):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(reverse("blocs:exchange"))
    sent = send(client, a_file())

    assert answer.status_code == 200
    assert str(WHO[Act.IMPORT_SEASON]) in answer.content.decode()
    assert "form" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert str(WHO[Act.IMPORT_SEASON]) in sent.content.decode()
    assert not models.SentFile.objects.exists()


def test_a_file_is_its_senders_own(client, standing, agency):
    client.force_login(standing)
    pk = send(client, a_file()).context["file"].pk
    client.force_login(factories.someone(agency, "standing"))

    assert client.get(reverse("blocs:exchange-preview", args=[pk])).status_code == 404
    assert client.post(reverse("blocs:exchange-save", args=[pk]), {"seen": "x"}).status_code == 404


def test_whose_mandate_has_ended_is_told_so(client, standing):
    client.force_login(standing)
    looked_at = send(client, a_file())
    standing.mandates.update(ends="2021-01-01")

    answer = client.get(reverse("blocs:exchange-preview", args=[looked_at.context["file"].pk]), follow=True)
    saved = save(client, looked_at)

    assert str(WHO[Act.IMPORT_SEASON]) in answer.content.decode()
    assert str(WHO[Act.IMPORT_SEASON]) in saved.content.decode()
    assert not models.Bloc.objects.filter(code="khoi-1").exists()


def test_saving_is_by_button_only(client, standing):
    client.force_login(standing)
    pk = send(client, a_file()).context["file"].pk

    assert client.get(reverse("blocs:exchange-save", args=[pk])).status_code == 405


def test_signed_out_one_is_asked_to_sign_in(client):
    for name, args in (("exchange", []), ("exchange-template", []), ("exchange-preview", [1])):
        answer = client.get(reverse(f"blocs:{name}", args=args))
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


def test_the_empty_workbook_is_for_everybody(client, officer):
    client.force_login(officer)

    answer = client.get(reverse("blocs:exchange-template"))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="mau-nhap-lieu.xlsx"'
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize("who", ["standing", "leader_officer", "leader_head"])
@pytest.mark.parametrize(("ending", "begins"), [("json", b"{"), ("xlsx", b"PK")])
def test_a_season_is_taken_out_by_those_who_plan_it(client, season, who, ending, begins, request):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(reverse(f"blocs:season-export-{ending}", args=["khoi-thu", season.year]))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="khoi-thu-{season.year}.{ending}"'
    assert answer.content.startswith(begins)


def test_what_was_taken_out_changes_nothing_when_it_comes_back(client, season, standing):
    client.force_login(standing)

    content = client.get(reverse("blocs:season-export-json", args=["khoi-thu", season.year])).content

    assert json.loads(content)["blocs"][0]["seasons"][0]["members"] == ["td", "hnd", "pn"]
    assert not imports.load(content, by=standing, at=factories.NOON).changes_anything


@pytest.mark.parametrize("who", ["officer", "head", "deputy_head", "council", "auditor"])
@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_others_who_see_the_season_are_told_why_not(client, season, who, ending, request):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(reverse(f"blocs:season-export-{ending}", args=["khoi-thu", season.year]))

    assert (answer.status_code, answer.url) == (302, season.get_absolute_url())
    told = [str(message) for message in answer.wsgi_request._messages]
    assert told == ["Chỉ khối trưởng và cơ quan thường trực được lấy dữ liệu của năm thi đua."]


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_strangers_find_no_season_to_take_out(client, season, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("blocs:season-export-json", args=["khoi-thu", season.year])).status_code == 404


@pytest.mark.parametrize("how_many", [1, 20])
def test_the_list_of_imports_asks_the_same_number_of_queries(
    client, standing, agency, how_many, django_assert_num_queries
):
    models.SentFile.objects.bulk_create(
        models.SentFile(
            sent_by=standing,
            sent_at=factories.NOON,
            name=f"{number}.json",
            province=agency.province,
            saved_at=factories.NOON,
        )
        for number in range(how_many)
    )
    client.force_login(standing)

    with django_assert_num_queries(4):
        answer = client.get(reverse("blocs:exchange"))

    assert len(answer.context["imported"]) == how_many


@pytest.mark.parametrize(
    ("who", "offered"), [("leader_officer", True), ("standing", True), ("officer", False)]
)
def test_the_page_of_the_season_offers_its_file_to_those_who_plan_it(client, season, who, offered, request):
    client.force_login(request.getfixturevalue(who))

    page = client.get(season.get_absolute_url()).content.decode()

    assert (reverse("blocs:season-export-xlsx", args=["khoi-thu", season.year]) in page) is offered
    assert reverse("awards:proposal-list", args=["khoi-thu", season.year]) in page
