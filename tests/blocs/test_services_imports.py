import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import ProposedAward
from blocs import models
from blocs.exchange.outcome import Fate, What
from blocs.services import imports
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.season_files import (
    BLOC,
    ORGANISATIONS,
    SEASON,
    a_file,
    a_season,
    an_organisation,
    as_bytes,
    undone,
)

pytestmark = pytest.mark.django_db
DEMO = Path("emulation/demo/quang-ninh.json")
OTHER_PROVINCE = Path("tests/blocs/files/dak-lak.json")


def load(whole, *, by=None, **options):
    content = whole if isinstance(whole, bytes | Path) else as_bytes(whole)
    return imports.load(content, by=by, at=factories.NOON, **options)


def told(outcome):
    return [str(problem) for problem in outcome.problems]


def fates(outcome, what):
    return [line.fate for line in outcome.lines if line.what == what]


def test_the_demo_file_gives_the_season_that_it_tells_of():
    outcome = load(DEMO)

    assert told(outcome) == []
    assert outcome.saved
    season = models.Season.objects.get(bloc__code="mttq-ctxh", year=2024)
    codes = [row.organisation.code for row in season.memberships.in_order()]
    assert codes == ["mttq", "ldld", "hnd", "pn", "ccb", "td"]
    assert [(row.role, row.organisation.code) for row in season.leaderships.all()] == [("leader", "td")]
    assert (season.first_day, season.last_day) == (date(2024, 1, 1), date(2024, 12, 31))
    assert models.Movement.objects.count() == 10
    assert season.pledges.get().items.count() == 3
    assert ProposedAward.objects.filter(season__year=2023).count() == 2


def test_the_same_file_twice_changes_nothing():
    load(DEMO)
    before = everything()

    outcome = load(DEMO)

    assert not outcome.saved
    assert not outcome.changes_anything
    assert {line.fate for line in outcome.lines} == {Fate.UNCHANGED}
    assert everything() == before


def everything():
    """All rows of both apps, as they are."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for app in ("blocs", "awards")
        for model in apps.get_app_config(app).get_models()
    }


def test_a_trial_run_saves_nothing_and_says_what_it_would_do():
    outcome = load(DEMO, dry_run=True)

    assert outcome.changes_anything
    assert not outcome.saved
    assert fates(outcome, What.ORGANISATION) == [Fate.CREATED] * 6
    assert models.Province.objects.count() == 0


@pytest.mark.parametrize(
    "whole", [a_season(year=20244), a_season(members=["td", "ccb"]), an_organisation(name="")]
)
def test_with_one_wrong_value_nothing_at_all_is_saved(whole):
    outcome = load(whole)

    assert len(outcome.problems) == 1
    assert not outcome.saved
    assert models.Province.objects.count() == 0


def test_a_file_from_another_province_keeps_every_mark():
    outcome = load(OTHER_PROVINCE)

    assert told(outcome) == []
    whole = json.loads(OTHER_PROVINCE.read_text(encoding="utf-8"))
    names = {row["name"] for row in whole["organisations"]}
    assert set(models.OrganisationName.objects.values_list("name", flat=True)) == names
    assert max(map(len, names)) == 250
    season = models.Season.objects.get(bloc__code="dl-so-nganh")
    assert season.theme == "Đoàn kết, sáng tạo, “về đích” sớm"
    assert {row.kind: row.due for row in season.milestones.all()}["decision"] == date(2025, 3, 31)
    assert season.pledges.get().targets.first().value == Decimal("98.5")
    school = models.Season.objects.get(bloc__code="dl-nam-hoc")
    assert (school.label, school.first_day.year, school.last_day.year) == ("2024-2025", 2024, 2025)


def test_a_movement_of_a_bloc_belongs_to_the_bloc_of_its_participants():
    load(OTHER_PROVINCE)

    movements = {
        row.name: row.bloc and row.bloc.code for row in models.Movement.objects.select_related("bloc")
    }
    assert movements == {
        "Tây Nguyên chung sức xây dựng nông thôn mới": None,
        "Mỗi tuần một giờ đọc sách": "dl-so-nganh",
        "Sáng kiến nhỏ, hiệu quả lớn": "dl-so-nganh",
    }


def test_dated_names_are_kept_with_their_days():
    load(OTHER_PROVINCE)

    organisation = models.Organisation.objects.get(code="skhcn")
    assert organisation.name_on(date(2024, 5, 1)) == "Sở Thông tin và Truyền thông tỉnh Đắk Lắk"
    assert organisation.current_name == "Sở Khoa học và Công nghệ tỉnh Đắk Lắk"
    assert models.Organisation.objects.searched("so tttt").get() == organisation


@pytest.mark.parametrize(
    ("kind", "name", "profile"),
    [
        ("front", "Ủy ban Mặt trận Tổ quốc Việt Nam", "front"),
        ("party", "Ban Tổ chức Tỉnh ủy", "party"),
        ("socio_political", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "youth_union"),
        ("socio_political", "Tỉnh Đoàn Thử Nghiệm", "youth_union"),
        ("socio_political", "Liên đoàn Lao động tỉnh", "trade_union"),
        ("socio_political", "Hội Nông dân tỉnh", "state"),
        ("state_agency", "Sở Nội vụ", "state"),
    ],
)
def test_each_kind_of_organisation_gets_its_format_of_papers(kind, name, profile):
    load(a_file(organisations=[{"code": "x", "kind": kind, "name": name}], blocs=[]))

    assert models.Organisation.objects.get().format_profile_id == profile


def test_history_has_one_line_for_each_thing():
    load(DEMO)

    assert models.OrganisationChange.objects.filter(step="import", actor=None).count() == 6
    assert models.SeasonEvent.objects.filter(step="import", note="").count() == 2
    assert models.MovementChange.objects.filter(step="import", at=factories.NOON).count() == 10
    version = models.PledgeVersion.objects.get()
    assert (version.number, len(version.content["items"])) == (1, 3)
    assert models.Pledge.objects.get().revision == 1


# Organisations that are there already


def known(**fields):
    return factories.organisation(
        "Sở Thông tin và Truyền thông", short_name="Sở TTTT", code="stttt", kind="state_agency", **fields
    )


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("Sở Thông tin và Truyền thông", []),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", []),
        ("So Thong tin va Truyen thong", []),
        ("Sở TT-TT", []),
        ("Sở Bốn chữ T", ["Sở Thông tin và Truyền thông"]),
    ],
)
def test_a_name_that_is_there_is_matched_whatever_its_code_and_spelling(name, aliases):
    stored = known()
    row = {"code": "so-4t", "kind": "state_agency", "name": name, "aliases": aliases}

    outcome = load(
        a_file(organisations=[row], blocs=[BLOC | {"seasons": [{"year": 2024, "members": ["so-4t"]}]}])
    )

    assert told(outcome) == []
    assert models.Organisation.objects.get() == stored
    assert models.Membership.objects.get().organisation == stored
    (line,) = [line for line in outcome.lines if line.what == What.ORGANISATION]
    assert "đã có là “Sở Thông tin và Truyền thông”, mã stttt" in line.notes
    assert not load(a_file(organisations=[row], blocs=[])).changes_anything


def test_an_alias_that_is_stored_is_matched_too():
    stored = known()
    stored.aliases.create(text="Sở 4T")
    models.Organisation.objects.update(search_text="|so thong tin va truyen thong|so 4t|")

    outcome = load(a_file(organisations=[{"code": "x", "kind": "state_agency", "name": "SỞ 4T"}], blocs=[]))

    assert fates(outcome, What.ORGANISATION) == [Fate.MATCHED]


def test_a_new_spelling_becomes_another_name_and_is_found():
    known()
    row = {"code": "stttt", "kind": "state_agency", "name": "Sở Thông tin Truyền thông"}

    outcome = load(a_file(organisations=[row], blocs=[]))

    assert fates(outcome, What.ORGANISATION) == [Fate.CHANGED]
    stored = models.Organisation.objects.get()
    assert stored.current_name == "Sở Thông tin và Truyền thông"
    assert [alias.text for alias in stored.aliases.all()] == ["Sở Thông tin Truyền thông"]
    assert models.Organisation.objects.called("so thong tin truyen thong").exists()


def test_a_code_of_quite_another_organisation_is_told():
    known()
    row = {"code": "stttt", "kind": "state_agency", "name": "Sở Tài chính"}

    assert told(load(a_file(organisations=[row], blocs=[]))) == [
        "organisations[0].name: Mã “stttt” đã thuộc về “Sở Thông tin và Truyền thông”. Nếu đơn vị đổi tên, "
        "hãy ghi "
        "ngày đầu tiên mang tên mới ở valid_from; nếu là đơn vị khác, hãy dùng mã khác."
    ]


def test_a_new_name_with_its_first_day_is_a_change_of_name():
    known()
    row = {
        "code": "stttt",
        "kind": "state_agency",
        "name": "Sở Khoa học và Công nghệ",
        "valid_from": "2025-03-01",
    }

    outcome = load(a_file(organisations=[row], blocs=[]))

    assert told(outcome) == []
    names = models.OrganisationName.objects.order_by("pk").values_list("name", "valid_from", "valid_to")
    assert list(names) == [
        ("Sở Thông tin và Truyền thông", None, date(2025, 2, 28)),
        ("Sở Khoa học và Công nghệ", date(2025, 3, 1), None),
    ]
    stored = models.Organisation.objects.get()
    assert stored.name_now == "Sở Khoa học và Công nghệ"
    assert models.Organisation.objects.searched("khoa hoc").exists()
    assert not load(a_file(organisations=[row], blocs=[])).changes_anything


def test_a_name_that_fits_two_organisations_is_told():
    for code in ("a", "b"):
        factories.organisation(f"Hội {code}", code=code).aliases.create(text="Hội chung")

    problems = told(
        load(a_file(organisations=[{"code": "c", "kind": "other", "name": "Hội chung"}], blocs=[]))
    )

    assert problems == [
        "organisations[0].name: Tên này khớp với nhiều đơn vị: “Hội a” (a), “Hội b” (b). Hãy dùng mã của "
        "đơn vị cần nhập."
    ]


def test_two_rows_that_mean_the_same_stored_organisation_are_told():
    known()
    rows = [
        {"code": "stttt", "kind": "state_agency", "name": "Sở Thông tin và Truyền thông"},
        {"code": "so-4t", "kind": "state_agency", "name": "Sở TTTT"},
    ]

    assert told(load(a_file(organisations=rows, blocs=[]))) == [
        "organisations[1].name: “Sở Thông tin và Truyền thông” cùng là đơn vị ở organisations[0].code."
    ]


def test_a_name_that_differs_in_a_mark_from_a_matched_one_is_another_organisation():
    factories.organisation("Xã Tân Hà", code="tan-ha", kind="commune")
    rows = [
        {"code": "tan-ha", "kind": "commune", "name": "Xã Tân Hà"},
        {"code": "tan-ha2", "kind": "commune", "name": "Xã Tân Hạ"},
    ]

    outcome = load(a_file(organisations=rows, blocs=[]))

    assert fates(outcome, What.ORGANISATION) == [Fate.UNCHANGED, Fate.CREATED]


def test_parents_may_stand_below_their_children_in_the_file():
    rows = [
        {"code": "c", "kind": "other", "name": "Cấp ba", "parent": "b"},
        {"code": "b", "kind": "other", "name": "Cấp hai", "parent": "a"},
        {"code": "a", "kind": "other", "name": "Cấp một"},
    ]

    load(a_file(organisations=rows, blocs=[]))

    assert models.Organisation.objects.get(code="c").parent.parent.code == "a"


def test_organisations_that_hang_below_themselves_are_told():
    factories.organisation("Cấp một", code="a", parent=factories.organisation("Cấp hai", code="b"))
    row = {"code": "b", "kind": "other", "name": "Cấp hai", "parent": "a"}

    assert told(load(a_file(organisations=[row], blocs=[]))) == [
        "organisations[0].parent: Đi ngược lên cấp trên từ “b” lại gặp chính đơn vị này."
    ]


# Provinces and blocs


def test_a_code_of_another_province_is_told():
    load(a_file())

    assert told(load(a_file(province={"code": "TT", "name": "tỉnh Thử Thách", "place": "Thử Thách"}))) == [
        "province.code: Mã “TT” đã thuộc về “tỉnh Thử Nghiệm”."
    ]


def test_a_bloc_code_of_another_province_is_told():
    factories.bloc(code="khoi-1", province=factories.ProvinceFactory(code="XX", name="tỉnh Khác"))

    assert told(load(a_file())) == [
        "blocs[0].code: Mã “khoi-1” đã thuộc về một khối của tỉnh khác; hãy chọn mã khác."
    ]


@pytest.mark.parametrize(
    ("bloc", "expected"),
    [
        (
            BLOC | {"name": "Khối thi đua số 2"},
            "blocs[0].name: “khoi-1” là mã của “Khối thi đua số 1”. Hãy đổi tên trên trang của khối, hoặc "
            "chọn mã khác.",
        ),
        (BLOC | {"kind": "cluster"}, "blocs[0].kind: “Khối thi đua số 1” đang được lưu với loại khác."),
        (
            BLOC | {"code": "khoi-so-1"},
            "blocs[0].code: Khối “Khối thi đua số 1” đã có với mã “khoi-1”; hãy dùng mã đó.",
        ),
    ],
)
def test_a_bloc_that_is_there_is_not_turned_into_another(bloc, expected):
    load(a_file())

    assert told(load(a_file(blocs=[bloc]))) == [expected]


# Seasons that are there


def test_a_season_in_preparation_takes_what_the_file_says():
    load(a_season(deadlines={"pledge": "2024-02-15"}))

    outcome = load(
        a_season(
            members=["pn", "td"],
            leader="pn",
            deputy="td",
            theme="Vượt khó",
            deadlines={"pledge": "2024-02-20"},
        )
    )

    assert told(outcome) == []
    season = models.Season.objects.get()
    assert [row.organisation.code for row in season.memberships.in_order()] == ["pn", "td"]
    assert {row.role: row.organisation.code for row in season.leaderships.all()} == {
        "leader": "pn",
        "deputy": "td",
    }
    assert season.theme == "Vượt khó"
    moves = models.MilestoneMove.objects.values_list("came_from", "went_to")
    assert list(moves) == [(None, date(2024, 2, 15)), (date(2024, 2, 15), date(2024, 2, 20))]
    assert season.events.last().note == "Thành viên; Chủ đề; Khối trưởng; Khối phó; Thời hạn"


def test_what_the_file_does_not_say_stays():
    load(a_season(theme="Vượt khó", decision="12/QĐ", deputy="pn", deadlines={"pledge": "2024-02-15"}))

    outcome = load(a_file(blocs=[BLOC | {"seasons": [{"year": 2024, "members": SEASON["members"]}]}]))

    assert not outcome.changes_anything


def test_a_season_under_way_is_not_overwritten():
    load(a_season(theme="Vượt khó"))
    models.Season.objects.update(stage="running")

    assert told(load(a_season(theme="Đoàn kết", leader="pn"))) == [
        "blocs[0].seasons[0].leader: Năm thi đua 2024 đang thực hiện nên không bị ghi đè; hệ thống đang lưu "
        "“td”. Hãy "
        "sửa trên trang năm thi đua.",
        "blocs[0].seasons[0].theme: Năm thi đua 2024 đang thực hiện nên không bị ghi đè; hệ thống đang lưu "
        "“Vượt khó”. "
        "Hãy sửa trên trang năm thi đua.",
    ]
    assert not load(a_season(theme="Vượt khó")).problems


def test_a_member_that_left_makes_the_season_one_under_way():
    load(a_file())
    models.Membership.objects.filter(organisation__code="hnd").update(left_on=date(2024, 6, 30))

    assert len(load(a_file()).problems) == 1


def test_the_stored_leader_must_stay_a_member():
    load(a_file())

    season = {"year": 2024, "members": ["hnd", "pn"]}
    assert told(load(a_file(blocs=[BLOC | {"seasons": [season]}]))) == [
        "blocs[0].seasons[0].members: “td” đang là khối trưởng hoặc khối phó của năm thi đua đã lưu nên "
        "phải còn là "
        "thành viên."
    ]


def test_members_that_are_stored_need_not_stand_in_the_file():
    load(a_file())

    assert told(load(a_file(organisations=[]))) == []


def test_an_unknown_member_is_told_with_the_one_probably_meant():
    assert told(load(a_season(members=["td", "hndd"]))) == [
        "blocs[0].seasons[0].members[1]: Không có đơn vị mang mã “hndd”. Có phải là “hnd” không?"
    ]


@pytest.mark.parametrize("how_many", [1, 40])
def test_a_bloc_may_have_one_member_or_forty(how_many):
    rows = [{"code": f"dv-{n}", "kind": "other", "name": f"Đơn vị số {n}"} for n in range(how_many)]
    season = {"year": 2024, "members": [row["code"] for row in rows], "leader": "dv-0"}

    load(a_file(organisations=rows, blocs=[BLOC | {"seasons": [season]}]))

    assert models.Season.objects.get().memberships.count() == how_many


# Movements and pledges


MOVEMENT = {"name": "Vì người nghèo", "form": "regular", "launched_by": "province", "years": [2024]}


def test_years_and_participants_of_a_movement_are_added_to():
    load(a_file(movements=[MOVEMENT | {"participants": ["td"], "note": "cũ"}]))

    outcome = load(
        a_file(movements=[MOVEMENT | {"name": "VÌ NGƯỜI NGHÈO", "years": [2025], "participants": ["pn"]}])
    )

    assert fates(outcome, What.MOVEMENT) == [Fate.CHANGED]
    movement = models.Movement.objects.get()
    assert (movement.name, movement.note) == ("Vì người nghèo", "cũ")
    assert [row.year for row in movement.years.all()] == [2024, 2025]
    assert sorted(row.organisation.code for row in movement.enrolments.all()) == ["pn", "td"]


def test_a_movement_of_a_bloc_that_cannot_be_told_is_a_problem():
    blocs = [BLOC, BLOC | {"code": "khoi-2", "name": "Khối thi đua số 2"}]

    problems = told(load(a_file(blocs=blocs, movements=[MOVEMENT | {"launched_by": "bloc"}])))

    assert problems == [
        "movements[0].launched_by: Không xác định được phong trào này thuộc khối nào; hãy ghi các đơn vị "
        "tham gia chỉ "
        "gồm thành viên của khối đó."
    ]


def test_the_same_movement_twice_is_told():
    assert told(load(a_file(movements=[MOVEMENT, MOVEMENT]))) == [
        "movements[1].name: Phong trào cùng tên đã có ở movements[0].name."
    ]


PLEDGE = {
    "bloc": "khoi-1",
    "year": 2024,
    "commitments": [{"section": "content", "text": "Một"}, {"section": "content", "text": "Hai"}],
    "targets": [{"text": "Tỷ lệ", "unit": "%", "value": 95}],
}


def test_a_draft_takes_the_lines_of_the_file_and_keeps_those_removed():
    load(a_file(pledges=[PLEDGE]))
    kept = models.PledgeItem.objects.get(text="Hai")

    lines = [{"section": "measures", "text": "Ba"}, {"section": "content", "text": "Hai"}]
    targets = [{"text": "Tỷ lệ", "unit": "%", "value": 97, "owner": "hnd"}]
    outcome = load(a_file(pledges=[PLEDGE | {"commitments": lines, "targets": targets}]))

    assert told(outcome) == []
    pledge = models.Pledge.objects.get()
    assert [(item.text, item.section) for item in pledge.items.live()] == [
        ("Hai", "content"),
        ("Ba", "measures"),
    ]
    assert pledge.items.live().first() == kept
    assert pledge.items.get(text="Một").removed_in == 2
    assert [(row.value, row.owner.code) for row in pledge.targets.live()] == [(Decimal(97), "hnd")]
    assert pledge.versions.last().content["targets"][0]["value"] == "97"
    assert (pledge.revision, pledge.versions.count(), pledge.events.count()) == (2, 2, 2)


def test_an_empty_list_leaves_the_lines_as_they_are():
    load(a_file(pledges=[PLEDGE]))

    assert not load(a_file(pledges=[PLEDGE | {"commitments": [], "targets": []}])).changes_anything


def test_a_pledge_past_its_draft_is_not_overwritten():
    load(a_file(pledges=[PLEDGE]))
    models.Pledge.objects.update(status="comment")

    assert told(load(a_file(pledges=[PLEDGE | {"targets": [{"text": "Khác"}]}]))) == [
        "pledges[0].bloc: Giao ước năm 2024 của “Khối thi đua số 1” không còn là dự thảo nên không bị ghi "
        "đè. Hãy sửa "
        "trên trang giao ước."
    ]
    assert not load(a_file(pledges=[PLEDGE])).problems


@pytest.mark.parametrize(
    ("pledge", "expected"),
    [
        (PLEDGE | {"year": 2025}, "pledges[0].year: Khối “khoi-1” không có năm 2025; hiện có: 2024."),
        (
            PLEDGE | {"bloc": "khoi-2"},
            "pledges[0].bloc: Không có năm thi đua nào của khối “khoi-2”. Có phải là “khoi-1” không?",
        ),
        (
            PLEDGE | {"targets": [{"text": "x", "owner": "snv"}]},
            "pledges[0].targets[0].owner: “snv” không nằm trong danh sách thành viên của năm thi đua.",
        ),
    ],
)
def test_a_pledge_must_fit_a_season(pledge, expected):
    row = {"code": "snv", "kind": "state_agency", "name": "Sở Nội vụ"}

    assert told(load(a_file(organisations=[*ORGANISATIONS, row], pledges=[pledge]))) == [expected]


# Who may


def test_the_standing_agency_imports_into_its_own_province(standing):
    outcome = load(a_file(), by=standing)

    assert outcome.saved
    assert models.OrganisationChange.objects.filter(actor=standing).count() == 3


def test_another_province_than_ones_own_is_told(standing):
    outcome = load(a_file(province={"code": "XX", "name": "tỉnh Khác", "place": "Khác"}), by=standing)

    assert told(outcome) == ["province.code: Chỉ được nhập dữ liệu của tỉnh mình."]
    assert not models.Province.objects.filter(code="XX").exists()


@pytest.mark.parametrize("who", ["leader_head", "auditor", "council", "administrator", "outsider"])
def test_nobody_else_imports(who, request):
    with pytest.raises(Refused):
        load(a_file(), by=request.getfixturevalue(who))


# Cost


def big_file(how_many, *, seasons=1):
    rows = [
        {"code": f"dv-{n}", "kind": "other", "name": f"Đơn vị số {n}", "aliases": [f"DV{n}"]}
        for n in range(how_many)
    ]
    codes = [row["code"] for row in rows]
    blocs = [
        {
            "code": f"k-{n}",
            "kind": "bloc",
            "name": f"Khối số {n}",
            "seasons": [
                {
                    "year": 2024,
                    "members": codes[n::seasons],
                    "leader": codes[n],
                    "deadlines": {"pledge": "2024-02-01"},
                }
            ],
        }
        for n in range(seasons)
    ]
    movements = [MOVEMENT | {"name": f"Phong trào {n}", "participants": codes[:5]} for n in range(seasons)]
    pledges = [PLEDGE | {"bloc": f"k-{n}"} for n in range(seasons)]
    proposals = [
        {"bloc": f"k-{n}", "year": 2024, "award": "CO_TINH", "nominees": codes[n::seasons]}
        for n in range(seasons)
    ]
    return a_file(organisations=rows, blocs=blocs, movements=movements, pledges=pledges, proposals=proposals)


def queries_of(whole):
    with CaptureQueriesContext(connection) as captured:
        outcome = load(whole)
    assert told(outcome) == []
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_rows():
    with undone():
        few = queries_of(big_file(10, seasons=2))
    with undone():
        many = queries_of(big_file(100, seasons=20))

    assert few == many
    assert few <= 80


def test_a_second_import_of_many_rows_asks_as_often_as_one_of_few():
    with undone():
        load(big_file(10, seasons=2))
        few = queries_of(big_file(10, seasons=2))
    load(big_file(100, seasons=20))

    assert queries_of(big_file(100, seasons=20)) == few


def test_changing_many_asks_as_often_as_changing_few():
    def renamed(whole):
        for row in whole["organisations"]:
            row["aliases"] = ["Tên gọi khác của " + row["name"]]
        for bloc in whole["blocs"]:
            bloc["seasons"][0] |= {"theme": "Chủ đề mới", "deadlines": {"pledge": "2024-02-20"}}
        for pledge in whole["pledges"]:
            pledge["targets"] = [{"text": "Chỉ tiêu mới"}]
        return whole

    with undone():
        load(big_file(10, seasons=2))
        few = queries_of(renamed(big_file(10, seasons=2)))
    load(big_file(100, seasons=20))

    assert queries_of(renamed(big_file(100, seasons=20))) == few
