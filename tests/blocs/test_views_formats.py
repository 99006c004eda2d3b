"""Officials correct how papers look, and see a sample first."""

import pytest
from django.urls import reverse

from blocs.documents.samples import sample
from blocs.forms.formats import FormatForm
from documents import rendering
from documents.models import FormatProfile, ProfileChange
from tests.documents.reading import text_of

CODES = ("state", "front", "party", "youth_union", "trade_union", "other")


def sent(code, **changes):
    form = FormatForm(instance=FormatProfile.objects.get(pk=code))
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value is not False}


def words(document):
    return " ".join(" ".join(text_of(rendering.pdf(document))).split())


@pytest.mark.parametrize(
    ("code", "stands", "missing"),
    [
        ("state", ("Số: 05/TTr-SNV", "Độc lập - Tự do - Hạnh phúc", "./."), ("ĐẢNG",)),
        ("front", ("Số: 05/TTr-MTTQ-BTT", "TM. BAN THƯỜNG TRỰC"), ("ĐẢNG",)),
        ("party", ("Số 05-TTr/BTGDVTU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Kính trình", "----"), ("Độc lập", "./.")),
        ("youth_union", ("Số: 05-TTr/TĐTN", "ĐOÀN TNCS HỒ CHÍ MINH", "***"), ("Độc lập",)),
        ("trade_union", ("Số: 05/TTr-LĐLĐ", "TM. BAN THƯỜNG VỤ"), ("ĐẢNG",)),
        ("other", ("Số: 05/TTr-SNV", "Độc lập - Tự do - Hạnh phúc"), ("ĐẢNG",)),
    ],
)
def test_each_kind_of_issuer_prints_in_its_own_format(db, code, stands, missing):
    printed = words(sample(FormatProfile.objects.get(pk=code)))

    assert [text for text in stands if text not in printed] == []
    assert [text for text in missing if text in printed] == []


def test_the_form_keeps_a_format_as_it_is_unless_something_is_changed(client, standing):
    client.force_login(standing)
    before = list(FormatProfile.objects.order_by("pk").values())

    for code in CODES:
        client.post(reverse("blocs:paper-format-edit", args=[code]), sent(code))

    assert list(FormatProfile.objects.order_by("pk").values()) == before
    assert not ProfileChange.objects.exists()


def test_an_official_corrects_an_uncertain_point_and_the_log_says_so(client, standing):
    client.force_login(standing)

    client.post(
        reverse("blocs:paper-format-edit", args=["party"]),
        sent("party", page_number="top", confidence="sourced"),
    )

    profile = FormatProfile.objects.get(pk="party")
    assert (profile.page_number, profile.confidence) == ("top", "sourced")
    change = ProfileChange.objects.get()
    assert (change.actor, change.note) == (standing, "page_number, confidence")


def test_a_sample_prints_what_the_form_holds_and_keeps_nothing(client, standing):
    client.force_login(standing)

    answer = client.post(
        reverse("blocs:paper-format-preview", args=["front"]), sent("front", number_label="Số hiệu:")
    )

    assert answer["Content-Type"] == "application/pdf"
    assert "Số hiệu: 05/TTr" in " ".join(" ".join(text_of(answer.content)).split())
    assert FormatProfile.objects.get(pk="front").number_label == "Số:"


@pytest.mark.parametrize(
    ("field", "value"),
    [("number_pattern", "{kind}"), ("margin_left", "200"), ("heading", " "), ("line_spacing", "dày")],
)
@pytest.mark.parametrize("name", ["paper-format-edit", "paper-format-preview"])
def test_what_cannot_be_is_refused_at_its_field(client, standing, name, field, value):
    client.force_login(standing)

    answer = client.post(reverse(f"blocs:{name}", args=["front"]), sent("front", **{field: value}))

    assert list(answer.context["form"].errors) == [field]
    assert not ProfileChange.objects.exists()


def test_others_are_told_why_not(client, officer):
    client.force_login(officer)

    answer = client.post(reverse("blocs:paper-format-edit", args=["front"]), sent("front", ending="."))

    assert answer.context["form"].non_field_errors()
    assert not ProfileChange.objects.exists()
