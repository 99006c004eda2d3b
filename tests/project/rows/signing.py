"""Rows of signing the pledge, and of the certificates for it."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.documents.signing_cast import PIN, another_root
from tests.project.addresses import (
    EVERYBODY,
    MEMBERS,
    PLANNERS,
    WATCHERS,
    Row,
    anybody,
    button,
    season_button,
    season_form,
    season_page,
)
from tests.project.rows.people import account_form

SEASON = ("bloc.code", "season.year")
DIRECTS = {"leader_head"}


def own_place(**more: Any) -> Row:
    """Of the head who is to sign there; nobody else knows of it."""
    return Row(args=(*SEASON, "member.code"), **more)


def _today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def _picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    return SimpleUploadedFile("ky.png", out.getvalue())


def _root(world: Any) -> dict[str, Any]:
    """A root with which one has compared what was shown."""
    kept = b64encode(another_root()).decode()
    return {"name": "CA khác", "use": "both", "kept": f"{kept}..", "compared": "on"}


SIGNING: dict[str, list[Row]] = {
    "blocs:signing-board": [season_page(), season_page(status="signing")],
    "blocs:signing-screen": [season_page(status="signing")],
    "blocs:signing-begin": [season_form(DIRECTS, status="agreed", sends=lambda world: {"order": "any"})],
    "blocs:signing-remind": [season_button(PLANNERS, status="signing")],
    "blocs:signing-remind-preview": [
        Row(
            PLANNERS,
            (MEMBERS | WATCHERS) - PLANNERS,
            args=("bloc.code", "season.year"),
            status="signing",
            sends=lambda world: {},  # the button on it is another address
        ),
    ],
    "blocs:signing-more-time": [
        season_form(DIRECTS, status="signing", sends=lambda world: {"until": _today()})
    ],
    "blocs:signing-go-on": [
        season_form(DIRECTS, status="declined", sends=lambda world: {"reason": "Hội nghị thống nhất."})
    ],
    "blocs:signing-void": [
        season_form(DIRECTS, status="signing", sends=lambda world: {"reason": "Sai số liệu."})
    ],
    "blocs:signing-replace": [
        season_form(
            DIRECTS,
            "member.code",
            status="signing",
            sends=lambda world: {"mandate": world.head.mandates.get().pk, "under": "QĐ 15"},
        )
    ],
    "blocs:signing-sign": [
        own_place(
            opens={"head"},
            status="enrolled",
            sends=lambda world: {"agreed": "on", "pin": PIN, "seen": world.pledge.paper.content_hash},
            changes={"head"},
        )
    ],
    "blocs:signing-receipt": [own_place(away={"head"}, status="signing")],
    "blocs:signing-decline": [
        own_place(
            opens={"head"},
            status="signing",
            sends=lambda world: {"reason": "Chưa thống nhất."},
            changes={"head"},
        )
    ],
    "blocs:signing-withdraw": [
        own_place(
            opens={"head"},
            status="half",
            sends=lambda world: {"reason": "Số liệu của đơn vị chưa đúng."},
            changes={"head"},
        )
    ],
    "blocs:signing-remote": [own_place(away={"head"}, status="signing")],
    "blocs:signing-token": [own_place(opens={"head"}, status="signing")],
    "blocs:signing-token-file": [
        button(*SEASON, "member.code", by={"head"}, sends=lambda world: {}, status="signing")
    ],
    "blocs:signing-token-give-back": [button(*SEASON, "member.code", by={"head"}, status="out")],
    "blocs:signing-ink": [
        season_form(
            DIRECTS,
            status="signing",
            sends=lambda world: {"signed_on": _today(), "scan": _picture(), "seen": "on"},
        )
    ],
    "blocs:pledge-amend": [
        season_form(DIRECTS, status="ink", sends=lambda world: {"reason": "Bổ sung chỉ tiêu."})
    ],
    "blocs:pledge-give-up": [
        season_form(DIRECTS, status="amended", sends=lambda world: {"reason": "Không sửa nữa."})
    ],
    "blocs:signing-accession": [season_button(DIRECTS, "newcomer.code", status="late")],
    "blocs:signing-accession-stop": [
        season_form(
            DIRECTS, "newcomer.code", status="annex", sends=lambda world: {"reason": "Sai tên đơn vị."}
        )
    ],
    "blocs:signing-scan": [season_page(status="ink")],
    "blocs:trust-list": [anybody()],
    "blocs:trust-new": [
        Row({"administrator"}, EVERYBODY - {"administrator"}, sends=_root, changes={"administrator"})
    ],
    "blocs:trust-retire": [
        Row(
            {"administrator"},
            EVERYBODY - {"administrator"},
            args=("trusted_root.pk",),
            sends=lambda world: {"reason": "Ngừng dịch vụ."},
            changes={"administrator"},
        )
    ],
    "blocs:certificate": [anybody()],
    "blocs:certificate-new": [Row(away=EVERYBODY)],
    "blocs:certificate-pin": [Row(away=EVERYBODY)],
    "blocs:certificate-passkeys": [Row(away=EVERYBODY)],
    "blocs:certificate-picture": [anybody(sends=lambda world: {"picture": _picture()}, changes=EVERYBODY)],
    "blocs:certificate-approve": [account_form("head.pk", sends=lambda world: {"decision": "15/QĐ-UBND"})],
    "blocs:certificate-revoke": [
        Row(
            {"administrator"},
            {"standing", "auditor"},
            args=("head.pk",),
            status="enrolled",
            sends=lambda world: {"reason": "superseded"},
            changes={"administrator"},
        )
    ],
}
