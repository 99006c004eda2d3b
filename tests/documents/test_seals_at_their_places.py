"""Where the signatures of a pledge come to stand, measured in the file and in its picture."""

import io
from itertools import combinations

import pikepdf
import pytest
from PIL import ImageChops, ImageDraw

from documents import rendering
from documents.signing import appending, freezing, stamping
from tests.documents import samples
from tests.documents import signing_attacks as attacks
from tests.documents.other_programs import pictures
from tests.documents.reading import boxes_of

WHEN = "Ký số: 23/11/2026 20:42:38 +07:00"
DOTS = 72  # to the inch, so that a dot of the picture is a point of the page
HOW_MANY = (2, 6, 13, 20, 30)


@pytest.fixture(scope="module")
def hand():
    return attacks.material_without_database(pledge=False)[0]


@pytest.fixture(scope="module", params=HOW_MANY)
def pledge(request, hand):
    """The parties, and the file before the first and after the last of them has signed."""
    document = samples.pledge(request.param)
    printed = rendering.printed(document)
    before = freezing.freeze(
        printed,
        [freezing.Field(slot, f"Chữ ký {slot}") for slot in printed.slots],
        seal=hand.signer,
        clock=hand.clock,
        reason="Chốt",
    )
    parties, after = document.signatures.parties, before
    for party in parties:
        look = stamping.Look(party.name, (WHEN,), attacks.picture())
        after = appending.sign(
            after,
            party.slot,
            signer=hand.signer,
            clock=hand.clock,
            reason="Đồng ý",
            stamp=stamping.style(look, size_of(before, party.slot)),
        )
    return parties, before, after


def places(content):
    """For each field that is seen: its page, and left, top, right, bottom in points from the top."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = {}
        for number, page in enumerate(pdf.pages):
            height = float(page.MediaBox[3])
            for field in page.get("/Annots", []):
                left, lower, right, upper = map(float, field.Rect) if field.get("/FT") == "/Sig" else [0] * 4
                if right > left and upper > lower:
                    found[str(field.T)] = (number, (left, height - upper, right, height - lower))
        return found


def size_of(content, slot):
    _page, (left, top, right, bottom) = places(content)[slot]
    return right - left, bottom - top


def words_of_pages(content):
    return [words for _width, words in boxes_of(content)]


def overlap(one, other):
    """By how much, across and down; nothing when they only touch."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return (across, down) if across > 0.5 and down > 0.5 else None


def test_every_party_has_a_place_and_no_two_of_them_overlap(pledge):
    parties, before, _after = pledge
    found = places(before)

    assert sorted(found) == sorted(party.slot for party in parties)
    shared = [
        (one, other)
        for (one, (page, here)), (other, (page_of_other, there)) in combinations(found.items(), 2)
        if page == page_of_other and overlap(here, there)
    ]
    assert shared == []


def test_no_words_of_the_paper_stand_where_a_signature_comes(pledge):
    _parties, before, _after = pledge
    pages = words_of_pages(before)

    under = [
        (slot, text)
        for slot, (page, place) in places(before).items()
        for text, *box in pages[page]
        if overlap(place, box)
    ]
    assert under == []


def test_each_signature_says_who_and_when_in_its_own_place(pledge):
    parties, before, after = pledge
    pages, found = words_of_pages(after), places(before)

    for party in parties:
        page, place = found[party.slot]
        inside = [text for text, *box in pages[page] if overlap(place, box)]
        assert " ".join(inside) == f"{party.name} {WHEN}"


def test_each_signature_stands_above_the_name_of_its_party(pledge):
    parties, before, _after = pledge
    pages, found = words_of_pages(before), places(before)

    for party in parties:
        page, (left, _top, right, bottom) = found[party.slot]
        below = (left, bottom, right, bottom + 24)
        name = [(text, box) for text, *box in pages[page] if overlap(below, box)]
        assert " ".join(text for text, _box in name) == party.name
        middle = (min(box[0] for _text, box in name) + max(box[2] for _text, box in name)) / 2
        assert abs(middle - (left + right) / 2) < 3


def test_signing_paints_each_place_and_not_a_dot_beside(pledge):
    _parties, before, after = pledge
    painted = [
        ImageChops.difference(old, new).convert("L")
        for old, new in zip(pictures(before, dots=DOTS), pictures(after, dots=DOTS), strict=True)
    ]

    for page, place in places(before).values():
        corners = tuple(round(side) for side in place)
        assert painted[page].crop(corners).getbbox() is not None
        ImageDraw.Draw(painted[page]).rectangle(corners, fill=0)
    assert [page.getbbox() for page in painted] == [None] * len(painted)
