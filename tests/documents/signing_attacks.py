"""Ways to tamper with a signed file, each as a builder: from what an attacker has to what he would send."""

import io
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from documents import rendering
from documents.signing import appending, certificates, freezing, keys, stamping, timestamps, trust
from tests.documents import samples

LIST = "http://x.vn/a.crl"
pdf_name = generic.pdf_name


@dataclass
class Material:
    """A file with some fields signed, the field that is waited for, and who would sign it."""

    head: bytes
    field: str
    signed_field: str
    signer: keys.LiveKeySigner  # of the one who is waited for
    other: keys.LiveKeySigner  # of another member
    clock: object
    earlier: bytes  # the file before the last signature
    issuer: certificates.Issuer | None = None  # of the certificates, where the test made it


def update(content, change):
    writer = appending.Appending(io.BytesIO(content))  # as one who leaves no other traces
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def properly(material, head=None, **changes):
    said = {"signer": material.signer, "clock": material.clock, "reason": "Đồng ý"}
    return appending.sign(head or material.head, material.field, **said | changes)


def field_of(writer, name):
    for reference in writer.root["/AcroForm"]["/Fields"]:
        if reference.get_object()["/T"] == name:
            return reference.get_object()
    raise LookupError(name)


# What was signed is changed


def byte_changed(material):
    at = material.head.index(b"stream", 2000) + 20
    return material.head[:at] + bytes([material.head[at] ^ 1]) + material.head[at + 1 :]


def page_content_replaced(material):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        stream = page.raw_get("/Contents").get_object()
        new = generic.StreamObject(stream_data=stream.data + b"\n0 0 m 99 99 l S")
        page[pdf_name("/Contents")] = writer.add_object(new)
        writer.update_container(page)

    return update(material.head, change)


def page_stream_overwritten(material):
    def change(writer):
        reference = writer.root["/Pages"]["/Kids"][0].get_object().raw_get("/Contents")
        stream = generic.StreamObject(stream_data=b"0 0 m 99 99 l S")
        writer.objects[(reference.generation, reference.idnum)] = stream

    return update(material.head, change)


def annotation_added(material):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Contents"): generic.pdf_string("Đã sửa"),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 200))),
            }
        )
        if "/Annots" not in page:
            page[pdf_name("/Annots")] = generic.ArrayObject()
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page)

    return update(material.head, change)


def text_field_added(material):
    def change(writer):
        form = writer.root["/AcroForm"]
        text = generic.DictionaryObject(
            {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("them")}
        )
        form["/Fields"].append(writer.add_object(text))
        writer.update_container(form)

    return update(material.head, change)


def page_added(material):
    def change(writer):
        pages = writer.root["/Pages"]
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): writer.root.raw_get("/Pages"),
                pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
            }
        )
        pages["/Kids"].append(writer.add_object(page))
        pages[pdf_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return update(material.head, change)


def pages_swapped(material):
    def change(writer):
        pages = writer.root["/Pages"]
        kids = pages["/Kids"]
        kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
        writer.update_container(pages)

    return update(material.head, change)


def font_exchanged(material):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        fonts = page["/Resources"]["/Font"]
        name = next(iter(fonts))
        fonts[pdf_name(name)] = writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Font"),
                    pdf_name("/Subtype"): pdf_name("/Type1"),
                    pdf_name("/BaseFont"): pdf_name("/Symbol"),
                }
            )
        )
        writer.update_container(fonts)

    return update(material.head, change)


def open_action_added(material):
    def change(writer):
        writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
            {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
        )
        writer.update_root()

    return update(material.head, change)


def appearance_exchanged(material):
    return _with_look(material, material.signed_field)


def empty_field_painted(material):
    return _with_look(material, material.field)


def _with_look(material, name):
    def change(writer):
        field = field_of(writer, name)
        look = generic.StreamObject(stream_data=b"1 0 0 rg 0 0 99 50 re f")
        look[pdf_name("/Type")], look[pdf_name("/Subtype")] = pdf_name("/XObject"), pdf_name("/Form")
        look[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 99, 50)))
        field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        writer.update_container(field)

    return update(material.head, change)


def signed_field_hidden(material):
    def change(writer):
        field = field_of(writer, material.signed_field)
        field[pdf_name("/F")] = generic.NumberObject(2)
        writer.update_container(field)

    return update(material.head, change)


def rollback(material):
    return material.earlier


def value_removed(material):
    def change(writer):
        field = field_of(writer, material.signed_field)
        del field["/V"]
        writer.update_container(field)

    return update(material.head, change)


def field_removed(material):
    def change(writer):
        form = writer.root["/AcroForm"]
        kept = [ref for ref in form["/Fields"] if ref.get_object()["/T"] != material.signed_field]
        form[pdf_name("/Fields")] = generic.ArrayObject(kept)
        writer.update_container(form)

    return update(material.head, change)


def signature_reused(material):
    def change(writer):
        signed, empty = field_of(writer, material.signed_field), field_of(writer, material.field)
        empty[pdf_name("/V")] = signed.raw_get("/V")
        writer.update_container(empty)

    return update(material.head, change)


def title_changed(material):
    def change(writer):
        info = writer.prev.trailer_view["/Info"]
        new = generic.DictionaryObject({key: info.raw_get(key) for key in info})
        new[pdf_name("/Title")] = generic.pdf_string("Giao ước khác")
        writer.set_info(writer.add_object(new))

    return update(material.head, change)


def looks_asked_for(material):
    def change(writer):
        form = writer.root["/AcroForm"]
        form[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
        writer.update_container(form)

    return update(material.head, change)


def bytes_after_the_end(material):
    return material.head + b"\n% them\n"


def container_zeroed(material):
    contents = re.compile(rb"<[0-9a-fA-F]{9000,}>")
    return contents.sub(lambda found: b"<" + b"0" * (len(found[0]) - 2) + b">", material.head)


def byte_range_shortened(material):
    found = list(re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", material.head))[-1]
    last = found[3]
    shorter = str(int(last) - 10).rjust(len(last), "0").encode()
    return material.head[: found.start(3)] + shorter + material.head[found.end(3) :]


def rewritten_by_qpdf(material):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        source.write_bytes(properly(material))
        with pikepdf.open(source) as pdf:
            pdf.save(target, linearize=False)
        return target.read_bytes()


# Somebody signs who must not, or more than a signature comes along


def another_member_signs(material):
    return properly(material, signer=material.other)


def stranger_with_the_same_names(material):
    return properly(material, signer=stranger(material.signer.signing_cert))


def wrong_field(material):
    with pikepdf.open(io.BytesIO(material.head)) as pdf:
        empty = [str(each.T) for each in pdf.Root.AcroForm.Fields if "/V" not in each]
    other = next(name for name in empty if name != material.field and name.startswith("DV"))
    return appending.sign(material.head, other, signer=material.signer, clock=material.clock, reason="Đồng ý")


def two_fields_at_once(material):
    return wrong_field(Material(**{**vars(material), "head": properly(material)}))


def hidden_field_by_a_rogue(material):
    meta = signers.PdfSignatureMetadata(field_name="an")
    out = io.BytesIO()
    rogue = stranger(material.signer.signing_cert)
    writer = IncrementalPdfFileWriter(io.BytesIO(material.head))
    fields.append_signature_field(writer, fields.SigFieldSpec("an"))
    signers.PdfSigner(meta, signer=rogue).sign_pdf(writer, output=out)
    return out.getvalue()


def visible_field_by_a_member(material):
    """A place that the paper does not have, signed properly by one who has signed already."""
    with pikepdf.open(io.BytesIO(material.head)) as pdf:
        number = next(place for place, page in enumerate(pdf.pages) if "/Annots" in page)
    writer = appending.Appending(io.BytesIO(material.head))
    fields.append_signature_field(writer, fields.SigFieldSpec("them", on_page=number, box=(50, 50, 200, 120)))
    out = io.BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="them", md_algorithm="sha256")
    signers.PdfSigner(meta, signer=material.other, timestamper=material.clock).sign_pdf(writer, output=out)
    return out.getvalue()


def sha_1(material):
    meta = signers.PdfSignatureMetadata(
        field_name=material.field, md_algorithm="sha1", subfilter=fields.SigSeedSubFilter.PADES
    )

    class Weak(keys.LiveKeySigner):
        async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
            from cryptography.hazmat.primitives.asymmetric import padding

            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA1())

    weak = Weak(material.signer._key, material.signer.signing_cert, [])
    out = io.BytesIO()
    signers.PdfSigner(meta, signer=weak).sign_pdf(
        appending.Appending(io.BytesIO(material.head)), existing_fields_only=True, output=out
    )
    return out.getvalue()


def rogue_clock(material):
    key = keys.new_key()
    issuer = certificates.Issuer(key, certificates.root(key, certificates.name_of("Đồng hồ lạ"), now()))
    clock_key = keys.new_key()
    certificate = certificates.clock(
        clock_key, certificates.name_of("Đồng hồ lạ 1"), issuer, now(), "http://x.vn/a.crl"
    )
    made = timestamps.OwnClock(clock_key, certificates.asn1_certificate(certificates.der(certificate)), [])
    return properly(material, clock=made)


def without_a_time(material):
    meta = signers.PdfSignatureMetadata(
        field_name=material.field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    signers.PdfSigner(meta, signer=material.signer).sign_pdf(
        appending.Appending(io.BytesIO(material.head)), existing_fields_only=True, output=out
    )
    return out.getvalue()


def page_changed_along(material):
    """In the same revision as a proper signature."""

    class Changes(appending.Appending):
        def _prep_dom_for_writing(self):
            page = self.root["/Pages"]["/Kids"][0].get_object()
            stream = generic.StreamObject(stream_data=b"0 0 m 99 99 l S")
            page[pdf_name("/Contents")] = self.add_object(stream)
            self.update_container(page)
            super()._prep_dom_for_writing()

    meta = signers.PdfSignatureMetadata(
        field_name=material.field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    out = io.BytesIO()
    signers.PdfSigner(meta, signer=material.signer, timestamper=material.clock).sign_pdf(
        Changes(io.BytesIO(material.head)), existing_fields_only=True, output=out
    )
    return out.getvalue()


def changed_and_then_signed(material):
    return properly(material, head=annotation_added(material))


def titled_and_then_signed(material):
    return properly(material, head=title_changed(material))


def signed_with_new_metadata(material):
    """By pyHanko as it comes, which writes the packet anew."""
    meta = signers.PdfSignatureMetadata(
        field_name=material.field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(material.head))
    writer._meta.title = "Giao ước khác"
    out = io.BytesIO()
    signers.PdfSigner(meta, signer=material.signer, timestamper=material.clock).sign_pdf(
        writer, existing_fields_only=True, output=out
    )
    return out.getvalue()


def stranger(like: asn1.Certificate):
    """A key under an authority of one's own that bears all the same names."""
    key, leaf = keys.new_key(), keys.new_key()
    names = like.subject.native
    issuer = certificates.Issuer(
        key, certificates.root(key, certificates.name_of(like.issuer.native["common_name"]), now())
    )
    made = certificates.person(
        leaf,
        certificates.name_of(names["common_name"], names.get("organization_name", "")),
        issuer,
        now(),
        "http://x.vn/a.crl",
    )
    return keys.LiveKeySigner(leaf, certificates.asn1_certificate(certificates.der(made)), [])


def now():
    return datetime.now(UTC) - timedelta(minutes=1)


# Each with the codes that the acceptance test may answer
ON_UPLOAD = {
    byte_changed: "NOT_AN_APPEND",
    page_content_replaced: "WRONG_FIELD_SIGNED",
    page_stream_overwritten: "WRONG_FIELD_SIGNED",
    annotation_added: "WRONG_FIELD_SIGNED",
    text_field_added: "FOREIGN_FIELD",
    page_added: "WRONG_FIELD_SIGNED",
    pages_swapped: "WRONG_FIELD_SIGNED",
    font_exchanged: "WRONG_FIELD_SIGNED",
    open_action_added: "WRONG_FIELD_SIGNED",
    appearance_exchanged: "WRONG_FIELD_SIGNED",
    empty_field_painted: "WRONG_FIELD_SIGNED",
    signed_field_hidden: "WRONG_FIELD_SIGNED",
    rollback: "NOT_AN_APPEND",
    value_removed: "WRONG_FIELD_SIGNED",
    field_removed: "FIELD_SET_CHANGED",
    signature_reused: "BROKEN_SIGNATURE|PARTIAL_COVERAGE|WRONG_CERTIFICATE",
    title_changed: "WRONG_FIELD_SIGNED",
    looks_asked_for: "WRONG_FIELD_SIGNED",
    bytes_after_the_end: "REVISION_COUNT|UNREADABLE",
    container_zeroed: "NOT_AN_APPEND",
    byte_range_shortened: "NOT_AN_APPEND",
    rewritten_by_qpdf: "NOT_AN_APPEND",
    another_member_signs: "WRONG_CERTIFICATE",
    stranger_with_the_same_names: "WRONG_CERTIFICATE",
    wrong_field: "WRONG_FIELD_SIGNED",
    two_fields_at_once: "WRONG_FIELD_SIGNED",
    hidden_field_by_a_rogue: "FIELD_SET_CHANGED",
    visible_field_by_a_member: "FIELD_SET_CHANGED",
    sha_1: "UNTRUSTED|BROKEN_SIGNATURE",
    rogue_clock: "NO_TRUSTED_TIMESTAMP",
    without_a_time: "NO_TRUSTED_TIMESTAMP",
    page_changed_along: "CONTENT_CHANGED_WHILE_SIGNING",
    changed_and_then_signed: "CONTENT_CHANGED_WHILE_SIGNING",
    titled_and_then_signed: "DOCINFO_CHANGED",
    signed_with_new_metadata: "XMP_CHANGED|DOCINFO_CHANGED",
}
ON_SIGHT = [attack for attack in ON_UPLOAD if attack is not rollback]  # that one is ours, and older


def material_without_database(*, pledge=True, name="Nguyễn Văn Bốn", certify=True):
    """Three of five have signed; the fourth is waited for. With whom to trust."""
    begun = now()
    root_key, issuing_key, clock_key, seal_key = (keys.new_key() for _ in range(4))
    root = certificates.root(root_key, certificates.name_of("Gốc thử"), begun)
    issuing = certificates.issuing(issuing_key, certificates.name_of("CA thử"), root_key, root, begun)
    issuer = certificates.Issuer(issuing_key, issuing)
    chain = [_asn1(issuing)]
    clock = timestamps.OwnClock(
        clock_key,
        _asn1(certificates.clock(clock_key, certificates.name_of("Giờ"), issuer, begun, LIST)),
        chain,
    )
    seal = keys.LiveKeySigner(
        seal_key, _asn1(certificates.seal(seal_key, certificates.name_of("Dấu"), issuer, begun, LIST)), chain
    )
    waited = _person(name, issuer, begun, chain)
    revoked = certificates.revocation_list(issuer, [], number=1, now=begun)
    of_root = certificates.Issuer(root_key, root)
    ever = certificates.revocation_list(of_root, [], number=1, now=begun, holds=timedelta(days=3650))
    trusted = trust.Root("CA thử", _asn1(root))
    lists = [asn1_crl.CertificateList.load(certificates.der(each)) for each in (revoked, ever)]
    believed = trust.Trust((trusted,), (trusted,), tuple(chain), tuple(lists))
    if not pledge:
        return Material(b"", "", "", waited, waited, clock, b"", issuer), believed
    others = [_person(f"Nguyễn Văn {name}", issuer, begun, chain) for name in ("Một", "Hai", "Ba", "Năm")]
    printed = rendering.printed(samples.pledge(5))
    head = freezing.freeze(
        printed,
        [freezing.Field(slot, f"Chữ ký {slot}") for slot in printed.slots],
        seal=seal,
        clock=clock,
        reason="Chốt",
        certify=certify,
    )
    slots, files = list(printed.slots), [head]
    for slot, person in zip(slots[:3], others, strict=False):
        look = stamping.style(stamping.Look("Đã ký"), (155, 85))
        files.append(appending.sign(files[-1], slot, signer=person, clock=clock, reason="Đồng ý", stamp=look))
    material = Material(files[-1], slots[3], slots[1], waited, others[3], clock, files[-2], issuer)
    return material, believed


def of_last_year(material):
    """The same person's key under the same authority, its certificate out of time since yesterday."""
    begun = now() - timedelta(days=certificates.PERSON_DAYS + 1)
    between = _asn1(material.issuer.certificate)
    return _person(
        material.signer.signing_cert.subject.native["common_name"], material.issuer, begun, [between]
    )


def revoking(material, believed):
    """What is believed, once the authority has revoked the certificate of who is waited for."""
    serial = material.signer.signing_cert.serial_number
    newer = certificates.revocation_list(
        material.issuer, [(serial, now(), "key_compromise")], number=2, now=now()
    )
    return replace(
        believed, lists=(asn1_crl.CertificateList.load(certificates.der(newer)), *believed.lists[1:])
    )


def _person(name, issuer, begun, chain):
    key = keys.new_key()
    made = certificates.person(key, certificates.name_of(name, "Hội"), issuer, begun, LIST)
    return keys.LiveKeySigner(key, _asn1(made), chain)


def _asn1(certificate):
    return certificates.asn1_certificate(certificates.der(certificate))


def picture():
    """A blue stroke on clear ground."""
    drawn = Image.new("RGBA", (600, 240))
    ImageDraw.Draw(drawn).line([(20, 200), (200, 20), (260, 210), (580, 120)], fill=(20, 60, 180), width=9)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def end_of_revision(content, number):
    """Where this revision ends, counted from 1."""
    return [found.end() for found in re.finditer(rb"%%EOF\n?", content)][number - 1]
