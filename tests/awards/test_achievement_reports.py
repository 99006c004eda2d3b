"""The achievement report of each kind of nominee: its tables come from the records."""

import pytest

from awards.models import Decision
from awards.selectors import achievements, nominee_lines
from awards.services import binding, honours, nominations
from blocs.models import Report
from documents.content import Heading, Table
from tests import factories
from tests.awards import nominees
from tests.awards.general_rule_rows import honoured
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
FIGURES = {"share_ldtt": 90, "share_completed": 100, "share_excellent": 18, "count_cstd_cs": 3}


@pytest.fixture
def told(season, members, head, standing):
    """The report of a nominee of this kind, with two years on record."""

    def made(kind, name="", **fields):
        member = members[2]
        recipient = (
            honours.of_organisation(member)
            if kind == "organisation"
            else honours.create(member, kind=kind, name=name, by=standing, at=NOON, **fields)
        )
        for year in (YEAR - 2, YEAR - 1, YEAR):
            figures = FIGURES if recipient.kind in ("organisation", "sub_collective") else {}
            honours.rate(
                recipient, year=year, rating="excellent", source=f"TB {year}", by=standing, at=NOON, **figures
            )
        honoured(recipient, nominees.award("GK"), YEAR - 1)
        honoured(recipient, nominees.award("LDTT"), YEAR - 2)
        nomination = nominations.start(
            recipient, award=nominees.award("BK_TINH"), by=head, at=NOON, year=YEAR
        )
        return recipient, lambda: binding.achievement_report(nomination, on=NOON.date())

    return made


def tables(document):
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


@pytest.mark.parametrize(
    ("kind", "name", "sections", "signers"),
    [
        ("organisation", "", 5, ["XÁC NHẬN CỦA", "CHỦ TỊCH"]),
        ("sub_collective", "Ban Kinh tế", 5, ["XÁC NHẬN CỦA ĐƠN VỊ", "ĐẠI DIỆN TẬP THỂ"]),
        ("person", "Trần Văn Mẫu", 4, ["XÁC NHẬN CỦA ĐƠN VỊ", "NGƯỜI BÁO CÁO"]),
        ("household", "ông Trần Văn Mẫu", 4, ["XÁC NHẬN CỦA ĐƠN VỊ", "NGƯỜI BÁO CÁO"]),
    ],
)
def test_each_kind_of_nominee_prints_its_ratings_and_honours(told, kind, name, sections, signers):
    _recipient, report = told(kind, name)

    document = report()

    found = tables(document)
    assert [row[0] for row in found["1. Xếp loại hằng năm"].rows] == [str(YEAR - 1), str(YEAR)]
    assert [row[:2] for row in found["3. Hình thức khen thưởng"].rows] == [(str(YEAR - 1), "Giấy khen")]
    assert [row[0] for row in found["2. Danh hiệu thi đua"].rows] == [str(YEAR - 2)]
    assert sum(isinstance(block, Heading) for block in document.blocks) == sections
    assert document.signatures.signers[0].position_lines[0] == signers[0]
    assert signers[1] in document.signatures.signers[-1].position_lines


@pytest.mark.parametrize(("kind", "name"), [("organisation", ""), ("sub_collective", "Ban Kinh tế")])
def test_collectives_print_their_yearly_figures(told, kind, name):
    _recipient, report = told(kind, name)

    rows = tables(report())["Số liệu về tập thể hằng năm"].rows

    assert rows[-1] == (str(YEAR), "90", "100", "18", "3", "–")


def test_a_person_prints_the_initiatives_with_their_decisions(told, standing):
    person, report = told("person", "Trần Văn Mẫu")
    for year in (YEAR, YEAR - 2):  # the certificate looks at two years
        honours.recognise(
            person, year=year, scope="province", name="Số hóa hồ sơ", decision="15/QĐ", by=standing, at=NOON
        )

    document = report()

    [row] = tables(document)["Sáng kiến, đề tài nghiên cứu được công nhận"].rows
    assert row == (str(YEAR), "Số hóa hồ sơ", "Cấp tỉnh", "15/QĐ")
    assert "Số liệu về tập thể hằng năm" not in tables(document)


@pytest.mark.parametrize("year", [YEAR, YEAR + 1])
def test_neither_what_came_of_it_nor_what_came_later_is_told_when_it_prints_again(
    season, members, head, standing, year
):
    nomination = nominees.nominated(members[2], season=season, by=head)
    honour = honoured(nomination.recipient, nominees.award("BK_TINH"), year)
    before = honoured(nomination.recipient, nominees.award("GK"), YEAR - 1)
    if year == YEAR:
        decision = Decision.objects.create(
            province=season.bloc.province, number="9/QĐ", decided_on=NOON.date()
        )
        decision.lines.create(nomination=nomination, order=1, name="Hội", praise="Tốt", honour=honour)

    assert achievements.told(nomination).honours == (before,)
    [line] = nominee_lines.lines([nomination], None)
    assert line.honours == (before,)


def test_results_stand_beside_those_of_the_year_before_where_the_words_are_alike(season, members, head):
    bloc = season.bloc
    earlier = factories.season(bloc, members, year=YEAR - 1)
    for each, value in ((earlier, 3), (season, 5)):
        pledge = each.pledges.create()
        target = pledge.targets.create(text="Nhà đại đoàn kết ", unit="nhà", comparison="at_least", value=4)
        report = Report.objects.create(
            season=each,
            organisation=members[2],
            kind=Report.Kind.ANNUAL,
            status=Report.Status.ACCEPTED,
            submitted_at=NOON,
        )
        report.results.create(target=target, value=value)
    nomination = nominees.nominated(members[2], season=season, by=head)

    [row] = achievements.told(nomination).results

    assert (row.target.strip(), row.before, row.reached) == ("Nhà đại đoàn kết", "3", "5")
    found = tables(binding.achievement_report(nomination, on=NOON.date()))
    assert found["Kết quả thực hiện chỉ tiêu đã đăng ký trong năm, so với năm trước"].rows[0][2] == "3"
