"""What programs of others say of a signed file: poppler, a reader of QR codes, a checker of standards."""

import io
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import page as validator
import pikepdf
import zxingcpp
from asn1crypto import cms, pem
from PIL import Image

# Asked of every signature by the checker, though of several only the last can cover the whole file.
OF_SEVERAL_SIGNATURES = {"PDFA3A-SIGNATURE-BYTERANGE-001"}
VALID = "Signature is Valid."
NOT_SIGNED = "is not signed"
SIGNATURE = ["cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any", "-content"]
TIME_STAMP = ["ts", "-verify", "-token_in", "-data"]


def broken_rules(content, profile):
    return {failure.rule_id for failure in validator.validate_pdf_bytes(content, profile=profile).failures}


def pdfsig(content):
    """poppler's verdict on each filled field, by its name, and how many signatures cover the whole file."""
    with _as_file(content) as path:
        done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True)
    filled = [
        told for told in re.split(r"^Signature #\d+:$", done.stdout, flags=re.M)[1:] if NOT_SIGNED not in told
    ]
    verdicts = {
        re.search("Signature Field Name: (.*)", told)[1]: re.search("Signature Validation: (.*)", told)[1]
        for told in filled
    }
    return verdicts, done.stdout.count("  - Total document signed")


def openssl_finds_no_fault(content, root):
    """How many signatures and time-stamps OpenSSL checked against this root; a fault is an error."""
    checked = 0
    with tempfile.TemporaryDirectory() as folder, pikepdf.open(io.BytesIO(content)) as pdf:
        signed, signature, trusted = (Path(folder) / name for name in ("signed", "signature", "root"))
        trusted.write_bytes(pem.armor("CERTIFICATE", root.dump()))
        for value in [field.V for field in pdf.Root.AcroForm.Fields if "/V" in field]:
            start, length, again, rest = map(int, value.ByteRange)
            signed.write_bytes(content[start : start + length] + content[again : again + rest])
            signature.write_bytes(cms.ContentInfo.load(bytes(value.Contents)).dump())
            asked = TIME_STAMP if value.get("/Type") == "/DocTimeStamp" else SIGNATURE
            subprocess.run(
                ["openssl", *asked, signed, "-in", signature, "-CAfile", trusted],
                capture_output=True,
                check=True,
            )
            checked += 1
    return checked


def pictures(content, *, dots=150):
    """Each page as it looks on a screen."""
    with _as_file(content) as path:
        subprocess.run(["pdftoppm", "-r", str(dots), "-png", path, path.with_suffix("")], check=True)
        return [
            Image.open(io.BytesIO(made.read_bytes()))
            for made in sorted(path.parent.glob(f"{path.stem}-*.png"))
        ]


def qr_codes(content):
    """What a telephone reads from the pages."""
    return {found.text for picture in pictures(content) for found in zxingcpp.read_barcodes(picture)}


@contextmanager
def _as_file(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        yield path
