"""People with certificates, and papers for them to sign."""

from io import BytesIO

from asn1crypto import pem
from django.utils import timezone
from PIL import Image

from documents.models import SignatureRequest
from documents.services import authority, certificates, signing
from documents.signing import certificates as certificates_made
from documents.signing.keys import new_key
from emulation.models import User
from tests.documents import samples
from tests.documents import signing_attacks as attacks

PIN = "hoa-mai-2024"


def people(how_many, *, enrolled=True):
    made = []
    for place, party in enumerate(samples.parties(how_many), start=1):
        user = User.objects.create_user(f"ky-{place}", f"ky-{place}@example.vn", full_name=party.name)
        if enrolled:
            enrol(user, party)
        made.append(user)
    return made


def enrol(user, party=None, pin=PIN):
    enrolment = certificates.approve(
        user,
        organisation=party.organisation if party else "Sở Nội vụ",
        title=party.position_lines[-1] if party else "Giám đốc",
        decision="12/QĐ-UBND",
        by=None,
    )
    return certificates.enrol(enrolment, pin=pin, by=user)


def parties_of(users):
    return [
        signing.Party(
            slot=party.slot,
            user=user,
            name=party.name,
            organisation=party.organisation,
            title=", ".join(party.position_lines),
            role="leader" if party.leader else "member",
        )
        for party, user in zip(samples.parties(len(users)), users, strict=True)
    ]


def request_of(
    users, state_format, *, start=True, order=SignatureRequest.Order.ANY, document=None, **changes
):
    said = {
        "issuer_key": "khoi-1",
        "issuer_name": "Khối thi đua số 1",
        "profile": state_format,
        "kind": "pledge",
        "year": 2024,
        "subject": "pledge:1",
        "symbol": "GƯTĐ",
        "issuer_symbol": "KTĐ",
        "by": users[0],
        "order": order,
    }
    request = signing.open_request(
        lambda taken: document or samples.pledge(len(users)), parties_of(users), **said | changes
    )
    if start:
        signing.start(request, by=users[0])
    return request


def sign_all(request, but=0):
    signers = list(request.signers.select_related("user", "request"))
    for signer in signers[: len(signers) - but]:
        signing.sign(signer, by=signer.user, pin=PIN)
    request.refresh_from_db()
    return request


def enrol_new(username, full_name):
    user = User.objects.create_user(username, f"{username}@example.vn", full_name=full_name)
    enrol(user)
    return user


def believe(name, trust):
    """An administrator takes another authority onto a list."""
    root = trust.signers[0].certificate
    return authority.believe(
        name,
        root.dump(),
        between=b"".join(pem.armor("CERTIFICATE", each.dump()) for each in trust.between),
        revocation_list=trust.lists[0].dump(),
        by=None,
    )


def token_of(full_name, *, believed=True):
    """A token from another authority, which is on a list of the site unless said."""
    material, trust = attacks.material_without_database(pledge=False, name=full_name)
    if believed:
        believe("CA thử nghiệm", trust)
    return material


def another_root():
    """The certificate of an authority of others, in DER."""
    key, now = new_key(), timezone.now()
    return certificates_made.der(certificates_made.root(key, certificates_made.name_of("CA khác"), now))


def scan():
    """Of a paper that was signed by hand."""
    made = BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "PNG")
    return made.getvalue()
