"""What signing programs send that place a field of their own, and what else they may do along with it."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm

from documents.signing import appending
from tests.documents import signing_attacks as attacks

pdf_name = generic.pdf_name
NAME = "Signature1"


def room_of(content, slot):
    """The page and the box of a party's room."""
    for reference in attacks.appending.Appending(io.BytesIO(content)).root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == slot:
            reader = appending.Appending(io.BytesIO(content))
            return _page_of(reader, slot), tuple(int(side) for side in field["/Rect"])
    raise LookupError(slot)


class _AsOthers(signers.PdfSigner):
    """Programs of others certify whenever they like."""

    def _enforce_certification_constraints(self, reader):
        pass


def _page_of(writer, slot):
    for number in range(int(writer.root["/Pages"]["/Count"])):
        page = writer.find_page_for_modification(number)[0].get_object()
        if any(each.get_object().get("/T") == slot for each in page.get("/Annots", ())):
            return number
    raise LookupError(slot)


def signed(material, *, box=None, page=None, name=NAME, change=None, spec=None, signer=None, **meta):
    """A new field, inside the room unless said, signed in the same revision."""
    at, (left, lower, right, upper) = room_of(material.head, material.field)
    writer = appending.Appending(io.BytesIO(material.head))
    inside = (left + 10, lower + 10, right - 10, upper - 10)
    spec = {"on_page": at if page is None else page, "box": inside if box is None else box} | (spec or {})
    fields.append_signature_field(writer, fields.SigFieldSpec(name, **spec))
    if change:
        change(writer)
    said = {"md_algorithm": "sha256", "subfilter": fields.SigSeedSubFilter.PADES} | meta
    out = io.BytesIO()
    _AsOthers(
        signers.PdfSignatureMetadata(field_name=name, **said),
        signer=signer or material.signer,
        timestamper=material.clock,
    ).sign_pdf(writer, output=out)
    return out.getvalue()


def unseen(material):
    return signed(material, box=(0, 0, 0, 0))


def over_the_text(material):
    return signed(material, page=0, box=(60, 300, 540, 800))


def over_the_signature_of_another(material):
    page, box = room_of(material.head, material.signed_field)
    return signed(material, page=page, box=box)


def larger_than_the_room(material):
    _page, (left, lower, right, upper) = room_of(material.head, material.field)
    return signed(material, box=(left, lower - 40, right, upper))


def on_another_page(material):
    return signed(material, page=0)


def outside_the_page(material):
    return signed(material, box=(-300, -300, -100, -200))


def beside_an_empty_one(material):
    def one_more(writer):
        fields.append_signature_field(writer, fields.SigFieldSpec("them", on_page=0, box=(60, 300, 540, 800)))

    return signed(material, change=one_more)


def two_of_them(material):
    again = attacks.Material(**{**vars(material), "head": signed(material)})
    return signed(again, name="Signature2")


def empty(material):
    def one_more(writer):
        fields.append_signature_field(writer, fields.SigFieldSpec("them", on_page=0, box=(60, 300, 540, 800)))

    return attacks.update(material.head, one_more)


def besides_the_own_place(material):
    return attacks.properly(attacks.Material(**{**vars(material), "head": signed(material)}))


def by_another_member(material):
    return signed(material, signer=material.other)


def by_a_stranger(material):
    return signed(material, signer=attacks.stranger(material.signer.signing_cert))


def certifying(material):
    """Nobody could sign after it."""
    return signed(material, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)


def locking_all(material):
    return signed(material, spec={"field_mdp_spec": FieldMDPSpec(FieldMDPAction.ALL)})


def with_a_script(material):
    def script(writer):
        field = attacks.field_of(writer, NAME)
        action = {
            pdf_name("/S"): pdf_name("/JavaScript"),
            pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
        field[pdf_name("/A")] = generic.DictionaryObject(action)

    return signed(material, change=script)


def with_a_note(material):
    def note(writer):
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        made = {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Contents"): generic.pdf_string("Đã sửa"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 200))),
        }
        if "/Annots" not in page:
            page[pdf_name("/Annots")] = generic.ArrayObject()
        page["/Annots"].append(writer.add_object(generic.DictionaryObject(made)))
        writer.update_container(page)

    return signed(material, change=note)


def with_a_changed_page(material):
    def change(writer):
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        stream = page.raw_get("/Contents").get_object()
        new = generic.StreamObject(stream_data=stream.data + b"\n0 0 m 99 99 l S")
        page[pdf_name("/Contents")] = writer.add_object(new)
        writer.update_container(page)

    return signed(material, change=change)


# Each with the code that the acceptance test answers
REFUSED = {
    over_the_text: "OUTSIDE_THE_ROOM",
    over_the_signature_of_another: "OUTSIDE_THE_ROOM",
    larger_than_the_room: "OUTSIDE_THE_ROOM",
    on_another_page: "OUTSIDE_THE_ROOM",
    outside_the_page: "OUTSIDE_THE_ROOM",
    beside_an_empty_one: "FIELD_SET_CHANGED",
    two_of_them: "FIELD_SET_CHANGED",
    empty: "FIELD_SET_CHANGED",
    besides_the_own_place: "FIELD_SET_CHANGED",
    by_another_member: "WRONG_CERTIFICATE",
    by_a_stranger: "WRONG_CERTIFICATE",
    certifying: "LOCKS_OTHERS|CATALOG_CHANGED",
    locking_all: "LOCKS_OTHERS|CONTENT_CHANGED_WHILE_SIGNING",
    with_a_script: "CONTENT_CHANGED_WHILE_SIGNING",
    with_a_note: "CONTENT_CHANGED_WHILE_SIGNING",
    with_a_changed_page: "CONTENT_CHANGED_WHILE_SIGNING",
}
