import pytest

from blocs.rules.likeness import MOST_SHOWN, Known, Why, alike
from emulation.text import folded


def known(*names, key=1, code="x"):
    """The first is its name of today."""
    return Known(key, code, names[0], tuple(folded(name) for name in names))


@pytest.mark.parametrize(
    ("typed", "names", "why"),
    [
        ("Sở Nội vụ", ["Sở Nội vụ"], Why.THIS_NAME),
        ("  sở nội  vụ ", ["Sở Nội vụ"], Why.THIS_NAME),
        ("So Noi vu", ["Sở Nội vụ"], Why.CALLED_SO),
        ("so tttt", ["Sở Thông tin và Truyền thông", "Sở TT-TT"], Why.CALLED_SO),
        ("UBND phường Hạ Long", ["Ủy ban nhân dân phường Hạ Long"], Why.SAME_WORDS),
        ("Sở Thông tin Truyền thông", ["Sở Thông tin và Truyền thông"], Why.SAME_WORDS),
        ("Thủy lợi và Đê điều Chi cục", ["Chi cục Đê điều và Thủy lợi"], Why.SAME_WORDS),
        ("Sở Nội vụ tỉnh Quảng Ninh", ["Sở Nội vụ"], Why.PART),
        ("Hội Nông dân", ["Hội Nông dân tỉnh Quảng Ninh"], Why.PART),
        ("Hội Nong zân tỉnh Quảng Ninh", ["Hội Nông dân tỉnh Quảng Ninh"], Why.SLIP),
        ("Sở Tài chnih", ["Sở Tài chính"], Why.SLIP),
    ],
)
def test_a_name_that_may_mean_an_organisation_finds_it(typed, names, why):
    assert [row.why for row in alike(typed, [known(*names)])] == [why]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sở Tài chính", "Sở Nội vụ"),
        ("Hội Nông dân tỉnh Quảng Ninh", "Hội Cựu chiến binh tỉnh Quảng Ninh"),
        ("Trường THPT số 1 Móng Cái", "Trường THPT số 2 Móng Cái"),
        ("Phường Hà Lầm", "Phường Hà Long"),
        ("Xã Tân Lập", "Xã Tân Lộc"),
        ("Hội", "Hội Nông dân"),
        ("SNV", "SGT"),
        ("", "Sở Nội vụ"),
        ("…", "Sở Nội vụ"),
    ],
)
def test_another_name_finds_nothing(typed, name):
    assert alike(typed, [known(name)]) == []


def test_the_likeliest_come_first_and_no_more_than_a_handful():
    others = [known(f"Sở Nội vụ tỉnh Thứ {number}", key=number) for number in range(9)]

    found = alike("Sở Nội vụ", [*others, known("Sở Nội vụ", key=99)])

    assert found[0].known.key == 99
    assert len(found) == MOST_SHOWN
