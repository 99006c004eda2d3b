"""What the papers of a season say; how they are printed is tested with the documents app."""

from datetime import date
from decimal import Decimal

import pytest

from blocs import documents
from blocs.models import Leadership, OrganisationName, PledgeItem, PledgeTarget, Registration
from blocs.services import handovers
from documents.content import Annex, Band, Bases, Heading, Items, Paragraph, Table, Wide
from documents.grids import grid
from tests import factories

DAY = date(factories.YEAR, 3, 2)


@pytest.fixture
def pledge(season):
    made = season.pledges.create(opening="Căn cứ Luật Thi đua, khen thưởng;\nCác đơn vị thống nhất:")
    PledgeItem.objects.create(pledge=made, section="content", text="Thực hiện tốt nhiệm vụ.", order=1)
    PledgeItem.objects.create(pledge=made, section="measures", text="Sơ kết, tổng kết.", order=2)
    return made


def headings(document):
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_a_pledge_has_its_sections_in_the_order_of_the_law(season, pledge):
    PledgeTarget.objects.create(pledge=pledge, text="Hoàn thành nhiệm vụ", value=Decimal(95))

    assert headings(documents.pledge(season, on=DAY)) == [
        "I. NỘI DUNG THI ĐUA",
        "II. CHỈ TIÊU THI ĐUA",
        "III. BIỆN PHÁP TỔ CHỨC THỰC HIỆN",
        "IV. ĐIỀU KHOẢN THỰC HIỆN",
    ]


def test_a_section_without_items_takes_no_number(season, pledge):
    pledge.items.filter(section="content").update(removed_in=1)

    assert headings(documents.pledge(season, on=DAY)) == [
        "I. BIỆN PHÁP TỔ CHỨC THỰC HIỆN",
        "II. ĐIỀU KHOẢN THỰC HIỆN",
    ]


def test_lines_of_the_opening_that_end_with_a_semicolon_are_bases(season, pledge):
    blocks = documents.pledge(season, on=DAY).blocks

    assert blocks[0] == Bases(("Căn cứ Luật Thi đua, khen thưởng;",), ending=";")
    assert blocks[1] == Paragraph("Các đơn vị thống nhất:")


@pytest.mark.parametrize(
    ("comparison", "value", "printed"),
    [
        ("at_least", "1250.50", "≥ 1.250,5"),
        ("at_most", "5", "≤ 5"),
        ("exactly", "100", "100"),
        ("", "7", "7"),
        ("at_least", None, ""),
    ],
)
def test_a_target_prints_its_figure_as_vietnam_writes_it(comparison, value, printed):
    target = PledgeTarget(comparison=comparison, value=value and Decimal(value))

    assert target.promise == printed


def test_a_target_names_its_owner_or_all(season, pledge, members):
    PledgeTarget.objects.create(pledge=pledge, text="Chung", order=1)
    PledgeTarget.objects.create(pledge=pledge, text="Riêng", order=2, owner=members[1])

    table = next(block for block in documents.pledge(season, on=DAY).blocks if isinstance(block, Table))

    assert [row[3] for row in table.rows] == ["Các đơn vị", "Hội Nông dân"]


def test_every_member_signs_the_leader_first(season, pledge, members):
    factories.mandate(members[0], "head", title="Bí thư", signing_form="TM", on_behalf_of="Ban Thường vụ")

    parties = documents.pledge(season, on=DAY).signatures.parties

    assert [party.organisation for party in parties] == [member.current_name for member in members]
    assert [party.leader for party in parties] == [True, False, False]
    assert parties[0].position_lines == ("TM. BAN THƯỜNG VỤ", "BÍ THƯ")
    assert parties[0].role == "KHỐI TRƯỞNG"
    assert parties[1].role == "KHỐI PHÓ"


def test_a_member_without_a_head_keeps_room_to_sign(season, pledge):
    party = documents.pledge(season, on=DAY).signatures.parties[2]

    assert (party.position_lines, party.name) == (("THỦ TRƯỞNG ĐƠN VỊ",), "")


def test_a_deputy_who_signs_for_the_head_says_so(season, pledge, members):
    factories.mandate(members[2], "head", title="Phó Chủ tịch", signing_form="KT", on_behalf_of="Chủ tịch")

    assert documents.pledge(season, on=DAY).signatures.parties[2].position_lines == (
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )


def test_the_head_goes_before_a_deputy(season, pledge, members):
    factories.mandate(members[2], "head", title="Phó Chủ tịch", signing_form="KT", on_behalf_of="Chủ tịch")
    factories.mandate(members[2], "head", title="Chủ tịch")

    assert documents.pledge(season, on=DAY).signatures.parties[2].position_lines == ("CHỦ TỊCH",)


def test_a_head_whose_mandate_ended_the_day_before_does_not_sign(season, pledge, members):
    factories.mandate(members[2], "head", ends=date(factories.YEAR, 3, 1))

    assert documents.pledge(season, on=DAY).signatures.parties[2].name == ""


def test_a_member_that_left_does_not_sign_and_a_late_one_is_marked(season, pledge, members):
    season.memberships.filter(organisation=members[1]).update(left_on=date(factories.YEAR, 3, 1))
    season.memberships.filter(organisation=members[2]).update(joined_on=date(factories.YEAR, 2, 1))

    parties = documents.pledge(season, on=DAY).signatures.parties

    assert [(party.organisation, party.note) for party in parties] == [
        (members[0].current_name, ""),
        (members[2].current_name, f"Tham gia từ 01/02/{factories.YEAR}"),
    ]


def test_papers_print_the_names_of_their_day(season, pledge, members):
    members[1].names.update(valid_to=date(factories.YEAR, 2, 28))
    OrganisationName.objects.create(
        organisation=members[1], name="Hội Nông dân mới", valid_from=date(factories.YEAR, 3, 1)
    )

    before, after = (documents.pledge(season, on=date(factories.YEAR, *day)) for day in ((2, 28), (3, 1)))

    assert before.signatures.parties[1].organisation == "Hội Nông dân tỉnh Thử Nghiệm"
    assert after.signatures.parties[1].organisation == "Hội Nông dân mới"


def test_who_leads_on_the_day_issues_the_paper(season, pledge, members):
    season.leaderships.create(
        organisation=members[2],
        role=Leadership.Role.ACTING,
        starts=date(factories.YEAR, 3, 2),
        reason="Khuyết",
    )

    assert documents.pledge(season, on=date(factories.YEAR, 3, 1)).head.parent == members[0].current_name
    assert documents.pledge(season, on=DAY).head.parent == members[2].current_name


def test_the_number_of_copies_counts_members_leader_and_standing_agency(season, pledge):
    terms = [block for block in documents.pledge(season, on=DAY).blocks if isinstance(block, Items)][-1]

    assert "05 bản" in terms.items[1]
    assert f"hết ngày 31 tháng 12 năm {factories.YEAR}" in terms.items[0]


def test_registrations_stand_in_an_annex(season, pledge, members):
    registration = Registration.objects.create(
        pledge=pledge, organisation=members[2], titles="Cờ thi đua\nBằng khen", updated_at=factories.NOON
    )
    registration.targets.create(text="Gia đình “5 không, 3 sạch”", unit="%", value=Decimal("85.5"))

    (annex,) = documents.pledge(season, on=DAY).annexes

    assert isinstance(annex, Annex)
    assert annex.blocks[0].rows[0].text == members[2].current_name
    assert annex.blocks[0].rows[1:] == (
        ("Gia đình “5 không, 3 sạch”", "%", "85,5"),
        Wide("Danh hiệu thi đua, hình thức khen thưởng: Cờ thi đua; Bằng khen"),
    )


def test_registrations_stand_in_the_order_in_which_members_sign_and_are_numbered_anew(
    season, pledge, members
):
    for member in reversed(members):
        Registration.objects.create(
            pledge=pledge, organisation=member, titles="Cờ", updated_at=factories.NOON
        )

    (annex,) = documents.pledge(season, on=DAY).annexes

    bands = [row.text for row in annex.blocks[0].rows if isinstance(row, Band)]
    assert bands == [member.current_name for member in members]
    assert [row.cells[0].text for row in grid(annex.blocks[0], 165).rows if not row.kind] == ["1", "1", "1"]


def test_a_season_without_a_pledge_prints_its_frame(season, members):
    document = documents.pledge(season, on=DAY)

    assert headings(document) == ["I. ĐIỀU KHOẢN THỰC HIỆN"]
    assert len(document.signatures.parties) == len(members)


def test_members_of_one_kind_use_the_leaders_format(season, members):
    for member in members:
        member.format_profile_id = "youth_union"
        member.save()

    assert documents.list_of_members(season, on=DAY).format.heading == ("ĐOÀN TNCS HỒ CHÍ MINH",)


def test_unlike_members_meet_under_the_national_heading(season, members):
    members[0].format_profile_id = "youth_union"
    members[0].save()

    assert documents.list_of_members(season, on=DAY).format.heading[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_the_list_keeps_those_who_left_and_counts_those_who_are_there(season, members):
    season.memberships.filter(organisation=members[1]).update(left_on=date(factories.YEAR, 3, 1))

    table = next(
        block for block in documents.list_of_members(season, on=DAY).blocks if isinstance(block, Table)
    )

    assert [row[0] for row in table.rows] == [member.current_name for member in members]
    assert table.rows[1][6] == f"Thôi tham gia từ 01/03/{factories.YEAR}"
    assert table.totals[0][0] == "Tổng số: 2 đơn vị"


def test_papers_of_an_invented_bloc_say_so(season):
    season.bloc.invented = True

    assert documents.pledge(season, on=DAY).notice == "Dữ liệu minh họa, không có giá trị pháp lý"


def test_a_school_year_says_so(season):
    season.period = "school"

    assert (
        documents.pledge(season, on=DAY).type_name
        == f"GIAO ƯỚC THI ĐUA NĂM HỌC {factories.YEAR}-{factories.YEAR + 1}"
    )


@pytest.mark.parametrize("how_many", [1, 40])
def test_a_pledge_asks_the_same_number_of_queries_however_many_members(
    bloc, how_many, django_assert_num_queries
):
    members = [factories.organisation() for _ in range(how_many)]
    season = factories.season(bloc, members)
    pledge = season.pledges.create()
    for member in members:
        PledgeTarget.objects.create(pledge=pledge, text="Riêng", owner=member)
        Registration.objects.create(
            pledge=pledge, organisation=member, titles="Cờ", updated_at=factories.NOON
        )

    with django_assert_num_queries(15):
        documents.pledge(season, on=DAY)


def test_the_plan_of_a_year_tells_theme_movements_and_dates(season):
    season.theme = "Đoàn kết, sáng tạo"
    season.milestones.create(kind="reports", due=date(factories.YEAR, 11, 20))
    season.milestones.create(kind="pledge", due=date(factories.YEAR, 2, 28))

    plan = documents.season_plan(season, on=DAY)

    tables = [block.rows for block in plan.blocks if isinstance(block, Table)]
    assert Paragraph("1. Chủ đề: “Đoàn kết, sáng tạo”.") in plan.blocks
    assert tables == [
        (),
        (
            ("Ký kết giao ước thi đua", date(factories.YEAR, 2, 28)),
            ("Thu báo cáo năm của các đơn vị thành viên", date(factories.YEAR, 11, 20)),
        ),
    ]


def test_the_minutes_of_a_handover_name_both_sides_and_what_changes_hands(season, bloc, members):
    factories.season(bloc, [members[1], members[2], members[0]], year=factories.YEAR + 1)
    standing = factories.someone(factories.organisation(kind="state_agency"), "standing")
    handovers.prepare(season, by=standing, at=factories.NOON)
    handovers.write_item(
        season, kind="file", text="Sổ theo dõi", detail="01 quyển", by=standing, at=factories.NOON
    )

    minutes = documents.handover_minutes(season, on=DAY)

    parties = [(party.role, party.organisation) for party in minutes.signatures.signers]
    assert parties == [
        ("ĐẠI DIỆN BÊN GIAO", "Tỉnh Đoàn Thử Nghiệm"),
        ("ĐẠI DIỆN BÊN NHẬN", "Hội Nông dân tỉnh Thử Nghiệm"),
    ]
    assert [block.rows for block in minutes.blocks if isinstance(block, Table)] == [
        (("Sổ theo dõi", "01 quyển"),),
        (),
    ]
