"""Whatever people send: it is answered in a moment, and breaks nothing."""

import io
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some

from documents import rendering
from documents.services import signing, verification
from documents.signing import checking
from documents.signing.reading import Rejected
from documents.signing.trust import Trust
from tests.documents import samples
from tests.documents import signing_cast as cast

NOBODY = Trust((), ())


def bomb():
    """A small page that unpacks to 100 MB."""
    packed = zlib.compress(zlib.compress(b"\0" * 100_000_000, 9), 9)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"")
        page.Contents.write(
            packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        )
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def bomb_of_objects():
    """Its table of objects is what unpacks."""
    packed = zlib.compress(b"\0" * 100_000_000, 9)
    head = b"%PDF-1.7\n"
    table = (
        b"1 0 obj\n<< /Type /XRef /Size 99999999 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
    )
    return head + table + b"startxref\n9\n%%EOF\n"


def locked():
    with pikepdf.open(io.BytesIO(rendering.pdf(samples.submission()))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="chu", user="khach"))
    return out.getvalue()


def cut_off():
    content = rendering.pdf(samples.submission())
    return content[: len(content) // 2]


def turning_in_a_circle():
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Fields [4 0 R] >>\nendobj\n4 0 obj\n<< /FT /Sig /T (a) /Kids [4 0 R] >>\nendobj\n"
        b"xref\n0 5\n0000000000 65535 f \n0000000009 00000 n \n0000000075 00000 n \n0000000131 00000 n \n"
        b"0000000170 00000 n \ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n220\n%%EOF\n"
    )


FILES = {
    "bomb": bomb,
    "bomb of objects": bomb_of_objects,
    "locked": locked,
    "cut off": cut_off,
    "circle": turning_in_a_circle,
    "nothing": lambda: b"\n" * 1000,
    "many ends": lambda: b"%PDF-1.7\n" + b"%%EOF\n" * 500_000,
    "deep": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_a_page_as_an_answer(client, db, name):
    sent = {"file": SimpleUploadedFile("a.pdf", FILES[name](), "application/pdf"), "by_file": "1"}

    response = client.post(reverse("documents:verify"), sent)

    assert response.status_code == 200
    assert response.context["look"].kind in (verification.Kind.UNREADABLE, verification.Kind.FOREIGN)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_not_taken_as_a_signature(state, name):
    signer = cast.request_of(cast.people(1), state).signers.select_related("user", "request__paper").get()
    signing.keep_for_upload(signer, by=signer.user)

    with pytest.raises(signing.Rejection) as rejected:
        signing.upload(signer, FILES[name](), by=signer.user)

    assert rejected.value.code in ("NOT_AN_APPEND", "TOO_LARGE")


@settings(max_examples=50)
@given(some.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(Rejected):
        checking.check(b"%PDF-1.7\n" + content, NOBODY)


@settings(max_examples=50)
@given(some.integers(0, 40_000), some.binary(min_size=1, max_size=40))
def test_a_paper_with_anything_written_over_it_is_read_or_refused(start, content):
    paper = _paper()
    spoilt = paper[:start] + content + paper[start + len(content) :]

    try:
        report = checking.check(spoilt, NOBODY)
    except Rejected:
        return
    assert report.signatures == ()


def _paper(kept=[]):  # noqa: B006  printed once
    if not kept:
        kept.append(rendering.pdf(samples.submission()))
    return kept[0]
