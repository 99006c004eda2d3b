import random
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from blocs.exchange import archive, files, sections, sheets
from tests.blocs.season_files import a_file, as_excel_saves, book, book_bytes, problems, read

HEAD = ["code", "kind", "name", "short_name", "aliases", "valid_from"]


def sheet_of(rows) -> bytes:
    """The small workbook with other organisations and no season."""
    return book_bytes(book(organisations=[HEAD, *rows], seasons=[["bloc", "year", "members"]]))


def empty_workbook() -> bytes:
    return sheets.template([section.rows for section in sections.registered()])


def zipped(**parts) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def repacked(content: bytes, **changed) -> bytes:
    """The workbook with some of its parts changed by a function."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            change = changed.get(part.filename.rpartition("/")[2].partition(".")[0], lambda text: text)
            target.writestr(part.filename, change(source.read(part)))
    return stream.getvalue()


def test_a_workbook_and_a_json_file_of_the_same_season_are_the_same():
    from_book, from_json = read(book_bytes(book())), read(a_file())

    assert from_book.findings.problems == []
    assert from_book.file == from_json.file


def test_a_workbook_saved_by_excel_reads_the_same():
    found = read(as_excel_saves(book_bytes(book())))

    assert found.findings.problems == []
    assert found.file == read(a_file()).file


def test_pledges_come_together_from_their_sheets():
    found = read(
        book_bytes(
            book(
                commitments=[
                    ["bloc", "year", "section", "text"],
                    ["khoi-1", 2024, "content", "Thi đua làm tốt"],
                    ["khoi-1", "2024", "Biện pháp thực hiện", "Mỗi quý họp một lần"],
                ],
                targets=[
                    ["bloc", "year", "text", "unit", "comparison", "value", "owner"],
                    ["khoi-1", 2024, "Tỷ lệ hoàn thành", "%", "at_least", 95.5, "hnd"],
                ],
            )
        )
    )

    (pledge,) = found.file.pledges
    assert (pledge.bloc, pledge.year) == ("khoi-1", 2024)
    assert [line.text for line in pledge.commitments] == ["Thi đua làm tốt", "Mỗi quý họp một lần"]
    assert (pledge.targets[0].value, pledge.targets[0].owner) == (Decimal("95.5"), "hnd")


def test_deadlines_stand_in_columns_of_their_own():
    head = ["bloc", "year", "members", "deadlines.pledge", "deadlines.reports"]
    row = ["khoi-1", 2024, "td; hnd", date(2024, 2, 15), "30/11/2024"]

    found = read(book_bytes(book(seasons=[head, row])))

    assert found.findings.problems == []
    assert found.file.blocs[0].seasons[0].deadlines == {
        "pledge": date(2024, 2, 15),
        "reports": date(2024, 11, 30),
    }


def test_labels_of_either_language_stand_for_the_names():
    made = book(organisations=[["Mã", "Loại", "Tên"], ["td", "Tổ chức chính trị - xã hội", "Tỉnh Đoàn"]])
    made["organisations"].title = "Đơn vị"
    made["seasons"].append([None])

    found = read(book_bytes(made))

    assert [(row.code, row.kind, row.name) for row in found.file.organisations] == [
        ("td", "socio_political", "Tỉnh Đoàn")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["td", "front", ""]],
            "Trang tính “organisations”, dòng 2, cột C (name): “name” không được để trống.",
        ),
        (
            [["td", "front", "Đ" * 251]],
            "Trang tính “organisations”, dòng 2, cột C (name): Nội dung dài 251 ký tự; nhiều nhất 250 ký tự.",
        ),
        (
            [["td", "front", "A"], [None] * 6, ["td", "front", "B"]],
            "Trang tính “organisations”, dòng 4, cột A (code): Mã “td” trùng với trang tính "
            "“organisations”, dòng 2, "
            "cột A (code).",
        ),
        (
            [["td", "mặt trận", "A"]],
            "Trang tính “organisations”, dòng 2, cột B (kind): “mặt trận” không thuộc các giá trị:",
        ),
        (
            [["td", "front", date(2024, 1, 5)]],
            "Trang tính “organisations”, dòng 2, cột C (name): Chỗ này cần chữ nhưng ô đang chứa ngày hoặc "
            "giờ; "
            "hãy định dạng ô là văn bản (Text).",
        ),
        (
            [["td", "front", True]],
            "Trang tính “organisations”, dòng 2, cột C (name): Chỗ này cần chữ, không phải true.",
        ),
        (
            [["td", "front", '=CONCATENATE("Tỉnh ","Đoàn")']],
            "Trang tính “organisations”, dòng 2, cột C (name): Ô chứa công thức; hãy dán kết quả dưới dạng "
            "giá trị.",
        ),
        (
            [["td", "front", "#REF!"]],
            "Trang tính “organisations”, dòng 2, cột C (name): Ô báo lỗi #REF!.",
        ),
        (
            [["td", "front", "A", None, None, 45292]],
            "Trang tính “organisations”, dòng 2, cột F (valid_from): Chỗ này cần một ngày, ví dụ 2024-12-31 "
            "hoặc "
            "31/12/2024, không phải 45292.",
        ),
        (
            [["td", "front", "A", None, None, None, "lạc"]],
            "Trang tính “organisations”, dòng 2, cột G: Cột này không có tên ở dòng đầu.",
        ),
    ],
)
def test_each_wrong_cell_is_told_at_its_sheet_row_and_column(rows, expected):
    assert [text for text in problems(sheet_of(rows)) if text.startswith(expected)] != []


@pytest.mark.parametrize(
    ("seasons", "expected"),
    [
        (
            [["khoi-1", 20244, "td", "td; hnd"]],
            "Trang tính “seasons”, dòng 2, cột B (year): 20244 không phải là năm trong khoảng từ 1948 đến "
            "2100.",
        ),
        (
            [["khoi-1", 2024, "pn", "td; hnd"]],
            "Trang tính “seasons”, dòng 2, cột C (leader): “pn” không nằm trong danh sách thành viên của "
            "năm thi đua.",
        ),
        (
            [["khoi-l", 2024, "td", "td; hnd"]],
            "Trang tính “seasons”, dòng 2, cột A (bloc): Không có khối “khoi-l” trong trang tính blocs. Có "
            "phải là "
            "“khoi-1” không?",
        ),
        (
            [[None, 2024, "td", "td; hnd"]],
            "Trang tính “seasons”, dòng 2, cột A (bloc): “bloc” không được để trống.",
        ),
        (
            [["khoi-1", 2024, "td", "td; hnd; td"]],
            "Trang tính “seasons”, dòng 2, cột D (members): “td” xuất hiện hai lần trong danh sách.",
        ),
        (
            [["khoi-1", 2024, "td", "td"], ["khoi-1", 2024, "td", "td"]],
            "Trang tính “seasons”, dòng 3, cột B (year): Năm 2024 của khối đã có ở trang tính “seasons”, "
            "dòng 2, cột B "
            "(year).",
        ),
        (
            [["khoi-1", date(2024, 1, 1), "td", "td"]],
            "Trang tính “seasons”, dòng 2, cột B (year): Chỗ này cần năm gồm bốn chữ số, không phải "
            "01/01/2024.",
        ),
    ],
)
def test_wrong_seasons_are_told_in_their_sheet(seasons, expected):
    made = book(seasons=[["bloc", "year", "leader", "members"], *seasons])

    assert problems(book_bytes(made)) == [expected]


def test_unknown_sheets_and_columns_are_told():
    made = book(province=[["code", "name", "place", "nmae"], ["TT", "tỉnh Thử Nghiệm", "Thử Nghiệm"]])
    made.create_sheet("organisation").append(["code"])

    assert problems(book_bytes(made)) == [
        "Trang tính “province”, dòng 1, cột D (nmae): Không rõ cột “nmae”. Có phải là “name” không?",
        "Trang tính “organisation”: Không rõ trang tính này; các trang tính được nhận: province, "
        "organisations, blocs, "
        "seasons, movements, pledges, commitments, targets, proposals. Có phải là “organisations” không?",
    ]


def test_missing_and_repeated_columns_are_told_once():
    made = book(blocs=[["code", "name", "name"], ["khoi-1", "A", "B"], ["khoi-2", "C", "D"]])

    assert problems(book_bytes(made)) == [
        "Trang tính “blocs”, dòng 1, cột C (name): Cột “name” xuất hiện hai lần; chỉ giữ lại một cột.",
        "Trang tính “blocs”, dòng 1, cột “kind”: Thiếu cột “kind”.",
    ]


def test_merged_cells_are_told():
    made = book()
    made["organisations"].merge_cells("B2:B4")

    assert problems(book_bytes(made))[0] == (
        "Trang tính “organisations”, dòng 2, cột B: Các ô B2:B4 đang được gộp; hãy bỏ gộp ô và ghi giá trị "
        "vào từng "
        "dòng."
    )


def test_hidden_sheets_rows_and_columns_are_told():
    made = book()
    made["blocs"].sheet_state = "hidden"
    made["organisations"].row_dimensions[3].hidden = True
    made["organisations"].column_dimensions["D"].hidden = True

    assert problems(book_bytes(made)) == [
        "Trang tính “organisations”, dòng 3: Dòng đang bị ẩn; hãy cho hiện hoặc xóa dòng, để không nhập dữ "
        "liệu mà "
        "không ai thấy.",
        "Trang tính “organisations”, cột D: Cột đang bị ẩn; hãy cho hiện hoặc xóa cột, để không nhập dữ "
        "liệu mà không "
        "ai thấy.",
        "Trang tính “blocs”: Trang tính đang bị ẩn; hãy cho hiện hoặc xóa trang tính, để không nhập dữ liệu "
        "mà không "
        "ai thấy.",
    ]


def test_fifty_thousand_rows_are_not_read():
    made = Workbook(write_only=True)
    sheet = made.create_sheet("organisations")
    sheet.append(["code", "kind", "name"])
    for number in range(50_000):
        sheet.append([f"dv-{number}", "other", f"Đơn vị {number}"])

    assert problems(book_bytes(made))[0] == (
        "Trang tính “organisations”: Trang tính có hơn 10000 dòng nên không được đọc."
    )


def test_values_far_away_from_the_table_are_told():
    made = book()
    made["organisations"].cell(1_000_000, 16_000, "lạc")

    assert problems(book_bytes(made)) == [
        "Trang tính “organisations”, cột WQJ: Có nội dung nằm xa bên phải bảng; hãy xóa nội dung đó.",
        "Trang tính “organisations”, dòng 1000000: Có nội dung nằm xa bên dưới bảng; hãy xóa nội dung đó.",
    ]


def test_rows_that_are_only_coloured_do_not_count():
    made = book()
    made["organisations"].cell(60_000, 1).number_format = "@"

    assert problems(book_bytes(made)) == []


def test_numbers_that_should_be_text_are_taken_as_text():
    found = read(sheet_of([[115, "enterprise", 2024, 1.5]]))

    assert found.findings.problems == []
    assert [(row.code, row.name, row.short_name) for row in found.file.organisations] == [
        ("115", "2024", "1.5")
    ]


def test_a_percentage_means_the_number_that_people_see():
    made = book(targets=[["bloc", "year", "text", "unit", "value"], ["khoi-1", 2024, "Tỷ lệ", "%", 0.955]])
    made["targets"]["E2"].number_format = "0.0%"

    assert read(book_bytes(made)).file.pledges[0].targets[0].value == Decimal("95.5")


@pytest.mark.parametrize(
    ("typed", "value"),
    [("95", "95"), ("95,5", "95.5"), ("95.25", "95.25"), (" 95 % ", "95"), (0.1 + 0.2, "0.3")],
)
def test_numbers_typed_as_text_are_understood_where_they_mean_one_thing(typed, value):
    made = book(targets=[["bloc", "year", "text", "value"], ["khoi-1", 2024, "Tỷ lệ", typed]])

    assert read(book_bytes(made)).file.pledges[0].targets[0].value == Decimal(value)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "khoảng 5", "10^3"])
def test_numbers_that_may_mean_two_things_are_told(typed):
    made = book(targets=[["bloc", "year", "text", "value"], ["khoi-1", 2024, "Tỷ lệ", typed]])

    assert problems(book_bytes(made)) == [
        f"Trang tính “targets”, dòng 2, cột D (value): Chỗ này cần một con số, không phải “{typed}”."
    ]


def test_numbers_out_of_all_measure_are_told():
    rows = [["khoi-1", 2024, "Tỷ lệ", value] for value in (1e300, 10**12, 0.12345)]
    made = book(targets=[["bloc", "year", "text", "value"], *rows])
    content = repacked(book_bytes(made), sheet5=lambda text: text.replace(b"1e+300", b"1e+999"))

    for each in (book_bytes(made), content):
        assert problems(each) == [
            "Trang tính “targets”, dòng 2, cột D (value): Con số quá lớn; nhiều nhất mười hai chữ số.",
            "Trang tính “targets”, dòng 3, cột D (value): Con số quá lớn; nhiều nhất mười hai chữ số.",
            "Trang tính “targets”, dòng 4, cột D (value): Con số có hơn bốn chữ số thập phân.",
        ]


def test_a_semicolon_inside_a_text_is_written_with_a_backslash():
    found = read(sheet_of([["td", "front", "A", None, "một; hai\\; ba;; bốn\nnăm"]]))

    assert found.file.organisations[0].aliases == ("một", "hai; ba", "bốn", "năm")


def test_no_sheet_of_ours_is_told():
    made = Workbook()
    made.active.title = "Sheet1"

    assert problems(book_bytes(made))[0].startswith(
        "Toàn bộ bảng tính: Bảng tính không có trang tính nào trong số: province, organisations"
    )


def test_a_second_province_is_told():
    made = book()
    made["province"].append(["QN", "tỉnh Quảng Ninh", "Quảng Ninh"])

    assert problems(book_bytes(made)) == ["Trang tính “province”, dòng 3: Tệp chỉ được chứa một tỉnh."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu",
        ),
        (zipped(word__document_xml="<a/>"), "Đây là tài liệu Word"),
        (zipped(ppt__presentation_xml="<a/>"), "Đây là bản trình chiếu"),
        (zipped(content_xml="<a/>", mimetype="x"), "Đây là tệp OpenDocument"),
        (zipped(readme="x"), "Đây là tệp nén nhưng không phải bảng tính Excel"),
        (b"PK\x03\x04" + b"\0" * 100, "Bảng tính bị hỏng hoặc không đầy đủ"),
        (book_bytes(book())[:2000], "Bảng tính bị hỏng hoặc không đầy đủ"),
        (b"code,name\ntd,T\xe1\xbb\x89nh", "Đây không phải bảng tính Excel (.xlsx) cũng không phải tệp JSON"),
        (b"%PDF-1.7", "Đây không phải bảng tính Excel (.xlsx) cũng không phải tệp JSON"),
        (bytes(range(256)), "Đây không phải bảng tính Excel (.xlsx) cũng không phải tệp JSON"),
    ],
)
def test_a_file_that_is_no_workbook_says_what_it_is(content, expected):
    (told,) = problems(content)

    assert expected in told


def test_a_zip_bomb_is_not_opened():
    bomb = zipped(**{"[Content_Types]_xml": "<a/>", "xl__workbook_xml": b"0" * 30 * 2**20})
    assert len(bomb) < 100_000

    assert problems(bomb) == ["Toàn bộ bảng tính: Bảng tính khi giải nén sẽ quá lớn nên không được mở."]


def test_a_zip_of_many_large_parts_is_not_opened(monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 10_000)

    assert problems(book_bytes(book())) == [
        "Toàn bộ bảng tính: Bảng tính khi giải nén sẽ quá lớn nên không được mở."
    ]


def test_entities_in_the_xml_are_refused():
    def with_entity(text: bytes) -> bytes:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return bomb + text.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b"")

    for part in ("sheet1", "sharedStrings", "workbook"):
        told = problems(repacked(as_excel_saves(book_bytes(book())), **{part: with_entity}))
        assert told == [
            "Toàn bộ bảng tính: Bảng tính bị hỏng hoặc không đầy đủ; hãy lưu lại bằng Excel rồi gửi lại."
        ]


def test_macros_are_refused():
    content = book_bytes(book())
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as target:
        target.writestr("xl/vbaProject.bin", b"x")

    assert "macro" in problems(stream.getvalue())[0]


def test_a_file_of_twenty_one_megabytes_is_not_read():
    content = b'{"format": "' + b"x" * files.LARGEST_FILE + b'"}'

    assert problems(content) == ["toàn bộ tệp: Tệp có dung lượng 21 MB; chỉ nhận tệp đến 20 MB."]


def test_whatever_is_broken_in_a_workbook_there_is_a_message_and_no_traceback():
    whole, chance = book_bytes(book()), random.Random(7)
    for _round in range(60):
        broken = bytearray(whole)
        for _place in range(12):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        found = read(bytes(broken))
        assert found.file is not None or found.findings.problems != []


def test_the_empty_workbook_can_be_filled_in_and_read():
    made = load_workbook(BytesIO(empty_workbook()))
    filled = book()
    for title in ("province", "organisations", "blocs", "seasons"):
        heads = {cell.value: cell.column for cell in made[title][1]}
        names = [cell.value for cell in filled[title][1]]
        for number, row in enumerate(filled[title].iter_rows(min_row=2, values_only=True), start=2):
            for name, value in zip(names, row, strict=True):
                made[title].cell(number, heads[name], value)

    found = read(book_bytes(made))

    assert found.findings.problems == []
    assert found.file == read(a_file()).file


def test_the_empty_workbook_offers_what_may_be_chosen_and_explains_itself():
    made = load_workbook(BytesIO(empty_workbook()))

    assert made.sheetnames == [
        "Giải thích",
        "province",
        "organisations",
        "blocs",
        "seasons",
        "movements",
        "pledges",
        "commitments",
        "targets",
        "proposals",
        "Danh mục",
    ]
    rules = {str(rule.sqref): rule.formula1 for rule in made["organisations"].data_validations.dataValidation}
    assert rules["B2:B1000"] == "'Danh mục'!$A$2:$A$13"
    assert made["Danh mục"]["A2"].value == "Mặt trận Tổ quốc"
    assert rules["F2:F1000"] == "'organisations'!$A$2:$A$1000"
    told = [row[0] for row in made["Giải thích"].iter_rows(values_only=True)]
    assert "Cách điền bảng tính này" in told
    assert {"organisations", "valid_from", "deadlines.pledge", "nominees"} <= set(told)


def test_the_empty_workbook_itself_only_misses_its_province():
    told = problems(empty_workbook())

    assert told == ["Toàn bộ bảng tính, cột “province”: Thiếu “province”."]
