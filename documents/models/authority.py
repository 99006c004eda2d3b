"""Keys and certificates: those of the site, those of people, and the roots of others that it believes."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from emulation.models import User


class AuthorityKey(models.Model):
    """A key of the site itself. The root's own key is not kept here: it lies in a safe."""

    class Purpose(models.TextChoices):
        ROOT = "root", _("Root")
        ISSUING = "issuing", _("Issuing authority")
        CLOCK = "clock", _("Time-stamps")
        SEAL = "seal", _("Seal of the site")

    purpose = models.CharField(max_length=10, choices=Purpose)
    certificate = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    blob = models.BinaryField(null=True)
    secret_id = models.CharField(max_length=40, blank=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    made_at = models.DateTimeField()
    revocation_list = models.BinaryField(null=True)  # of the root: made once, with its key

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="root", blob__isnull=True) | (~Q(purpose="root") & Q(blob__isnull=False)),
                name="only_the_root_key_is_elsewhere",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sha256[:8]}"


class RevocationList(models.Model):
    """What the issuing authority took back, signed; published at a public address."""

    number = models.PositiveIntegerField(unique=True)
    issuer = models.ForeignKey(AuthorityKey, models.PROTECT, related_name="lists")
    content = models.BinaryField()
    this_update = models.DateTimeField()
    next_update = models.DateTimeField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Enrolment(models.Model):
    """An administrator has checked who this person is; the person makes the key, with a PIN of one's own."""

    user = models.ForeignKey(User, models.PROTECT, related_name="enrolments", verbose_name=_("person"))
    organisation = models.CharField(_("organisation"), max_length=250)
    title = models.CharField(_("position"), max_length=250)
    decision = models.CharField(_("number of the paper that names the person"), max_length=120)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at__isnull=True), name="one_open_enrolment_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.decision}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def usable(self, at: datetime) -> Self:
        """Those that sign: not revoked, not expired, their key not destroyed."""
        return self.filter(
            revoked_at__isnull=True, not_before__lte=at, not_after__gt=at, key__destroyed_at__isnull=True
        )


class Certificate(models.Model):
    """Issued by the site's authority to one person."""

    user = models.ForeignKey(User, models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    issuer = models.ForeignKey(AuthorityKey, models.PROTECT, related_name="+")
    serial = models.CharField(max_length=64, unique=True)  # in hex
    der = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=30, blank=True)  # one of certificates.REASONS
    note = models.TextField(blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-not_before", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(reason=""), name="revocation_says_why"
            ),
            models.CheckConstraint(condition=Q(not_after__gt=F("not_before")), name="certificate_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.serial[-8:]}"

    @property
    def owner(self) -> bytes:
        """Whom the key is sealed for: a key moved to another row does not open."""
        return f"{self.user_id}:{self.sha256}".encode()


class SigningKey(models.Model):
    """The key of a certificate, sealed with the person's PIN and the site's secret."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="key")
    blob = models.BinaryField()
    secret_id = models.CharField(max_length=40)
    kdf = models.JSONField()
    failed = models.PositiveSmallIntegerField(default=0)  # wrong PINs since the last right one
    locked_until = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.certificate_id}"


class PasskeyUnlock(models.Model):
    """The same key, sealed with what one of the person's passkeys alone can give, and the site's secret."""

    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="passkeys")
    passkey = models.ForeignKey("mfa.Authenticator", models.CASCADE, related_name="+")
    blob = models.BinaryField()
    secret_id = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "passkey"], name="passkey_opens_a_key_once")]

    def __str__(self) -> str:
        return f"{self.key_id}: {self.passkey_id}"


class SignaturePicture(models.Model):
    """The picture of a person's handwritten signature: blue, on a transparent ground, as Decree 30 has it."""

    user = models.OneToOneField(User, models.PROTECT, related_name="signature_picture")
    png = models.BinaryField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}"


class TokenCertificate(models.Model):
    """The certificate on somebody's own token, known from its first use or from an administrator."""

    user = models.ForeignKey(User, models.PROTECT, related_name="token_certificates")
    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=250)
    issuer = models.CharField(max_length=250)
    known_since = models.DateTimeField()
    known_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # none: its first use

    class Meta:
        ordering = ["-known_since"]
        constraints = [models.UniqueConstraint(fields=["user", "sha256"], name="token_known_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.subject}"


class RemoteCredential(models.Model):
    """The key that somebody has at the remote service which the settings name."""

    user = models.OneToOneField(User, models.PROTECT, related_name="remote_credential")
    name = models.CharField(max_length=120)  # as the service calls it
    known_since = models.DateTimeField()
    known_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"


class TrustedRoot(models.Model):
    """An authority of others, whose signatures are believed for as long as it is said here."""

    class Use(models.TextChoices):
        SIGNERS = "signers", pgettext_lazy("trust", "Signatures")
        CLOCKS = "clocks", pgettext_lazy("trust", "Time-stamps")
        BOTH = "both", pgettext_lazy("trust", "Signatures and time-stamps")

    name = models.CharField(_("name of the list"), max_length=120)
    use = models.CharField(_("believed for"), max_length=10, choices=Use, default=Use.BOTH)
    certificate = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=250)
    between = models.BinaryField(blank=True, default=b"")  # authorities below it, PEM
    revocation_list = models.BinaryField(blank=True, default=b"")  # of those authorities, DER
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)  # what was signed before stays believed
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    retired_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | ~Q(retired_reason=""), name="retired_root_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.subject}"
