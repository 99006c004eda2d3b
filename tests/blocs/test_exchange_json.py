import json

import pytest

from tests.blocs.season_files import a_file, a_season, an_organisation, as_bytes, problems, read


def test_a_correct_file_has_no_problems():
    found = read(a_file())

    assert found.findings.problems == []
    assert [row.code for row in found.file.organisations] == ["td", "hnd", "pn"]
    assert found.file.blocs[0].seasons[0].members == ("td", "hnd", "pn")


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        (
            a_season(year=20244),
            "blocs[0].seasons[0].year: 20244 không phải là năm trong khoảng từ 1948 đến 2100.",
        ),
        (
            a_season(year="2024"),
            "blocs[0].seasons[0].year: Chỗ này cần năm gồm bốn chữ số, không phải “2024”.",
        ),
        (
            a_season(year=True),
            "blocs[0].seasons[0].year: Chỗ này cần năm gồm bốn chữ số, không phải true.",
        ),
        (
            a_season(leader="ccb"),
            "blocs[0].seasons[0].leader: “ccb” không nằm trong danh sách thành viên của năm thi đua.",
        ),
        (
            a_season(deputy="td"),
            "blocs[0].seasons[0].deputy: Khối trưởng và khối phó phải là hai đơn vị khác nhau.",
        ),
        (
            a_season(members=["td", "hnd", "td"]),
            "blocs[0].seasons[0].members[2]: “td” xuất hiện hai lần trong danh sách.",
        ),
        (a_season(members="td"), "blocs[0].seasons[0].members: Chỗ này cần một danh sách, không phải “td”."),
        (
            a_season(leder="td"),
            "blocs[0].seasons[0].leder: Không rõ khóa “leder”. Có phải là “leader” không?",
        ),
        (
            a_season(deadlines={"pledge": "2024-02-30"}),
            "blocs[0].seasons[0].deadlines.pledge: Chỗ này cần một ngày, ví dụ 2024-12-31 hoặc 31/12/2024, "
            "không phải “2024-02-30”.",
        ),
        (
            a_season(deadlines={"pledge": "15/02/2204"}),
            "blocs[0].seasons[0].deadlines.pledge: Ngày 15/02/2204 nằm ngoài các năm từ 1900 đến 2100.",
        ),
        (
            a_season(deadlines={"pledge": "15/02/2042"}),
            "blocs[0].seasons[0].deadlines.pledge: Ngày 15/02/2042 không thuộc năm 2024.",
        ),
        (
            a_season(deadlines={"pledges": "2024-02-15"}),
            "blocs[0].seasons[0].deadlines.pledges: Không rõ khóa “pledges”. Có phải là “pledge” không?",
        ),
        (
            a_file(format="emulation-season/2"),
            "format: Không rõ định dạng “emulation-season/2”; hệ thống đọc định dạng “emulation-season/1”.",
        ),
        (an_organisation(name="  \u200b "), "organisations[0].name: “name” không được để trống."),
        (an_organisation(name=None), "organisations[0].name: “name” không được để trống."),
        (an_organisation(name=12), "organisations[0].name: Chỗ này cần chữ, không phải 12."),
        (
            an_organisation(name="Đ" * 251),
            "organisations[0].name: Nội dung dài 251 ký tự; nhiều nhất 250 ký tự.",
        ),
        (
            an_organisation(code="Tỉnh Đoàn"),
            "organisations[0].code: “Tỉnh Đoàn” không phải là mã: chỉ dùng chữ cái không dấu, chữ số, dấu - "
            "và dấu _. "
            "Ví dụ “tinh-doan”.",
        ),
        (
            an_organisation(kind="socio-political"),
            "organisations[0].kind: “socio-political” không thuộc các giá trị: front, socio_political, "
            "party, "
            "state_agency, commune, enterprise, bank, school, association, court_procuracy, armed_forces, "
            "other. "
            "Có phải là “socio_political” không?",
        ),
        (
            an_organisation(name="Uû ban MÆt trËn Tæ quèc tØnh V¨n L©m"),
            "organisations[0].name: “Uû ban MÆt trËn Tæ quèc tØnh V¨n L©m” có chữ bị lỗi, như khi dùng "
            "phông chữ cũ "
            "(TCVN3, VNI) hoặc sai bảng mã; hãy gõ lại bằng Unicode.",
        ),
        (an_organisation(code="hnd"), "organisations[1].code: Mã “hnd” trùng với organisations[0].code."),
        (
            an_organisation(code="hnd2", name="HỘI NÔNG DÂN TỈNH THỬ NGHIỆM"),
            "organisations[1].name: Tên này đã có ở organisations[0].name, với mã “hnd2”.",
        ),
        (an_organisation(parent="td"), "organisations[0].parent: Đơn vị không thể trực thuộc chính mình."),
        (a_file(organisations={}), "organisations: Chỗ này cần một danh sách, không phải một đối tượng."),
        (
            a_file(blocs=["khoi-1"]),
            "blocs[0]: Chỗ này cần một đối tượng gồm code, kind, name, seasons, không phải “khoi-1”.",
        ),
        ([], "toàn bộ tệp: Tệp phải là một đối tượng gồm format, province và các danh sách."),
    ],
)
def test_each_wrong_value_is_told_at_its_path(whole, expected):
    assert expected in problems(whole)


def test_every_wrong_value_is_told_at_once():
    whole = a_season(year=20244, leader="ccb", theme=5)
    whole["province"]["name"] = ""

    assert [text.partition(":")[0] for text in problems(whole)] == [
        "blocs[0].seasons[0].year",
        "blocs[0].seasons[0].theme",
        "province.name",
        "blocs[0].seasons[0].leader",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "toàn bộ tệp: Tệp trống."),
        (b" \n\t", "toàn bộ tệp: Tệp trống."),
        (b"{", "toàn bộ tệp: JSON sai ở dòng 1, cột 2: thiếu khóa trong dấu ngoặc kép, hoặc thừa dấu phẩy."),
        (b'{"format" 1}', "toàn bộ tệp: JSON sai ở dòng 1, cột 11: thiếu dấu hai chấm sau khóa."),
        (b"[1 2]", "toàn bộ tệp: JSON sai ở dòng 1, cột 4: thiếu dấu phẩy."),
        (b"{} {}", "toàn bộ tệp: JSON sai ở dòng 1, cột 4: còn nội dung thừa ở cuối tệp."),
        (b"[" * 100_000, "toàn bộ tệp: Tệp có quá nhiều cấp lồng nhau."),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "a: Không rõ khóa “a”."),
        (
            '{"format": "tỉnh"}'.encode("utf-16"),
            "toàn bộ tệp: Tệp được lưu theo mã UTF-16; hãy lưu lại theo UTF-8.",
        ),
        (
            '{"format": "tỉnh"}'.encode("utf-16-le"),
            "toàn bộ tệp: Tệp được lưu theo mã UTF-16; hãy lưu lại theo UTF-8.",
        ),
        (
            '{\n"name": "Tỉnh Đoàn"}'.encode("cp1258", "replace"),
            "toàn bộ tệp: Dòng 2 không phải mã UTF-8, có thể là Windows-1258 hoặc TCVN3; hãy chuyển sang "
            "Unicode rồi "
            "lưu lại tệp theo UTF-8.",
        ),
        (
            b'{"name": "T\xd8nh \xa7o\xb5n"}',
            "toàn bộ tệp: Dòng 1 không phải mã UTF-8, có thể là Windows-1258 hoặc TCVN3; hãy chuyển sang "
            "Unicode rồi "
            "lưu lại tệp theo UTF-8.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, expected):
    assert expected in problems(content)


def test_a_byte_order_mark_of_utf_8_does_no_harm():
    assert problems(b"\xef\xbb\xbf" + as_bytes(a_file())) == []


def test_a_key_that_stands_twice_is_told():
    content = as_bytes(a_file()).replace(b'"year": 2024', b'"year": 2024, "year": 2025')

    assert problems(content) == ["blocs[0].seasons[0].year: Khóa “year” xuất hiện hai lần."]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "9" * 5000, "1E+999999", "1e-999999", "12.34567"])
def test_a_number_out_of_all_measure_is_told(number):
    whole = a_file(
        pledges=[{"bloc": "khoi-1", "year": 2024, "commitments": [], "targets": [{"text": "x", "value": 77}]}]
    )

    told = problems(as_bytes(whole).replace(b'"value": 77', b'"value": ' + number.encode()))

    assert [text.partition(":")[0] for text in told] == ["pledges[0].targets[0].value"]


def test_numbers_keep_their_last_decimal():
    whole = a_file(pledges=[{"bloc": "khoi-1", "year": 2024, "targets": [{"text": "x", "value": 77}]}])

    found = read(as_bytes(whole).replace(b"77", b"999999999999.9999"))

    assert str(found.file.pledges[0].targets[0].value) == "999999999999.9999"


def test_decomposed_marks_are_put_together():
    decomposed = "Hội Liên hiệp Phụ nữ tỉnh Đắk Lắk"

    found = read(an_organisation(name=json.loads(json.dumps(decomposed))))

    assert found.file.organisations[0].name == "Hội Liên hiệp Phụ nữ tỉnh Đắk Lắk"


def test_half_a_letter_is_told():
    content = as_bytes(a_file()).replace("Tỉnh Đoàn Thử Nghiệm".encode(), b"T\\ud83dnh")

    assert problems(content)[0].startswith("organisations[0].name: “T�nh” có chữ bị lỗi")


@pytest.mark.parametrize(
    "name", ["Đ" * 250, "<script>alert(1)</script>", '=HYPERLINK("x")', "A & B, C; D | E"]
)
def test_odd_names_are_names_all_the_same(name):
    found = read(an_organisation(name=name))

    assert found.findings.problems == []
    assert found.file.organisations[0].name == name


def test_more_rows_than_any_province_has_are_not_read():
    rows = [{"code": f"dv-{number}", "kind": "other", "name": f"Đơn vị {number}"} for number in range(10_001)]

    assert problems(a_file(organisations=rows)) == [
        "organisations: Danh sách có 10001 dòng; chỉ nhận đến 10000 dòng."
    ]


def test_years_and_days_of_movements_are_both_understood():
    movement = {"name": "Vì người nghèo", "form": "regular", "launched_by": "province", "years": [2024]}

    found = read(a_file(movements=[movement | {"starts": 2021, "ends": "30/06/2025"}]))

    assert str(found.file.movements[0].starts) == "2021-01-01"
    assert str(found.file.movements[0].ends) == "2025-06-30"


def test_names_with_dates_may_return_under_one_code():
    old = {
        "code": "stttt",
        "kind": "state_agency",
        "name": "Sở Thông tin và Truyền thông",
        "valid_to": "2025-02-28",
    }
    new = {
        "code": "stttt",
        "kind": "state_agency",
        "name": "Sở Khoa học và Công nghệ",
        "valid_from": "2025-03-01",
    }

    assert problems(a_file(organisations=[old, new], blocs=[])) == []
    assert problems(a_file(organisations=[old, new | {"valid_from": "2025-02-01"}], blocs=[])) == [
        "organisations[1].valid_from: Thời gian của tên này chồng lên thời gian ở "
        "organisations[0].valid_from."
    ]


def test_names_that_differ_only_in_marks_are_asked_about():
    organisations = [
        {"code": "tan-ha", "kind": "commune", "name": "Xã Tân Hà"},
        {"code": "tan-ha-2", "kind": "commune", "name": "Xã Tân Hạ"},
    ]

    found = read(a_file(organisations=organisations, blocs=[]))

    assert found.findings.problems == []
    assert [str(warning) for warning in found.findings.warnings] == [
        "organisations[1].name: Tên này chỉ khác dấu so với organisations[0].name; có đúng là hai đơn vị "
        "không?"
    ]
