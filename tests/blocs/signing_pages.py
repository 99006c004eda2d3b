"""What the tests of signing a pledge share."""

from blocs.services import signing
from documents.models import SignatureRequest
from tests.documents.signing_cast import PIN


def request_of(pledge):
    pledge.refresh_from_db()
    return SignatureRequest.objects.select_related("paper").get(paper=pledge.paper)


def place_of(pledge, organisation):
    return request_of(pledge).signers.select_related("user").get(party=f"organisation:{organisation.pk}")


def sign(pledge, organisation, *, by=None, pin=PIN, seen=None):
    signer = place_of(pledge, organisation)
    seen = signer.request.paper.content_hash if seen is None else seen
    return signing.sign(pledge, signer, organisation, by=by or signer.user, pin=pin, seen=seen)


def decline(pledge, organisation, reason="Chưa thống nhất chỉ tiêu."):
    signer = place_of(pledge, organisation)
    signing.decline(pledge, signer, organisation, reason=reason, by=signer.user)
