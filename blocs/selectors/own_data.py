"""All that is kept about one person, part by part, as they may take it with them. Secrets stay here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from blocs.models import (
    AccountChange,
    CalendarFeed,
    Correction,
    Invitation,
    LogLine,
    Mandate,
    PledgeComment,
    Province,
    Witness,
)
from documents.models import (
    Certificate,
    Enrolment,
    RemoteCredential,
    SignaturePicture,
    Signer,
    TokenCertificate,
)
from emulation.models import (
    Digest,
    Letter,
    Notice,
    NoticeChoice,
    NoticeRhythm,
    SavedFilter,
    SignIn,
    User,
)


@dataclass(frozen=True)
class Part:
    """Rows about a person, and the columns that are told of each."""

    name: str
    rows: QuerySet[Any]
    columns: tuple[str, ...]

    def told(self) -> Iterator[dict[str, Any]]:
        yield from self.rows.values(*self.columns).iterator(chunk_size=500)


def province_of(user: User) -> Province | None:
    """Whose administrators answer for the account: of the newest mandate, else where it was opened."""
    held = Mandate.objects.filter(user=user).select_related("organisation__province")
    newest = held.order_by("-starts", "-pk").first()
    if newest is not None:
        return newest.organisation.province
    opened = AccountChange.objects.filter(user=user).select_related("province").first()
    return opened.province if opened else None


def parts(user: User) -> Iterator[Part]:
    """Each asked for when it is its turn."""
    about = {"user": user}
    yield Part(
        "account",
        User.objects.filter(pk=user.pk),
        (
            "username",
            "full_name",
            "email",
            "phone",
            "language",
            "large_text",
            "date_joined",
            "last_login",
            "is_active",
        ),
    )
    yield Part(
        "mandates",
        Mandate.objects.filter(**about).order_by("starts", "pk"),
        (
            "organisation__name_now",
            "role",
            "title",
            "starts",
            "ends",
            "signing_form",
            "on_behalf_of",
            "authorisation",
        ),
    )
    yield Part(
        "changes_of_the_account",
        AccountChange.objects.filter(**about),
        ("at", "step", "note", "actor__full_name"),
    )
    yield Part(
        "invitations",
        Invitation.objects.filter(Q(**about) | Q(email__iexact=user.email)).order_by("pk"),
        (
            "full_name",
            "email",
            "phone",
            "organisation__name_now",
            "role",
            "title",
            "sent_at",
            "accepted_at",
            "withdrawn_at",
        ),
    )
    yield Part(
        "corrections",
        Correction.objects.filter(**about).order_by("pk"),
        ("what", "stands", "wanted", "reason", "asked_at", "granted", "answer", "answered_at"),
    )
    yield Part(
        "sign_ins",
        SignIn.objects.filter(**about).order_by("pk"),
        ("at", "succeeded", "way", "address", "browser"),
    )
    yield Part(
        "open_sessions",
        UserSession.objects.filter(**about),
        ("created_at", "last_seen_at", "ip", "user_agent"),
    )
    yield Part("second_steps", Authenticator.objects.filter(**about), ("type", "created_at", "last_used_at"))
    yield Part(
        "accounts_of_the_sign_on",
        SocialAccount.objects.filter(**about).order_by("pk"),
        ("uid", "date_joined", "last_login", "extra_data"),
    )
    yield Part("calendars", CalendarFeed.objects.filter(**about), ("bloc__name_now", "made_at"))
    yield Part("saved_filters", SavedFilter.objects.filter(**about), ("address", "name", "query"))
    yield Part(
        "letters",
        Letter.objects.filter(Q(**about) | Q(address__iexact=user.email)).order_by("pk"),
        ("address", "subject", "written_at", "state", "settled_at"),
    )
    yield Part("notices", Notice.objects.filter(**about), ("subject", "url", "written_at", "read_at"))
    yield Part("choices_of_notices", NoticeChoice.objects.filter(**about), ("kind", "way"))
    yield Part(
        "hours_of_notices",
        NoticeRhythm.objects.filter(**about),
        ("digest", "quiet", "quiet_from", "quiet_until"),
    )
    yield Part("digests", Digest.objects.filter(**about), ("day", "tasks", "written_at"))
    yield Part(
        "approvals_of_certificates",
        Enrolment.objects.filter(**about).order_by("pk"),
        ("organisation", "title", "decision", "approved_at", "used_at"),
    )
    yield Part(
        "certificates",
        Certificate.objects.filter(**about).order_by("pk"),
        ("serial", "sha256", "not_before", "not_after", "revoked_at", "reason"),
    )
    yield Part(
        "certificates_of_own_tokens",
        TokenCertificate.objects.filter(**about),
        ("subject", "issuer", "sha256", "known_since"),
    )
    yield Part("remote_keys", RemoteCredential.objects.filter(**about), ("name", "known_since"))
    yield Part(
        "papers_to_sign",
        Signer.objects.filter(**about).order_by("pk"),
        ("request__paper__title", "request__paper__code", "role", "state"),
    )
    yield Part(
        "witness_of_pledges",
        Witness.objects.filter(**about).order_by("pk"),
        ("pledge__season__bloc__name_now", "pledge__season__year"),
    )
    yield Part(
        "comments_on_pledges",
        PledgeComment.objects.filter(author=user).order_by("pk"),
        ("pledge__season__bloc__name_now", "pledge__season__year", "text", "at"),
    )
    yield Part(
        "done_on_the_site",
        LogLine.objects.filter(actor=user).order_by("pk"),
        ("at", "source", "title", "step", "came_from", "went_to", "note", "address"),
    )


def picture_of_signature(user: User) -> bytes:
    """Empty when there is none."""
    found = SignaturePicture.objects.filter(user=user).values_list("png", flat=True).first()
    return bytes(found or b"")
