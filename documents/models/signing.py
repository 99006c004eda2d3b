"""A paper on its way through the hands of those who sign it: who, in which order, and what each left."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.evidence import EventChain
from documents.models.paper import Paper
from emulation.models import User


class SignatureRequestQuerySet(models.QuerySet["SignatureRequest"]):
    def open_for(self, user: User) -> Self:
        """Those in which this person's signature is waited for."""
        waiting = (Signer.State.INVITED, Signer.State.VIEWED)
        return self.filter(
            state=SignatureRequest.State.SIGNING, signers__user=user, signers__state__in=waiting
        ).distinct()


class SignatureRequest(models.Model):
    """One paper, frozen, for one round of signatures. A change to its text is a new paper and request."""

    class State(models.TextChoices):
        FROZEN = "frozen", _("Ready to be signed")
        SIGNING = "signing", _("Being signed")
        COMPLETED = "completed", _("Signed by all")
        SEALED = "sealed", _("Signed and sealed")
        IN_INK = "in_ink", _("Signed in ink")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Time ran out")
        CANCELLED = "cancelled", pgettext_lazy("signing", "Cancelled")
        SUPERSEDED = "superseded", _("Replaced by a new version")

    class Order(models.TextChoices):
        ANY = "any", _("In any order")
        LEADER_FIRST = "leader_first", _("The leader first")
        LEADER_LAST = "leader_last", _("The leader last")

    class Profile(models.TextChoices):
        CERTIFIED = "certified", _("Signed in the fields of the paper alone")
        OPEN = "open", _("Signing programs may place a field of their own")

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="signing")
    chain = models.OneToOneField(EventChain, models.PROTECT, related_name="+")
    order = models.CharField(_("order of signing"), max_length=12, choices=Order, default=Order.ANY)
    profile = models.CharField(
        _("fields for signatures"), max_length=10, choices=Profile, default=Profile.CERTIFIED
    )
    state = models.CharField(
        pgettext_lazy("signing", "state"), max_length=10, choices=State, default=State.FROZEN, editable=False
    )
    deadline = models.DateTimeField(_("to be signed before"), null=True, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    stop_reason = models.TextField(blank=True)  # why it was declined, cancelled or replaced
    # In force until all have signed this one, which then takes its place.
    replaces = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")

    objects = SignatureRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.paper}: {self.state}"

    @property
    def is_open_for_fields(self) -> bool:
        """Nothing in the file forbids a signing program to place a field of its own."""
        return self.profile == self.Profile.OPEN

    def newest(self) -> Revision:
        """The last file that was taken: what is shown, and what the next signature goes behind."""
        assert self.head is not None
        return self.head


class SignerQuerySet(models.QuerySet["Signer"]):
    def waiting(self) -> Self:
        """Those who are asked, and whose turn it is."""
        return self.filter(
            state__in=[Signer.State.INVITED, Signer.State.VIEWED],
            request__state=SignatureRequest.State.SIGNING,
        )

    def beside_parties_of(self, kind: str) -> Self:
        """Without the parties of papers of this kind, which have pages of their own; with their witnesses."""
        return self.filter(~Q(request__paper__kind=kind) | Q(role=Signer.Role.WITNESS))


class Signer(models.Model):
    """One who is to sign, in the room of the paper that bears the same name as the slot."""

    class Role(models.TextChoices):
        LEADER = "leader", pgettext_lazy("signing", "Leader")
        MEMBER = "member", pgettext_lazy("signing", "Member")
        WITNESS = "witness", pgettext_lazy("signing", "Witness")

    class State(models.TextChoices):
        WAITING = "waiting", _("Not its turn yet")
        INVITED = "invited", _("Asked to sign")
        VIEWED = "viewed", _("Has opened the paper")
        SIGNED = "signed", _("Has signed")
        DECLINED = "declined", _("Has declined")
        WITHDRAWN = "withdrawn", _("Has withdrawn the signature")

    class Method(models.TextChoices):
        EMBEDDED = "embedded", _("With the key kept here")
        UPLOAD = "upload", _("With a token of one's own")
        REMOTE = "remote", _("With a remote signing service")
        INK = "ink", _("In ink, on paper")

    request = models.ForeignKey(SignatureRequest, models.PROTECT, related_name="signers")
    slot = models.CharField(max_length=40)
    party = models.CharField(max_length=80, blank=True)  # a key of the app above: "organisation:12"
    user = models.ForeignKey(User, models.PROTECT, related_name="signings", verbose_name=_("who signs"))
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    step = models.PositiveSmallIntegerField(default=1)  # equal numbers sign in any order among themselves
    place = models.PositiveSmallIntegerField(default=0)  # on the paper
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    title = models.CharField(_("position"), max_length=250, blank=True)
    name = models.CharField(_("name"), max_length=120)  # as printed
    acting = models.CharField(_("signs in place of the one named, under"), max_length=250, blank=True)
    method = models.CharField(max_length=10, choices=Method, blank=True)
    state = models.CharField(
        pgettext_lazy("signing", "state"), max_length=10, choices=State, default=State.WAITING, editable=False
    )
    invited_at = models.DateTimeField(null=True)
    viewed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # declined or withdrew
    reason = models.TextField(blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    objects = SignerQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "slot"], name="one_signer_in_each_room"),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "withdrawn"]) | ~Q(reason=""), name="decliner_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.name}: {self.state}"

    @property
    def who(self) -> str:
        """The party as the others know it."""
        return self.organisation or self.name

    @property
    def who_signs(self) -> str:
        return self.user.full_name if self.acting else self.name


class Revision(models.Model):
    """A file that was taken: never changed, never deleted; each goes on where the one before it ended."""

    class Kind(models.TextChoices):
        CERTIFIED = "certified", _("Frozen, with the site's seal")
        SIGNED = "signed", _("One more signature")
        SEALED = "sealed", _("Evidence and archive time-stamp")

    request = models.ForeignKey(SignatureRequest, models.PROTECT, related_name="revisions")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    signer = models.ForeignKey(Signer, models.PROTECT, null=True, related_name="revisions")
    sha256 = models.CharField(max_length=64, unique=True)
    parent_sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to="papers/")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["request", "seq"], name="revisions_follow_each_other"),
            models.UniqueConstraint(
                fields=["request", "signer"],
                condition=Q(signer__isnull=False),
                name="each_signer_signs_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="signed", signer__isnull=False)
                | (~Q(kind="signed") & Q(signer__isnull=True)),
                name="a_signature_has_its_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}/{self.seq} {self.kind}"

    def content(self) -> bytes:
        with self.file.open("rb") as file:
            return bytes(file.read())


class SigningLease(models.Model):
    """Whose signature is being made just now: one at a time, or one would bury the other."""

    request = models.OneToOneField(SignatureRequest, models.PROTECT, related_name="lease")
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="+")
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id}: {self.signer_id}"


class Signature(models.Model):
    """What was taken as a signature, read from the file once."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="signature")
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="signatures")
    method = models.CharField(max_length=10, choices=Signer.Method)
    own_field = models.CharField(max_length=120, blank=True)  # that the program placed in the signer's room
    certificate_der = models.BinaryField()
    certificate_sha256 = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=250)
    issuer = models.CharField(max_length=250)
    serial = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=80)
    trusted_by = models.CharField(max_length=120)  # the list that its chain ends on
    claimed_at = models.DateTimeField(null=True)
    stamped_at = models.DateTimeField()

    class Meta:
        ordering = ["stamped_at", "pk"]

    def __str__(self) -> str:
        return f"{self.subject} {self.stamped_at:%d/%m/%Y %H:%M}"

    @property
    def field(self) -> str:
        """As the file names it."""
        return self.own_field or self.signer.slot


class InkCopy(models.Model):
    """The scan of a paper that was signed by hand, certified by one who saw it. Not a digital signature."""

    request = models.OneToOneField(SignatureRequest, models.PROTECT, related_name="ink")
    file = models.FileField(upload_to="scans/")
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    signed_on = models.DateField(_("signed on"))
    certified_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    certified_as = models.CharField(max_length=250)  # position and organisation
    certified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(sha256="") & Q(size__gt=0), name="ink_copy_has_its_bytes")
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.sha256[:12]}"
