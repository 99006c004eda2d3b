import json
import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from blocs import models
from blocs.selectors import exports
from blocs.services import imports
from tests import factories
from tests.blocs.season_files import a_file, a_season, as_bytes, undone

pytestmark = pytest.mark.django_db
DEMO = Path("emulation/demo/quang-ninh.json")
OTHER_PROVINCE = Path("tests/blocs/files/dak-lak.json")


def load(content):
    content = as_bytes(content) if isinstance(content, dict) else content
    outcome = imports.load(content, by=None, at=factories.NOON)
    assert [str(problem) for problem in outcome.problems] == []
    return outcome


def all_seasons():
    return list(models.Season.objects.for_listing().order_by("bloc__code", "year"))


@pytest.mark.parametrize("write", [exports.as_json, exports.as_workbook])
@pytest.mark.parametrize("source", [DEMO, OTHER_PROVINCE])
def test_taken_out_read_into_an_empty_database_and_taken_out_again_it_is_the_same_file(source, write):
    with undone():
        load(source)
        taken_out = {(season.bloc.code, season.year): write(season) for season in all_seasons()}

    for key, first in taken_out.items():
        with undone():
            load(first)
            (season,) = all_seasons()
            assert (season.bloc.code, season.year) == key
            assert write(season) == first


def test_a_file_taken_out_changes_nothing_where_it_comes_from():
    load(OTHER_PROVINCE)

    for season in all_seasons():
        for content in (exports.as_json(season), exports.as_workbook(season)):
            assert not load(content).changes_anything


def test_the_workbook_and_the_json_file_of_a_season_say_the_same():
    load(OTHER_PROVINCE)
    season = models.Season.objects.for_listing().get(bloc__code="dl-so-nganh")
    as_json, as_workbook = exports.as_json(season), exports.as_workbook(season)

    assert imports.read(as_workbook).file == imports.read(as_json).file


def test_the_json_file_is_composed_utf_8_indented_by_one_and_ends_its_last_line():
    load(OTHER_PROVINCE)

    text = exports.as_json(all_seasons()[1]).decode("utf-8")

    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    assert text == unicodedata.normalize("NFC", text)
    assert "Đắk Lắk" in text


def test_optional_keys_stand_only_where_they_say_something():
    load(a_file())

    whole = json.loads(exports.as_json(all_seasons()[0]))

    assert list(whole) == [
        "format",
        "province",
        "organisations",
        "blocs",
        "movements",
        "pledges",
        "proposals",
    ]
    assert list(whole["organisations"][0]) == ["code", "kind", "name"]
    assert list(whole["blocs"][0]["seasons"][0]) == ["year", "period", "leader", "members"]


def test_the_file_holds_what_the_season_needs_and_nobody_else():
    load(OTHER_PROVINCE)

    season = models.Season.objects.for_listing().get(bloc__code="dl-cum-1")
    whole = json.loads(exports.as_json(season))

    codes = {row["code"] for row in whole["organisations"]}
    assert {"cu-pong", "vp-ub"} <= codes  # a member, and the organisation above it
    assert "2-9" not in codes
    assert whole["movements"][0]["participants"] == ["mdrak"]
    assert [row["name"] for row in whole["movements"]] == ["Tây Nguyên chung sức xây dựng nông thôn mới"]


def test_who_left_is_no_longer_a_member_and_who_leads_at_the_end_is_the_leader():
    load(a_season(deputy="hnd"))
    season = all_seasons()[0]
    left = season.memberships.get(organisation__code="td")
    left.left_on = date(2024, 6, 30)
    left.save()
    pn = models.Organisation.objects.get(code="pn")
    season.leaderships.create(organisation=pn, role="acting", starts=date(2024, 7, 1))

    written = json.loads(exports.as_json(all_seasons()[0]))["blocs"][0]["seasons"][0]

    assert (written["leader"], written["deputy"], written["members"]) == ("pn", "hnd", ["hnd", "pn"])


def test_text_in_a_workbook_never_calculates():
    load(a_season(theme='=HYPERLINK("http://example.vn")'))

    book = load_workbook(BytesIO(exports.as_workbook(all_seasons()[0])))

    assert book["seasons"]["D2"].value == '=HYPERLINK("http://example.vn")'
    assert book["seasons"]["D2"].data_type == "s"
    assert not imports.load(
        exports.as_workbook(all_seasons()[0]), by=None, at=factories.NOON
    ).changes_anything


@pytest.mark.parametrize("how_many", [1, 30])
def test_taking_out_asks_the_same_number_of_queries_however_many_members(
    how_many, django_assert_max_num_queries
):
    members = [factories.organisation() for _member in range(how_many)]
    season = factories.season(factories.bloc(), members)

    with django_assert_max_num_queries(22):
        exports.as_json(season)


# Any season at all

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯÁ 0123456789"
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
names = st.text(LETTERS + ",.;&<>\"'\\/-–|()%=+@’", min_size=1, max_size=250).filter(str.strip)
lines = st.text(LETTERS + ",.;&<>\"'\\\n\t", min_size=1, max_size=300).filter(str.strip)
years = st.integers(1948, 2100)
kinds = st.sampled_from(models.Organisation.Kind.values)


@st.composite
def season_files(draw):
    codes = draw(
        st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True), min_size=1, max_size=6, unique=True)
    )
    organisations = [
        {"code": code, "kind": draw(kinds), "name": f"{draw(names)[:200]} {number}"}
        | draw(st.fixed_dictionaries({}, optional={"short_name": names.map(lambda text: text[:120])}))
        | ({"aliases": [f"{code} {draw(names)[:200]}"]} if draw(st.booleans()) else {})
        | ({"parent": codes[number - 1]} if number and draw(st.booleans()) else {})
        for number, code in enumerate(codes)
    ]
    year = draw(st.integers(1950, 2098))
    members = draw(st.permutations(codes))[: draw(st.integers(1, len(codes)))]
    season = {"year": year, "members": members} | draw(
        st.fixed_dictionaries(
            {},
            optional={
                "period": st.sampled_from(["calendar", "school"]),
                "theme": names,
                "decision": names,
                "leader": st.just(members[0]),
                "deadlines": st.dictionaries(
                    st.sampled_from(models.Milestone.Kind.values),
                    st.dates(date(year, 1, 1), date(year, 12, 31)).map(str),
                ),
            },
        )
    )
    movements = [
        {
            "name": f"{draw(names)[:200]} {number}",
            "form": draw(st.sampled_from(["regular", "thematic"])),
            "launched_by": draw(st.sampled_from(models.Movement.Level.values)),
            "years": sorted({year, draw(years)}),
        }
        | draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "goal": lines,
                    "note": lines,
                    "starts": st.just(1948),
                    "ends": st.just("2100-06-30"),
                },
            )
        )
        | {"participants": draw(st.lists(st.sampled_from(codes), unique=True))}
        for number in range(draw(st.integers(0, 3)))
    ]
    target = st.fixed_dictionaries(
        {"text": lines},
        optional={
            "unit": names.map(lambda text: text[:40]),
            "comparison": st.sampled_from(["at_least", "at_most", "exactly"]),
            "value": st.decimals(-(10**11), 10**11, places=4).map(float),
            "owner": st.sampled_from(members),
        },
    )
    commitment = st.fixed_dictionaries(
        {"section": st.sampled_from(["content", "measures", "other"]), "text": lines}
    )
    pledges = [
        {
            "bloc": "khoi",
            "year": year,
            "commitments": draw(st.lists(commitment, max_size=3)),
            "targets": draw(st.lists(target, max_size=3)),
        }
    ] * draw(st.integers(0, 1))
    proposals = [
        {
            "bloc": "khoi",
            "year": year,
            "award": award,
            "nominees": draw(st.lists(st.sampled_from(members) | names, max_size=3)),
        }
        for award in draw(st.lists(st.sampled_from(["CO_TINH", "BK_TTG", "GK"]), unique=True, max_size=2))
    ]
    return a_file(
        organisations=organisations,
        blocs=[
            {
                "code": "khoi",
                "kind": draw(st.sampled_from(["bloc", "cluster"])),
                "name": draw(names),
                "seasons": [season],
            }
        ],
        movements=movements,
        pledges=pledges,
        proposals=proposals,
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(whole=season_files())
def test_whatever_a_season_holds_the_second_file_is_the_first(whole):
    with undone():
        load(whole)
        assert not load(whole).changes_anything
        (season,) = all_seasons()
        first, book = exports.as_json(season), exports.as_workbook(season)
        assert not load(first).changes_anything
        assert not load(book).changes_anything
    with undone():
        load(book)
        (season,) = all_seasons()
        assert exports.as_json(season) == first
    with undone():
        load(first)
        (season,) = all_seasons()
        assert exports.as_json(season) == first
        assert exports.as_workbook(season) == book
