"""Signed files, as other programs and as the standards see them."""

import asyncio
import io
import subprocess
from collections import Counter

import pikepdf
import pytest
from pyhanko.pdf_utils import generic

from documents.services import authority
from documents.signing import appending, checking, sealing, stamping
from tests.documents import signing_attacks as attacks
from tests.documents.other_programs import (
    OF_SEVERAL_SIGNATURES,
    VALID,
    broken_rules,
    openssl_finds_no_fault,
    pdfsig,
)
from tests.documents.reading import text_of


@pytest.fixture(scope="module")
def pledge():
    return attacks.material_without_database()


@pytest.fixture(scope="module")
def signed(pledge):
    material = pledge[0]
    look = stamping.Look("Nguyễn Thị Thuỳ Dương", ("Ký số: 23/11/2026 20:42:38 +07:00",), attacks.picture())
    style = stamping.style(look, (155, 85))
    return appending.sign(
        material.head,
        material.field,
        signer=material.signer,
        clock=material.clock,
        reason="Đồng ý",
        stamp=style,
    )


@pytest.fixture(scope="module")
def sealed(pledge, signed):
    return sealing.seal(signed, pledge[1], clock=pledge[0].clock)


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_files_keep_to_the_standards_frozen_signed_and_sealed(pledge, signed, sealed, profile):
    first = pledge[0].head[: attacks.end_of_revision(pledge[0].head, 2)]

    assert broken_rules(first, profile) == set()
    assert broken_rules(signed, profile) <= OF_SEVERAL_SIGNATURES
    assert broken_rules(sealed, profile) <= OF_SEVERAL_SIGNATURES


def test_another_program_finds_every_signature_valid_and_the_file_covered(signed):
    verdicts, whole = pdfsig(signed)

    assert list(verdicts.values()) == [VALID] * 5
    assert whole == 1


def test_openssl_finds_every_signature_and_the_archive_time_stamp_right(pledge, sealed):
    root = pledge[1].signers[0].certificate

    assert openssl_finds_no_fault(sealed, root) == 6

    at = sealed.index(b"stream", 2000) + 20
    with pytest.raises(subprocess.CalledProcessError):
        openssl_finds_no_fault(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], root)


def test_another_program_finds_what_was_changed(signed):
    at = signed.index(b"stream", 2000) + 20

    verdicts, _whole = pdfsig(signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :])

    assert list(verdicts.values()) == ["Digest Mismatch."] * 5


def test_each_signature_leaves_the_file_before_it_letter_for_letter(pledge, signed, sealed):
    assert signed.startswith(pledge[0].head)
    assert sealed.startswith(signed)
    assert 15_000 < len(signed) - len(pledge[0].head) < 50_000


def test_the_look_says_who_and_when_in_every_letter(signed):
    words = " ".join(" ".join(text_of(signed)).split())

    assert "Nguyễn Thị Thuỳ Dương" in words
    assert "Ký số: 23/11/2026 20:42:38 +07:00" in words


def test_the_whole_text_comes_back_signed_and_sealed(pledge, signed, sealed):
    frozen = text_of(pledge[0].head[: attacks.end_of_revision(pledge[0].head, 2)])
    assert sum(len(page.split()) for page in frozen) > 300

    for content in (signed, sealed):
        for before, after in zip(frozen, text_of(content), strict=True):
            lost = Counter(before.split()) - Counter(after.split())  # which has those of the signatures, too
            assert not lost


def test_screen_readers_are_told_whose_place_it_is(signed):
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        labels = {str(field.T): str(field.TU) for field in pdf.Root.AcroForm.Fields}
        tagged = [each for each in pdf.Root.StructTreeRoot.K[0].K if each.S == "/Form"]

    assert labels["DV01"] == "Chữ ký DV01"
    assert len(tagged) == len(labels) == 5 + 7


def test_the_keys_of_the_site_are_opened_once(db):
    assert authority.current() is authority.current()
    assert authority.trust() is authority.trust()


def test_a_seal_of_a_changed_clock_is_another_field(pledge, sealed):
    again = sealing.seal(sealed, pledge[1], clock=pledge[0].clock)

    with pikepdf.open(io.BytesIO(again)) as pdf:
        filled = {str(field.T) for field in pdf.Root.AcroForm.Fields if "/V" in field}
    assert {"DauThoiGian1", "DauThoiGian2"} <= filled


def test_a_thread_that_has_a_loop_of_its_own_signs_and_checks_as_well(pledge):
    async def within():
        content = attacks.properly(pledge[0])
        return checking.check(sealing.seal(content, pledge[1], clock=pledge[0].clock), pledge[1])

    report = asyncio.run(within())

    assert report.good
    assert report.archived


@pytest.mark.parametrize("last", [b"\r", b"\n", b"."])
def test_no_stream_behind_a_file_ends_with_what_may_be_taken_for_the_end_of_a_line(signed, last):
    """Certificates end with any byte: of fifty streams, one or two would end so by chance."""
    writer = appending.Appending(io.BytesIO(signed))
    added = writer.add_object(generic.StreamObject(stream_data=b"DER" + last))
    writer.root["/Thêm"] = added
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)

    assert "PDFA3A-STREAM-LENGTH-001" not in broken_rules(out.getvalue(), "3a")
    with pikepdf.open(out) as pdf:
        assert pdf.get_object(added.idnum, 0).read_bytes() == b"DER" + last
