"""Having any paper signed by those who hold the mandates for it. Call as paper_signing.ask(…).

A service that issues a paper has it signed instead, in one call; `given` is what papers.issue takes beside:

    heads = [paper_signing.head(organisation, slot="leader", style=profile.format(), on=today)]
    request = paper_signing.ask(build, heads, by=user, at=at, **given)
    request.paper                # numbered, frozen and archived; Paper.State.ISSUED once all have signed

`build` writes a document whose signatures name the same slots (`content.Party.slot`). `person(user, …)` takes
somebody who signs without a mandate as head, as the tellers of a ballot do. `replaces=` names the paper in
force whose place this one takes once it is signed, `own_fields=` lets signing programs place fields of
their own (selectors.papers.own_fields_in: what the bloc has chosen), `follow(kind, on_step)` hears of each
step of it. The rest is there already: each one signs at /papers/<code>/sign/ with the PIN or a token, finds
it under “waits for you”, and gets mail, receipt and final copy; anybody verifies it at /verify/<code>/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Organisation
from blocs.selectors import paper_signing as reading
from blocs.selectors import signers
from blocs.services.signing import hands, letters
from blocs.services.signing.common import end_of, key_of
from documents.content import Document, Format
from documents.models import Paper, Revision, Signature, SignatureRequest, Signer
from documents.services import papers as archive
from documents.services import signing as machinery
from documents.signing.passkeys import Answer
from emulation.models import User
from emulation.verdicts import Refused

State = SignatureRequest.State
follow = machinery.follow


def ask(
    build: Callable[[archive.Taken], Document],
    parties: Sequence[machinery.Party],
    *,
    by: User,
    order: str = SignatureRequest.Order.ANY,
    until: date | None = None,
    own_fields: bool = False,
    replaces: Paper | None = None,
    at: datetime | None = None,
    **given: Any,
) -> SignatureRequest:
    """Issue the paper with a room for each, and write to those whose turn it is."""
    at = at or timezone.now()
    with transaction.atomic():
        request = machinery.open_request(
            build,
            parties,
            by=by,
            order=order,
            own_fields=own_fields,
            deadline=end_of(until) if until else None,
            replaces=replaces,
            at=at,
            **given,
        )
        machinery.start(request, by=by, at=at)
        letters.ask(request, request.signers.filter(state=Signer.State.INVITED))
    return request


def head(
    organisation: Organisation,
    *,
    slot: str,
    style: Format,
    on: date,
    role: str = Signer.Role.MEMBER,
) -> machinery.Party:
    """The head of an organisation on a day, as a party; refuses when nobody holds the mandate."""
    mandate = signers.head_of(organisation, on=on)
    if mandate is None:
        told = _("Nobody holds the mandate as head of %(name)s today. An administrator gives it first.")
        raise Refused(told % {"name": organisation.short_name_on(on)})
    return machinery.Party(
        slot=slot,
        user=mandate.user,
        name=mandate.user.full_name,
        organisation=organisation.name_on(on),
        title=signers.position(mandate, style),
        role=role,
        key=key_of(organisation),
    )


def person(user: User, *, slot: str, title: str = "", role: str = Signer.Role.MEMBER) -> machinery.Party:
    """Somebody who signs in a role of the paper's own."""
    return machinery.Party(slot=slot, user=user, name=user.full_name, title=title, role=role)


def view(signer: Signer, *, by: User) -> None:
    hands.view(signer, by=by)


def sign(signer: Signer, *, by: User, pin: str = "", passkey: Answer | None = None, seen: str) -> Signature:
    """`seen` is the fingerprint of the paper that the person read."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate()).or_refuse()
    signature = machinery.sign(signer, by=by, pin=pin, passkey=passkey, seen=seen)
    hands.after_signing(signature)
    return signature


def sign_remote(signer: Signer, *, by: User, **given: str) -> Signature:
    """With a key at the remote service; `given` is what hands.signed_there takes."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate()).or_refuse()
    return hands.signed_there(signer, by=by, **given)


def take_file(signer: Signer, *, by: User) -> Revision:
    """The file to sign with a token of one's own."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate()).or_refuse()
    return machinery.keep_for_upload(signer, by=by).revision


def bring_file(signer: Signer, content: bytes, *, by: User) -> Signature:
    """The same file, signed; taken only if nothing else in it changed."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate()).or_refuse()
    if archive.digest(content) == signer.request.newest().sha256:
        raise ValidationError({"file": hands.NOT_SIGNED_YET})
    signature = machinery.upload(signer, content, by=by)
    hands.after_signing(signature)
    return signature


def give_back(signer: Signer, *, by: User) -> None:
    machinery.give_back(signer, by=by)


def decline(signer: Signer, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Who opened the signing is told, and decides."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate(at)).or_refuse()
    machinery.decline(signer, reason=reason, by=by, at=at)
    letters.declined(signer)


def withdraw(signer: Signer, *, reason: str, by: User, at: datetime | None = None) -> None:
    """The signature stays in the file, which is never in force then. Who opened the signing is told."""
    reading.verdict_of_mandate(signer, by, on=timezone.localdate(at)).or_refuse()
    if machinery.withdraw(signer, reason=reason, by=by, at=at):
        letters.withdrawn(signer)


def stop(request: SignatureRequest, *, reason: str, by: User, at: datetime | None = None) -> None:
    """Nobody signs any more; the paper is void and says why. The caller has looked who may."""
    with transaction.atomic():
        machinery.cancel(request, reason=reason, by=by, at=at)
        letters.stopped(request, reason)


def _on_step(request: SignatureRequest) -> None:
    """The final copy, once the file is as it will be kept."""
    if request.state in (State.SEALED, State.IN_INK):
        letters.in_force(request)


machinery.follow(machinery.ANY, _on_step)
