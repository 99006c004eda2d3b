import io
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import page as validator
import pikepdf
import pytest
import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders

from documents import rendering
from documents.content import Format
from documents.layout import lay_out
from tests.documents import samples
from tests.documents.reading import bookmarks_of, boxes_of, fonts_of, lines_of, text_of, words_of

OUR_FACES = {"/Van-Ban", "/Van-Ban-Bold", "/Van-Ban-Italic", "/Van-Ban-Bold-Italic"}
ELEMENTS = re.compile(r"<([a-z][a-z0-9]*)\b")
TEMPLATES = Path(settings.BASE_DIR) / "templates/documents"
PAPERS = {
    "pledge of 6": lambda: samples.pledge(6),
    "pledge of 30": lambda: samples.pledge(30),
    "draft": lambda: samples.pledge(6).as_draft(),
    "list across": lambda: samples.nominees(40),
    "submission": samples.submission,
    "minutes": samples.minutes,
}


@pytest.fixture(scope="module", params=PAPERS)
def printed(request):
    return rendering.pdf(PAPERS[request.param]())


@pytest.fixture(scope="module")
def pledge():
    return rendering.pdf(samples.pledge(6))


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_file_can_be_archived_and_read_aloud(printed, profile):
    report = validator.validate_pdf_bytes(printed, profile=profile)

    assert report.failures == []
    assert report.is_compliant


def test_no_face_but_ours_is_in_the_file(printed):
    assert fonts_of(printed)
    assert {name.replace("-Oblique", "-Italic") for name in fonts_of(printed)} <= {
        face.lstrip("/") for face in OUR_FACES
    }


def test_the_text_comes_back_composed_and_plain(printed):
    text = "".join(text_of(printed))

    assert text == unicodedata.normalize("NFC", text)
    assert not {"\u00a0", "\u00ad", "\ufffd"} & set(text)


def test_a_paper_is_small(printed):
    assert len(printed) < 150_000


def test_two_hundred_nominees_are_printed_with_heads_and_numbers_on_each_page():
    content = rendering.pdf(samples.nominees(200))

    pages = text_of(content, "-layout")
    assert all("Họ và tên / tên tập thể" in page for page in pages)
    rows = [
        line.split()[0]
        for page in pages
        for line in lines_of(page)[1:]
        if line[0].isdigit() and "Ông" in line
    ]
    assert rows == [str(number) for number in range(1, 201)]
    assert [lines_of(page)[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert "Tổng cộng" in pages[-1]
    assert "Hoàng Văn Tĩnh" in pages[-1]
    assert len(content) < 250_000


def test_the_text_is_read_in_the_order_of_the_paper(pledge):
    words = " ".join(" ".join(text_of(pledge, "-raw")).split())
    order = [
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG TỈNH QUẢNG NINH",
        "KHỐI THI ĐUA MTTQ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 01/GƯTĐ-KTĐ",
        "Quảng Ninh, ngày 05 tháng 02 năm 2024",
        "GIAO ƯỚC THI ĐUA NĂM 2024",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "I. NỘI DUNG THI ĐUA",
        "1. Thực hiện tốt nghị quyết",
        "II. CHỈ TIÊU",
        "TT Chỉ tiêu",
        "12.500,5",
        "a) Xây dựng kế hoạch",
        "năm 2024./.",
        "KHỐI TRƯỞNG ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH TỈNH QUẢNG NINH TM. BAN THƯỜNG VỤ BÍ THƯ",
        "Nguyễn Thị Thuỳ Dương",
        "Trần Quốc Khánh",
        "Vũ Mạnh Tường",
        "Nơi nhận: - Hội đồng TĐKT tỉnh (để báo cáo);",
        "- Lưu: VT.",
        "Mã xác thực: 23456-789AS",
        "Phụ lục CHỈ TIÊU VÀ DANH HIỆU ĐĂNG KÝ CỦA CÁC ĐƠN VỊ",
    ]

    place = 0
    for text in order:
        assert text in words[place:]
        place = words.index(text, place) + len(text)


def test_every_name_comes_back_mark_by_mark(pledge):
    words = words_of(pledge)

    for organisation, position, name in samples.MEMBERS:
        assert name in words
        assert organisation.upper() in words
        assert all(line in words for line in position)


def test_the_properties_tell_title_author_language_and_days(pledge):
    with pikepdf.open(io.BytesIO(pledge)) as opened, opened.open_metadata() as told:
        assert told["dc:title"] == samples.pledge().title
        assert told["dc:creator"] == [samples.pledge().head.issuer]
        assert told["dc:description"] == "Giao ước thi đua"
        assert told["xmp:CreateDate"] == "2024-02-05T08:30:00+07:00"
        assert told["xmp:ModifyDate"] == "2024-02-05T08:30:00+07:00"
        assert str(opened.Root.Lang) == "vi"


def test_bookmarks_follow_the_headings(pledge):
    assert bookmarks_of(pledge) == [
        (
            "GIAO ƯỚC THI ĐUA NĂM 2024 Khối thi đua Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh "
            "Quảng Ninh",
            [
                "I. NỘI DUNG THI ĐUA",
                "II. CHỈ TIÊU",
                "III. BIỆN PHÁP THỰC HIỆN",
                "Phụ lục CHỈ TIÊU VÀ DANH HIỆU ĐĂNG KÝ CỦA CÁC ĐƠN VỊ",
            ],
        )
    ]


def test_pages_are_numbered_from_the_second_on_and_each_annex_anew():
    long = samples.pledge(
        annexes=(samples.long_annex("Phụ lục I"), samples.long_annex("Phụ lục II", "landscape")), code=""
    )

    firsts = [lines_of(page)[0] for page in text_of(rendering.pdf(long), "-layout")]

    firsts = [first.split("   ")[0] for first in firsts]
    assert firsts == ["HỘI ĐỒNG", "2", "3", "Phụ lục I", "2", "Phụ lục II", "2", "3"]


def test_a_draft_says_so_and_has_neither_number_nor_code():
    words = words_of(rendering.pdf(samples.pledge(6).as_draft()))

    assert "DỰ THẢO" in words
    assert "Số:" not in words
    assert "Mã xác thực" not in words


def test_invented_data_are_told_in_the_foot_of_every_page():
    pages = text_of(rendering.pdf(samples.pledge(13)))

    assert len(pages) > 3
    assert all("Dữ liệu minh họa, không có giá trị pháp lý" in page for page in pages)


def test_the_party_s_papers_look_as_the_party_s(formats):
    party = samples.submission(format=formats["party"].format())

    words = words_of(rendering.pdf(party))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "CỘNG HÒA XÃ HỘI" not in words
    assert "Số 05/TTr-SNV" in words
    assert "Kính trình:" in words
    assert "- Căn cứ Luật" in words
    assert "quyết định. Nơi nhận:" in words
    assert "SỞ NỘI VỤ *" in words


def test_text_of_people_is_printed_as_they_wrote_it_and_never_obeyed():
    rude = '<script>alert(1)</script> & <img src="file:///etc/passwd"> {{ paper }} <b>đậm</b> </p> &amp;'
    paper = samples.submission(
        abstract=rude,
        addressees=(rude,),
        blocks=samples.every_block(rude),
        title=rude,
        notice=rude,
        author=rude,
    )

    content = rendering.pdf(paper)

    words = words_of(content)
    assert words.count("<script>alert(1)</script>") >= 8
    assert '<img src="file:///etc/passwd">' in words
    assert validator.validate_pdf_bytes(content, profile="3a").is_compliant


def test_text_pasted_from_word_is_printed_in_our_letters():
    pasted = (
        "\ufeff•\tNội dung\u00a0một\u2028tiếp\r\n\uf0b7 “Mục” hai – ba…\x0b\u200b\u00ad"
        + unicodedata.normalize("NFD", "Thuỳ Dương")
        + " ☑ 🎉"
    )
    content = rendering.pdf(samples.submission(blocks=samples.every_block(pasted)))

    assert fonts_of(content) <= {face.lstrip("/") for face in OUR_FACES}
    assert "Thuỳ Dương ■ □" in words_of(content)


def test_names_of_250_letters_stay_on_the_paper():
    name = ("Liên hiệp các hội khoa học và kỹ thuật " * 7)[:250]
    parties = tuple(samples.long_party(name, place) for place in range(13))
    paper = samples.pledge(
        13, head=samples.head_of(name), signatures=samples.agreement(parties), abstract=name
    )

    content = rendering.pdf(paper)

    assert "".join(name.upper().split()) in "".join(words_of(content).split())
    assert_nothing_is_cut_off(content)


def test_a_word_of_5000_letters_stays_on_the_paper():
    content = rendering.pdf(samples.submission(blocks=samples.every_block("ơ" * 5000), abstract="ơ" * 250))

    assert_nothing_is_cut_off(content)


def assert_nothing_is_cut_off(content):
    """No word begins or ends outside the text's width."""
    pages = list(boxes_of(content))
    assert sum(len(words) for _, words in pages) > 20
    for width, words in pages:
        assert [text for text, left, _, right, _ in words if left < 50 or right > width - 40] == []


def test_a_paper_loads_nothing_but_our_own_files():
    layout = lay_out(samples.submission())
    reaching = rendering.html(layout).replace("qr.svg", "elsewhere.svg")

    with pytest.raises(rendering.Unprintable, match="elsewhere"):
        rendering.renderer().printed(reaching, layout.format, {})


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1/", "data:text/plain,x", "qr.svg/../x"]
)
def test_every_other_address_is_refused(address):
    html = f'<html lang="vi"><title>x</title><img alt="x" src="{address}"/></html>'

    with pytest.raises(rendering.Unprintable):
        rendering.renderer().printed(html, Format(), {"qr.svg": b"<svg/>"})


PRINT = """
import hashlib, sys
import django
django.setup()
from documents import office, rendering
from tests.documents import samples
for paper in (samples.pledge(13), samples.nominees(30)):
    sys.stdout.write(hashlib.sha256(rendering.pdf(paper)).hexdigest())
    sys.stdout.write(hashlib.sha256(office.docx(paper)).hexdigest())
"""


def test_the_same_record_gives_the_same_bytes_in_every_process():
    def digests(seed, zone):
        surroundings = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        return subprocess.run(
            [sys.executable, "-c", PRINT], env=surroundings, capture_output=True, check=True, text=True
        ).stdout

    first = digests("1", "UTC")

    assert len(first) == 4 * 64
    assert digests("4711", "America/Lima") == first


def test_no_stream_ends_with_what_may_be_taken_for_the_end_of_a_line():
    years = [
        rendering.pdf(samples.submission(abstract=f"Về việc khen thưởng số {place}")) for place in range(40)
    ]

    assert [content for content in years if b"\r\nendstream" in content or b"\n\nendstream" in content] == []
    assert all(validator.validate_pdf_bytes(content, profile="3a").is_compliant for content in years)


def test_every_element_of_a_paper_has_its_line_in_the_sheet_of_elements():
    """An element without one would lie in the text as if it were a word of it."""
    sheet = Path(finders.find(rendering.ELEMENTS_SHEET)).read_text(encoding="utf-8")
    known = set(re.findall(r"\b[a-z][a-z0-9]*\b", " ".join(re.findall(r"^([^@{/ ][^{]*)\{", sheet, re.M))))
    paper = [TEMPLATES / "paper.html", TEMPLATES / "stamp.html", *(TEMPLATES / "paper").glob("*.html")]
    used = {name for path in paper for name in ELEMENTS.findall(path.read_text(encoding="utf-8"))}

    assert used - {"span"} <= known


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_look_as_under_the_sheet_that_weasyprint_brings(paper, monkeypatch):
    layout = lay_out(PAPERS[paper]())
    ours = rendering.printed_of(layout)
    monkeypatch.setattr(rendering.Page, "_ua_stylesheets", weasyprint.HTML._ua_stylesheets)

    assert rendering.printed_of(layout) == ours


def test_tags_lead_from_a_cell_straight_to_its_text():
    """Each text on the page is told to belong to the cell itself."""
    with pikepdf.open(io.BytesIO(rendering.pdf(samples.nominees(3)))) as pdf:
        elements = list(elements_of(pdf.Root.StructTreeRoot.K))
        kids = [kid for cell in elements if cell.S == "/TD" for kid in cell.K]

    assert len(kids) > 12
    assert all(isinstance(kid, int) for kid in kids)
    assert {str(element.S) for element in elements}.isdisjoint({"/Span", "/NonStruct"})


def elements_of(kids):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements_of(kid.get("/K", pikepdf.Array()))
