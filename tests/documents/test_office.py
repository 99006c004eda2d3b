import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from documents import office, rendering
from documents.content import Format, Party, Signers
from documents.layout import lay_out
from tests.documents import samples
from tests.documents.reading import texts_of_word

PAPERS = {
    "pledge of 6": lambda: samples.pledge(6),
    "pledge of 20": lambda: samples.pledge(20),
    "draft": lambda: samples.pledge(6).as_draft(),
    "list across": lambda: samples.nominees(40),
    "submission": samples.submission,
    "minutes": samples.minutes,
}


@pytest.fixture(scope="module", params=PAPERS)
def document(request):
    return PAPERS[request.param]()


@pytest.fixture(scope="module")
def pledge():
    return docx.Document(io.BytesIO(office.docx(samples.pledge(6))))


def words_of_page(document):
    """The text of the page that the PDF is printed from, without its tags."""
    body = rendering.html(lay_out(document)).partition("<body")[2].partition(">")[2]
    plain = re.sub(r"<[^>]+>", " ", re.sub(r"</?span[^>]*>", "", body))
    return plain.replace("&amp;", "&").split()


def test_word_and_pdf_say_the_same_in_the_same_order(document):
    assert texts_of_word(office.docx(document)).split() == words_of_page(document)


def test_the_text_stands_in_word_s_own_styles(pledge):
    styles = {paragraph.style.name for paragraph in pledge.paragraphs if paragraph.text.strip()}

    assert {"Title", "Subtitle", "Body Text", "Heading 1"} <= styles
    assert "Normal" not in styles
    assert {pledge.styles[name].font.name for name in styles} <= {"Times New Roman", None}  # None: as Normal
    assert pledge.styles["Normal"].font.name == "Times New Roman"


def test_heads_of_tables_repeat_and_rows_stay_whole(pledge):
    targets = next(table for table in pledge.tables if table.cell(0, 0).text == "TT")

    assert targets.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in targets.rows)
    assert [cell.text for cell in targets.rows[3].cells][3] == "12.500,5"


def test_pages_are_numbered_by_a_field_from_the_second_on(pledge):
    for section in pledge.sections:
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        assert section.different_first_page_header_footer


def test_an_annex_is_a_section_that_counts_anew():
    word = docx.Document(
        io.BytesIO(office.docx(samples.pledge(annexes=(samples.long_annex("A", "landscape"),))))
    )

    body, annex = word.sections
    assert (body.page_width < body.page_height, annex.page_width > annex.page_height) == (True, True)
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_sheet_is_that_of_the_format(pledge):
    section = pledge.sections[0]

    margins = [round(side.mm) for side in (section.top_margin, section.right_margin, section.left_margin)]
    assert margins == [20, 15, 30]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_properties_tell_title_author_language_and_days(pledge):
    told = pledge.core_properties

    assert told.title == samples.pledge().title
    assert told.author == samples.pledge().head.issuer
    assert (told.subject, told.language) == ("Giao ước thi đua", "vi")
    assert (told.created, told.modified) == (samples.MOMENT, samples.MOMENT)


def test_invented_data_are_told_in_the_foot_of_every_page(pledge):
    for section in pledge.sections:
        assert "Dữ liệu minh họa" in section.footer.paragraphs[0].text
        assert "Dữ liệu minh họa" in section.first_page_footer.paragraphs[0].text


def test_the_code_is_described_for_those_who_do_not_see_it(pledge):
    assert 'descr="Mã QR để kiểm tra văn bản, mã xác thực 23456-789AS"' in pledge.element.xml


@pytest.mark.parametrize("how_many", [1, 2, 12, 13, 30, 40])
def test_all_signatures_are_there(how_many):
    document = samples.pledge(how_many, annexes=())

    assert texts_of_word(office.docx(document)).split() == words_of_page(document)


def test_text_of_people_is_written_as_they_wrote_it():
    rude = '<script>alert(1)</script> & <w:p/> "x" \x07 \uf0b7 ☑'
    document = samples.submission(blocks=samples.every_block(rude), abstract=rude, title=rude)

    text = texts_of_word(office.docx(document))

    assert text.count('<script>alert(1)</script> & <w:p/> "x" • ■') >= 7


def test_an_authority_may_be_bold_above_a_position_that_is_not():
    format = Format(authority_mark="/", position_bold=False)
    signer = Party(position_lines=("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), name="Nguyễn Văn Mẫu")
    paper = docx.Document(
        io.BytesIO(office.docx(samples.submission(format=format, signatures=Signers((signer,)))))
    )
    runs = [
        run
        for table in paper.tables
        for cell in dict.fromkeys(cell for row in table.rows for cell in row.cells)
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]

    assert {run.text.strip(): run.bold for run in runs if run.text.strip() in signer.position_lines} == {
        "T/M BAN THƯỜNG VỤ": True,
        "BÍ THƯ": False,
    }
