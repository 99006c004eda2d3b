"""What people are told of a signing, in the reader's language, with the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blocs.models import Mandate, Pledge
from blocs.rules.issuing import PLEDGE
from blocs.selectors.signing import KEY
from documents.models import Signature, SignatureRequest, Signer
from emulation.models import User
from emulation.notices import telling
from emulation.notices.previews import Words
from emulation.notices.telling import Enclosed

Subject = Callable[[], str]


def ask(request: SignatureRequest, signers: Iterable[Signer]) -> None:
    """Those whose turn it is, with the address that leads to the paper after the sign-in."""
    _to_each(request, signers, "ask", lambda: _("Please sign: %(paper)s"))


def remind(request: SignatureRequest, signers: Iterable[Signer]) -> None:
    _to_each(request, signers, "remind", _reminds)


def reminder(signer: Signer) -> Words:
    """What `remind` would write to this one."""
    board, address = _addresses(signer.request, signer)
    with translation.override(signer.user.language):
        context = {"signer": signer}
        return _words(signer.user, signer.request, "remind", _reminds, board, address, context)


def _reminds() -> str:
    return _("Your signature is waited for: %(paper)s")


def receipt(signature: Signature) -> None:
    signer = signature.signer
    subject: Subject = lambda: _("Receipt of your signature: %(paper)s")  # noqa: E731
    _send(signer.user, signer.request, "receipt", subject, signature=signature, signer=signer)


def declined(signer: Signer) -> None:
    _to_who_decides(signer, "declined", lambda: _("Declined to sign: %(paper)s"))


def withdrawn(signer: Signer) -> None:
    _to_who_decides(signer, "withdrawn", lambda: _("Signature withdrawn: %(paper)s"))


def _to_who_decides(signer: Signer, name: str, subject: Subject) -> None:
    """The head who leads the bloc, or who had the paper signed."""
    leader = signer.request.signers.filter(role=Signer.Role.LEADER).select_related("user").first()
    told = leader.user if leader is not None and leader != signer else signer.request.opened_by
    if told is not None:
        _send(told, signer.request, name, subject, signer=signer)


def stopped(request: SignatureRequest, reason: str) -> None:
    for signer in request.signers.select_related("user"):
        _send(signer.user, request, "stopped", lambda: _("Signing was stopped: %(paper)s"), reason=reason)


def in_force(request: SignatureRequest) -> None:
    """The final copy to all who were asked, and to the members' officers."""
    signers = list(request.signers.select_related("user"))
    members = [int(signer.party.removeprefix(KEY)) for signer in signers if signer.party.startswith(KEY)]
    officers = Mandate.objects.filter(
        organisation__in=members, role=Mandate.Role.OFFICER, user__is_active=True
    ).on(request.opened_at.date())
    people = {signer.user.pk: signer.user for signer in signers}
    if request.opened_by is not None:
        people[request.opened_by.pk] = request.opened_by
    people.update({mandate.user_id: mandate.user for mandate in officers.select_related("user")})
    copy = _final_copy(request)
    for person in people.values():
        _send(person, request, "in_force", lambda: _("In force: %(paper)s"), enclosed=copy)


def _to_each(request: SignatureRequest, signers: Iterable[Signer], name: str, subject: Subject) -> None:
    for signer in signers:
        _send(signer.user, request, name, subject, signer=signer)


def _send(
    person: User,
    request: SignatureRequest,
    name: str,
    subject: Subject,
    *,
    enclosed: Enclosed | None = None,
    **context: Any,
) -> None:
    signer = context.get("signer")
    board, address = _addresses(request, signer)
    with translation.override(person.language):
        words = _words(person, request, name, subject, board, address, context)
        telling.tell(
            person,
            f"signing_{name}",
            words.subject,
            words.text,
            url=address,
            thing=request,
            enclosed=enclosed,
            before=request.deadline,
        )


def _words(
    person: User,
    request: SignatureRequest,
    name: str,
    subject: Subject,
    board: str,
    address: str,
    context: dict[str, Any],
) -> Words:
    said = {
        "person": person,
        "paper": request.paper,
        "request": request,
        "site": settings.SITE_ADDRESS,
        "board": settings.SITE_ADDRESS + board,
        "address": settings.SITE_ADDRESS + address,
        "is_pledge": request.paper.kind == PLEDGE,
        **context,
    }
    text = render_to_string(f"blocs/mail/{name}.txt", said)
    return Words(subject() % {"paper": request.paper.title}, text)


def _addresses(request: SignatureRequest, signer: Signer | None) -> tuple[str, str]:
    """Where one sees how far the signing is, and where this person signs."""
    own = reverse("blocs:paper-sign", args=[request.paper.code])
    if request.paper.kind != PLEDGE:
        return request.paper.get_absolute_url(), own
    pledge = Pledge.objects.select_related("season__bloc").get(paper=request.paper_id)
    place = [pledge.season.bloc.code, pledge.season.year]
    board = reverse("blocs:signing-board", args=place)
    if signer is None:
        return board, board
    if signer.role == Signer.Role.WITNESS:
        return board, own
    return board, reverse("blocs:signing-sign", args=[*place, _code_of(pledge, signer)])


def _final_copy(request: SignatureRequest) -> Enclosed:
    """The signed file; of a paper signed by hand its scan."""
    if request.state == SignatureRequest.State.IN_INK:
        with request.ink.file.open("rb") as file:
            name = request.ink.file.name.rpartition("/")[2]
            return name, bytes(file.read()), request.ink.content_type
    return request.paper.file_name, request.newest().content(), "application/pdf"


def _code_of(pledge: Pledge, signer: Signer) -> str:
    members = pledge.season.memberships.filter(organisation=int(signer.party.removeprefix(KEY)))
    return str(members.values_list("organisation__code", flat=True)[0])
