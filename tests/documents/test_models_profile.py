import pytest
from django.core.exceptions import ValidationError

from documents import profiles
from documents.content import NATIONAL_HEADING, Format
from documents.models import FormatProfile


def test_the_six_formats_are_there_and_say_where_they_come_from(formats):
    assert set(formats) == {"state", "front", "party", "youth_union", "trade_union", "other"}
    assert all(profile.source for profile in formats.values())
    assert {profile.code for profile in formats.values() if profile.confidence == "sourced"} == {
        "state",
        "front",
    }
    assert all(profile.note for profile in formats.values() if profile.confidence != "sourced")


def test_every_format_is_valid(formats):
    for profile in formats.values():
        profile.full_clean()


def test_loading_again_adds_nothing_and_leaves_what_was_edited(formats):
    FormatProfile.objects.filter(pk="front").update(body_size=13)

    assert profiles.load(FormatProfile) == 0
    assert FormatProfile.objects.get(pk="front").body_size == 13


def test_the_state_s_format_is_the_default_of_the_printing(formats):
    assert formats["state"].format() == Format()


def test_the_front_and_others_keep_the_national_heading(formats):
    for code in ("front", "trade_union", "other"):
        assert formats[code].format().heading == NATIONAL_HEADING


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("state", "Số: 05/TTr-SNV"),
        ("front", "Số: 05/TTr-SNV"),
        ("party", "Số 05-TTr/SNV"),
        ("youth_union", "Số: 05-TTr/SNV"),
        ("trade_union", "Số: 05/TTr-SNV"),
    ],
)
def test_numbers_take_the_form_of_the_issuer(formats, code, text):
    profile = formats[code]

    assert f"{profile.number_label} {profile.number_text(5, kind='TTr', issuer='SNV')}" == text


def test_what_is_missing_takes_its_separator_with_it(formats):
    assert formats["state"].number_text(5, kind="TTr") == "05/TTr"
    assert formats["state"].number_text(112) == "112"
    assert formats["state"].number_text(None, kind="TTr", issuer="SNV").strip("\u00a0") == "/TTr-SNV"


def test_the_party_s_format_is_its_own(formats):
    party = formats["party"].format()

    assert party.heading == ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    assert (party.ending, party.page_number, party.agency_mark) == (".", "bottom", "*")
    assert party.authority("TM", "Ban Thường vụ") == "T/M BAN THƯỜNG VỤ"
    assert formats["front"].format().authority("KT", "Chủ tịch") == "KT. CHỦ TỊCH"


@pytest.mark.parametrize("pattern", ["", "{kind}", "{number}/{name}", "{number}{number}", "{0}"])
def test_a_pattern_without_its_number_or_with_unknown_parts_is_refused(formats, pattern):
    profile = formats["state"]
    profile.number_pattern = pattern

    with pytest.raises(ValidationError):
        profile.full_clean()
