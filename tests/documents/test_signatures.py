import re
from itertools import pairwise

import pytest

from documents import rendering
from documents.content import Paragraph, Parties, Party
from documents.layout import lay_out
from tests.documents import samples
from tests.documents.reading import boxes_of, lines_of, text_of

CAPTION = "ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC THI ĐUA NĂM 2024"


def rows(how_many, **changes):
    block = lay_out(samples.pledge(how_many, **changes)).signatures
    return [len(row.places) for row in block.rows]


@pytest.mark.parametrize(
    ("how_many", "expected"),
    [
        (1, [1]),
        (2, [1, 1]),
        (6, [1, 2, 2, 1]),
        (12, [1, 2, 2, 2, 2, 2, 1]),
        (13, [1, 3, 3, 3, 3]),
        (20, [1, 3, 3, 3, 3, 3, 3, 1]),
        (30, [1] + [3] * 9 + [2]),
        (40, [1] + [3] * 13),
    ],
)
def test_the_leader_stands_alone_and_the_others_in_even_rows(how_many, expected):
    assert rows(how_many) == expected


def test_without_a_leader_all_stand_in_rows():
    signatures = Parties(samples.parties(4, leader=False))

    assert rows(4, signatures=signatures) == [2, 2]


def test_the_leader_comes_first_wherever_it_was_named():
    members = samples.parties(3)
    block = lay_out(samples.pledge(signatures=Parties((*members[1:], members[0])))).signatures

    assert block.rows[0].places[0].role == "KHỐI TRƯỞNG"


def test_witnesses_stand_below_under_their_own_heading():
    witness = Party(("GIÁM ĐỐC",), "Hoàng Văn Tĩnh", "Sở Nội vụ")
    signatures = Parties(samples.parties(3), witnesses=(witness,), witness_caption="CHỨNG KIẾN")

    block = lay_out(samples.pledge(signatures=signatures)).signatures

    assert [len(row.places) for row in block.rows] == [1, 2, 1]
    assert block.rows[-1].caption == "CHỨNG KIẾN"


def test_every_place_keeps_as_many_lines_free_as_its_neighbours_take():
    block = lay_out(samples.pledge(13)).signatures

    assert {(row.heights.head, row.heights.position) for row in block.rows[1:]} == {(3, 3)}


@pytest.mark.parametrize("how_many", [1, 2, 6, 13, 20, 30, 40])
def test_all_names_are_on_the_paper_in_order(how_many):
    document = samples.pledge(how_many, annexes=())

    words = " ".join(" ".join(text_of(rendering.pdf(document), "-raw")).split())

    place = words.index(CAPTION)
    for party in document.signatures.parties:
        place = words.index(party.organisation.upper(), place)
        place = words.index(party.name, place)


@pytest.mark.parametrize("how_many", [2, 6, 13, 20, 30])
@pytest.mark.parametrize("filler", range(0, 36, 7))
def test_no_signature_stands_on_a_page_without_words(how_many, filler):
    lines = tuple(Paragraph(f"Dòng {place}.") for place in range(filler))
    document = samples.pledge(how_many, annexes=(), blocks=(*lines, samples.closing()), code="")

    pages = [" ".join(page.split()) for page in text_of(rendering.pdf(document))]

    signed = [page for page in pages if CAPTION in page]
    assert "Giao ước này được lập thành" in signed[0]
    assert "ngày 31 tháng 12 năm 2024./." in signed[0]
    assert all(names_on(page, how_many) >= 1 for page in signed)
    assert how_many < 3 or names_on(signed[-1], how_many) >= 2
    assert sum(names_on(page, how_many) for page in signed) == how_many
    assert pages[-1] == signed[-1]


def names_on(page, how_many):
    after = page[page.index(CAPTION) + len(CAPTION) :]
    return sum(after.count(name) for name in {party.name for party in samples.parties(how_many)})


def test_a_single_line_of_text_brings_the_one_before_it_to_the_signature():
    for filler in range(28, 36):
        lines = tuple(Paragraph(f"Dòng {place}.") for place in range(filler))
        document = samples.submission(blocks=(*lines, Paragraph("Trân trọng.")))

        last = text_of(rendering.pdf(document), "-layout")[-1]

        assert f"Dòng {filler - 1}." in last
        assert "Trân trọng./." in last


def test_a_list_brings_a_row_to_its_signature():
    for how_many in range(7, 16):
        last = lines_of(text_of(rendering.pdf(samples.nominees(how_many, code="")), "-layout")[-1])

        assert any(line.startswith(f"{how_many} ") for line in last)
        assert any("Hoàng Văn Tĩnh" in line for line in last)


def test_rows_of_signatures_are_even():
    names = {party.name.split()[-1] for party in samples.parties(30)}
    pitches = []
    for _, words in boxes_of(rendering.pdf(samples.pledge(30, annexes=()))):
        tops = sorted({round(top) for text, _, top, _, _ in words if text in names})
        pitches += [below - above for above, below in pairwise(tops)]

    assert len(pitches) >= 6
    assert max(pitches[1:]) - min(pitches[1:]) <= 2  # the first is from the leader's row to the others'


def test_the_room_of_each_signature_has_a_name_in_the_page():
    html = rendering.html(lay_out(samples.pledge(6)))

    assert re.findall(r'id="slot-(\w+)"', html) == ["DV01", "DV02", "DV03", "DV04", "DV05", "DV06"]
