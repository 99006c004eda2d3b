"""How fast a paper is signed beside pyHanko itself, and how file and check grow with the signatures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figure import Figure, medians, processor_seconds
from benchmarks.site import own_site

PARTIES = 20
MANY = 50
ROUNDS = 15
PIN = "hoa-mai-2024"


def figures() -> Iterator[Figure]:
    with own_site():
        from django.conf import settings

        from documents.services import authority
        from documents.signing import keys

        keys.make_secret_file(Path(settings.SIGNING_KEYS_FILE))
        authority.create()
        yield from one_signature()
        yield from of_twenty()
        yield from of_many()


def one_signature() -> Iterator[Figure]:
    """On a frozen pledge of 20, without the PIN: that is slow on purpose."""
    request = opened(PARTIES)
    signer = request.signers.select_related("user", "request__paper").first()
    head = request.newest().content()
    times = medians(
        ROUNDS,
        ours=processor_seconds(our_signature(signer, head)),
        ours_checked=processor_seconds(our_signature(signer, head, check=True)),
        bare=processor_seconds(bare_signature(signer, head)),
        bare_checked=processor_seconds(bare_signature(signer, head, check=True)),
        pin=processor_seconds(unlocking(signer)),
    )
    name = f"a signature on a pledge of {PARTIES}"
    yield Figure(f"{name}, with its look", times["ours"], "s")
    yield Figure(f"{name}, against a bare call of pyHanko", times["ours"] / times["bare"], limit=1.3)
    checked = times["ours_checked"]
    yield Figure(f"{name}, with its acceptance test", checked, "s")
    yield Figure(
        "the same, against bare pyHanko that checks, too", checked / times["bare_checked"], limit=1.3
    )
    yield Figure("the same, against a bare call that does not check", checked / times["bare"])
    yield Figure("opening a key with its PIN", times["pin"], "s")


def our_signature(signer: Any, head: bytes, *, check: bool = False) -> Callable[[], object]:
    from django.utils import timezone

    from documents.services import authority, certificates
    from documents.services.signing import embedded
    from documents.signing import acceptance, appending, stamping

    key = certificates.open_key(signer.user, PIN)

    def act() -> None:
        look = stamping.style(embedded.look_of(signer, signer.user), embedded.size_of(head, signer.slot))
        content = appending.sign(
            head,
            signer.slot,
            signer=key.signer,
            clock=authority.current().clock,
            reason=embedded.REASON,
            stamp=look,
        )
        if check:
            own = {key.certificate.sha256}
            acceptance.accept(head, content, signer.slot, own, authority.trust(), now=timezone.now())

    return act


def bare_signature(signer: Any, head: bytes, *, check: bool = False) -> Callable[[], object]:
    """What one writes by hand: the same key, clock and field, signed and then validated."""
    from cryptography.hazmat.primitives import serialization
    from pyhanko.keys import load_private_key_from_pemder_data
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import signers
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from documents.services import authority, certificates
    from documents.signing.trust import KEY_USAGE

    key = certificates.open_key(signer.user, PIN)
    plain = key.signer._key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    simple = signers.SimpleSigner(
        signing_cert=key.signer.signing_cert,
        signing_key=load_private_key_from_pemder_data(plain, None),
        cert_registry=SimpleCertificateStore.from_certs([authority.current().between]),
    )

    def act() -> None:
        out = io.BytesIO()
        signers.PdfSigner(
            signers.PdfSignatureMetadata(field_name=signer.slot, md_algorithm="sha256"),
            signer=simple,
            timestamper=authority.current().clock,
        ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(head)), output=out)
        if not check:
            return
        trust = authority.trust()
        signature = PdfFileReader(out).embedded_regular_signatures[-1]
        status = validate_pdf_signature(
            signature, trust.of_signers(), trust.of_clocks(), key_usage_settings=KEY_USAGE
        )
        assert status.bottom_line

    return act


def unlocking(signer: Any) -> Callable[[], object]:
    from documents.services import certificates

    return lambda: certificates.open_key(signer.user, PIN)


def of_twenty() -> Iterator[Figure]:
    """Three pledges, all of it: PIN, lease, signature, test, database, file."""
    rounds = [signed_by_all(PARTIES) for _round in range(3)]
    first = median(median(times[:3]) for times, _request in rounds)
    last = median(median(times[-3:]) for times, _request in rounds)
    yield Figure(f"a signature on a pledge of {PARTIES}, all of it, the first ones", first, "s")
    yield Figure(f"the last ones of {PARTIES}, against the first", last / first, limit=1.5)
    yield from growth(rounds[0][1], PARTIES)
    yield Figure(f"a full check of {PARTIES} signatures and the archive seal", check_of(rounds[0][1]), "s")


def of_many() -> Iterator[Figure]:
    times, request = signed_by_all(MANY)
    last = median(times[-5:])
    yield Figure(f"a signature on a pledge of {MANY}, all of it, the last ones", last, "s")
    yield Figure(f"the last ones of {MANY}, against the first", last / median(times[:5]), limit=2)
    yield from growth(request, MANY)
    yield Figure(f"a full check of {MANY} signatures and the archive seal", check_of(request), "s")


def growth(request: Any, how_many: int) -> Iterator[Figure]:
    sizes = list(request.revisions.exclude(kind="sealed").values_list("size", flat=True))
    yield Figure(
        f"growth of the file for each of {how_many} signatures",
        (sizes[-1] - sizes[0]) / how_many / 1024,
        "kB",
    )


def check_of(request: Any) -> float:
    from documents.services import authority
    from documents.signing import checking

    content = request.newest().content()
    trust = authority.trust()
    return median(processor_seconds(lambda: checking.check(content, trust))() for _round in range(3))


def signed_by_all(how_many: int) -> tuple[list[float], Any]:
    from documents.services import signing

    request = opened(how_many)
    signers = list(request.signers.select_related("user", "request__paper"))
    times = [
        processor_seconds(partial(signing.sign, signer, by=signer.user, pin=PIN))() for signer in signers
    ]
    request.refresh_from_db()
    return times, request


def opened(how_many: int) -> Any:
    """A pledge that waits for all its signatures."""
    from documents.models import FormatProfile
    from tests.documents import signing_cast as cast

    users = people(how_many)
    return cast.request_of(users, FormatProfile.objects.get(pk="state"))


def people(how_many: int) -> list[Any]:
    """Made once, and again for the next pledge."""
    from emulation.models import User
    from tests.documents import samples
    from tests.documents import signing_cast as cast

    made = list(User.objects.order_by("pk"))
    for place, party in enumerate(samples.parties(how_many)[len(made) :], start=len(made) + 1):
        user = User.objects.create_user(f"ky-{place}", f"ky-{place}@example.vn", full_name=party.name)
        cast.enrol(user, party)
        made.append(user)
    return made[:how_many]
