import pytest

from awards import catalogue
from awards.models import Award, AwardRule, ProposedAward
from blocs.services import imports
from tests import factories
from tests.blocs.season_files import a_file, as_bytes

pytestmark = pytest.mark.django_db
PROPOSAL = {"bloc": "khoi-1", "year": 2024, "award": "CO_TINH", "nominees": ["td", "Bà Nguyễn Thị Hằng"]}


def load(*proposals):
    return imports.load(as_bytes(a_file(proposals=list(proposals))), by=None, at=factories.NOON)


def told(outcome):
    return [str(problem) for problem in outcome.problems]


def nominees():
    return [str(nominee) for nominee in ProposedAward.objects.get().nominees.all()]


def test_nominees_are_organisations_where_one_is_meant_and_words_otherwise():
    assert (
        told(load(PROPOSAL | {"nominees": ["td", "hoi nong dan tinh thu nghiem", "Bà Nguyễn Thị Hằng"]}))
        == []
    )

    assert nominees() == ["Tỉnh Đoàn Thử Nghiệm", "Hội Nông dân tỉnh Thử Nghiệm", "Bà Nguyễn Thị Hằng"]
    rows = ProposedAward.objects.get().nominees.all()
    assert [row.organisation.code if row.organisation else row.text for row in rows] == [
        "td",
        "hnd",
        "Bà Nguyễn Thị Hằng",
    ]


def test_the_same_proposals_twice_change_nothing():
    load(PROPOSAL)

    assert not load(PROPOSAL).changes_anything
    assert not load(PROPOSAL | {"nominees": []}).changes_anything


def test_other_nominees_replace_those_stored():
    load(PROPOSAL)

    assert load(PROPOSAL | {"nominees": ["pn"]}).saved
    assert nominees() == ["Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm"]


def test_a_code_that_nobody_bears_is_kept_as_a_name_with_a_warning():
    outcome = load(PROPOSAL | {"nominees": ["tdd"]})

    assert [str(warning) for warning in outcome.warnings] == [
        "proposals[0].nominees[0]: Không có đơn vị nào mang mã “tdd”; nội dung này được giữ như một tên gọi."
    ]
    assert nominees() == ["tdd"]


@pytest.mark.parametrize(
    ("proposal", "expected"),
    [
        (
            PROPOSAL | {"award": "CO_TINHH"},
            "proposals[0].award: Không có mã khen thưởng “CO_TINHH”; các mã hiện có: LDTT",
        ),
        (PROPOSAL | {"year": 2023}, "proposals[0].year: Khối “khoi-1” không có năm 2023; hiện có: 2024."),
        (PROPOSAL | {"bloc": "khoi-9"}, "proposals[0].bloc: Không có năm thi đua nào của khối “khoi-9”."),
        (PROPOSAL | {"nominees": "td"}, "proposals[0].nominees: Chỗ này cần một danh sách, không phải “td”."),
    ],
)
def test_a_wrong_proposal_is_told_at_its_path(proposal, expected):
    (problem,) = told(load(proposal))

    assert problem.startswith(expected)
    assert not ProposedAward.objects.exists()


def test_an_award_is_proposed_once_per_season():
    assert told(load(PROPOSAL, PROPOSAL)) == [
        "proposals[1].award: Đề nghị này của năm thi đua đã có ở proposals[0].award."
    ]


def test_the_catalogue_is_there_and_loading_it_again_adds_nothing():
    assert Award.objects.get(code="BK_TTG").name == "Bằng khen của Thủ tướng Chính phủ"
    assert Award.objects.count() == 22
    assert catalogue.load(Award) == 0


def test_a_name_that_was_edited_is_left_alone():
    Award.objects.filter(code="GK").update(name="Giấy khen của Giám đốc")
    AwardRule.objects.filter(award__code="KNC_TINH").delete()
    Award.objects.filter(code="KNC_TINH").delete()

    assert catalogue.load(Award) == 1
    assert Award.objects.get(code="GK").name == "Giấy khen của Giám đốc"
