from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from blocs.models import Organisation
from blocs.services import organisation_events, organisations
from emulation.verdicts import Refused
from tests import factories

FROM = date(2026, 7, 1)


def create(province, by, name="Sở Văn hóa, Thể thao", code="svh", **fields):
    return organisations.create(province, name=name, code=code, by=by, **{"kind": "state_agency"} | fields)


@pytest.fixture
def province(db):
    return factories.ProvinceFactory()


def rename(organisation, name, *, by, short_name=""):
    given = organisation_events.Given(kind="rename", day=FROM, name=name, short_name=short_name)
    return organisation_events.make(organisation, given, by=by, confirmed=True)


def steps(organisation):
    return list(organisation.changes.values_list("step", flat=True))


def test_a_new_organisation_has_its_name_is_found_and_logged(province, standing):
    made = create(province, standing, short_name="Sở VHTT")

    assert (made.current_name, made.current_short_name) == ("Sở Văn hóa, Thể thao", "Sở VHTT")
    assert list(Organisation.objects.searched("so vhtt")) == [made]
    assert [(row.step, row.actor) for row in made.changes.all()] == [("create", standing)]


@pytest.mark.parametrize(
    ("kind", "name", "profile"),
    [
        ("state_agency", "Sở Văn hóa", "state"),
        ("front", "Ủy ban Mặt trận Tổ quốc", "front"),
        ("party", "Ban Tổ chức Tỉnh ủy", "party"),
        ("socio_political", "Tỉnh Đoàn", "youth_union"),
        ("socio_political", "Liên đoàn Lao động tỉnh", "trade_union"),
    ],
)
def test_the_format_follows_from_kind_and_name(province, standing, kind, name, profile):
    assert create(province, standing, name, kind=kind).format_profile_id == profile


def test_a_chosen_format_is_kept(province, standing):
    chosen = create(province, standing, code="khac", name="Ban Khác").format_profile
    chosen = type(chosen).objects.get(code="party")

    assert create(province, standing, format_profile=chosen).format_profile_id == "party"


@pytest.mark.parametrize(
    "seat", ["officer", "head", "leader_head", "council", "auditor", "administrator", "outsider"]
)
def test_only_the_standing_agency_creates(request, province, seat):
    with pytest.raises(Refused):
        create(province, request.getfixturevalue(seat))


def test_the_standing_agency_of_another_province_changes_nothing(agency, standing):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    stranger = factories.someone(factories.organisation(province=elsewhere), "standing")

    for change in (
        lambda: create(agency.province, stranger),
        lambda: organisations.edit(agency, phone="1", by=stranger),
        lambda: rename(agency, "Khác", by=stranger),
        lambda: organisations.correct(agency.names.get(), name="Khác", by=stranger),
        lambda: organisations.add_alias(agency, text="Khác", by=stranger),
    ):
        with pytest.raises(Refused):
            change()
    assert steps(agency) == []


def test_the_same_name_twice_is_refused_even_when_confirmed(agency, standing):
    with pytest.raises(ValidationError) as refused:
        create(agency.province, standing, "sở nội vụ  tỉnh Thử Nghiệm", confirmed=True)

    assert list(refused.value.error_dict) == ["name"]


def test_the_same_name_in_another_province_is_nobodys_business(agency):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    by = factories.someone(factories.organisation(province=elsewhere), "standing")

    assert create(elsewhere, by, agency.current_name).province == elsewhere


def test_one_much_like_it_waits_for_a_confirmation(agency, standing):
    with pytest.raises(ValidationError) as refused:
        create(agency.province, standing, "Sở Nội vụ")

    assert list(refused.value.error_dict) == ["confirmed"]
    assert create(agency.province, standing, "Sở Nội vụ", confirmed=True).pk


def test_a_code_is_taken_once_in_a_province(agency, standing):
    with pytest.raises(ValidationError):
        create(agency.province, standing, "Ban Khác", code=agency.code)

    assert Organisation.objects.filter(name_now="Ban Khác").count() == 0


def test_an_edit_writes_what_changed_and_only_that(agency, standing):
    organisations.edit(agency, kind="party", phone="0203 1", contact="", by=standing)
    organisations.edit(agency, kind="party", phone="0203 1", contact="", by=standing)

    agency.refresh_from_db()
    assert (agency.kind, agency.phone) == ("party", "0203 1")
    [change] = agency.changes.all()
    assert "0203 1" in change.note
    assert change.note.count("→") == 2


def test_nobody_belongs_to_itself_or_to_its_own_children(agency, standing):
    child = factories.organisation(parent=agency)
    grandchild = factories.organisation(parent=child)

    for parent in (agency, child, grandchild):
        with pytest.raises(ValidationError) as refused:
            organisations.edit(agency, parent=parent, by=standing)
        assert list(refused.value.error_dict) == ["parent"]
    organisations.edit(grandchild, parent=agency, by=standing)

    grandchild.refresh_from_db()
    assert grandchild.parent == agency


def test_nobody_belongs_to_an_organisation_of_another_province(agency, standing):
    stranger = factories.organisation(province=factories.ProvinceFactory(code="khac", name="tỉnh Khác"))

    with pytest.raises(ValidationError):
        organisations.edit(agency, parent=stranger, by=standing)


def test_a_new_name_holds_from_its_day_and_the_old_one_until_then(agency, standing):
    organisations.add_alias(agency, text="SNV", by=standing)
    rename(agency, "Sở Nội vụ và Lao động", short_name="Sở NVLĐ", by=standing)

    assert agency.name_on(FROM) == "Sở Nội vụ và Lao động"
    assert agency.name_on(FROM - timedelta(days=1)) == "Sở Nội vụ tỉnh Thử Nghiệm"
    for words in ("so nvld", "so noi vu tinh thu", "snv"):
        assert list(Organisation.objects.searched(words)) == [agency]
    assert steps(agency) == ["alias", "rename"]


def test_a_new_name_cannot_begin_before_the_present_one(agency, standing):
    rename(agency, "Sở Nội vụ mới", by=standing)

    with pytest.raises(ValidationError) as refused:
        rename(agency, "Sở Nội vụ cũ", by=standing)

    assert list(refused.value.error_dict) == ["day"]


def test_a_corrected_spelling_keeps_its_days_and_says_what_stood_there(agency, standing):
    name = agency.names.get()

    organisations.correct(name, name="Sở Nội vụ tỉnh Thử nghiệm", short_name="SNV", by=standing)
    organisations.correct(name, name="Sở Nội vụ tỉnh Thử nghiệm", short_name="SNV", by=standing)

    agency.refresh_from_db()
    assert (agency.name_now, agency.short_name_now) == ("Sở Nội vụ tỉnh Thử nghiệm", "SNV")
    [change] = agency.changes.all()
    assert change.note == "Sở Nội vụ tỉnh Thử Nghiệm (Sở Nội vụ) → Sở Nội vụ tỉnh Thử nghiệm (SNV)"


def test_another_name_finds_it_until_it_is_removed(agency, standing):
    alias = organisations.add_alias(agency, text="Cơ quan thường trực", by=standing)
    assert list(Organisation.objects.searched("co quan thuong truc")) == [agency]

    organisations.remove_alias(alias, by=standing)
    organisations.remove_alias(alias, by=standing)

    assert list(Organisation.objects.searched("co quan thuong truc")) == []
    assert steps(agency) == ["alias", "remove_alias"]


@pytest.mark.parametrize("text", ["Sở Nội vụ", "so noi vu", "Tỉnh đoàn", "…"])
def test_a_name_that_leads_somewhere_already_is_no_other_name(agency, members, standing, text):
    with pytest.raises(ValidationError) as refused:
        organisations.add_alias(agency, text=text, by=standing)

    assert list(refused.value.error_dict) == ["text"]
    assert agency.aliases.count() == 0
