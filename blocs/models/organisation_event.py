"""What became of organisations: renamed, merged, divided, dissolved, placed under another body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blocs.models.exchange import SentFile
from blocs.models.organisation import Organisation, Province
from emulation.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OrganisationEventQuerySet(models.QuerySet["OrganisationEvent"]):
    def of(self, organisation: Organisation) -> Self:
        """Those in which it took part, on either side."""
        keys = self.filter(Q(sources=organisation) | Q(targets=organisation)).order_by().values("pk")
        return self.filter(pk__in=keys)

    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)


class OrganisationEvent(models.Model):
    class Kind(models.TextChoices):
        RENAME = "rename", _("Rename")
        MERGE = "merge", _("Merger")
        SPLIT = "split", _("Division or separation")
        DISSOLVE = "dissolve", _("Dissolution")
        TRANSFER = "transfer", _("Transfer to another body")

    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    day = models.DateField(_("takes effect on"))
    decision = models.CharField(_("decision"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    sources = models.ManyToManyField(Organisation, related_name="events_from")
    targets = models.ManyToManyField(Organisation, related_name="events_to", blank=True)
    inherited = models.BooleanField(_("its history of awards passes on"), default=False)
    goes_on = models.BooleanField(_("the old organisation goes on beside the new ones"), default=False)
    joins = models.BooleanField(_("whoever receives it takes its place in the blocs"), default=False)
    name = models.CharField(_("new name"), max_length=250, blank=True)
    short_name = models.CharField(_("new short name"), max_length=120, blank=True)

    old = models.TextField(editable=False)  # the names of those from which it came, on the day before
    new = models.TextField(editable=False)  # and of those to which it went, on the day itself
    digest = models.CharField(max_length=64, editable=False)  # of the plan that was seen and carried out
    lines = models.JSONField(default=list, editable=False)  # what was done, in words, as it was seen
    trail = models.JSONField(default=list, editable=False, encoder=DjangoJSONEncoder)  # for undoing
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    sent_with = models.ForeignKey(  # the workbook in which it stood
        SentFile, models.PROTECT, null=True, blank=True, editable=False, related_name="changes"
    )
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationEventQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d/%m/%Y}"

    def address(self, organisation: Organisation) -> str:
        """Its page, among those of one of its organisations."""
        place = [organisation.province.code, organisation.code, self.pk]
        return reverse("blocs:organisation-event-detail", args=place)

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None

    @property
    def sentence(self) -> StrOrPromise:
        """What happened, in the names of then."""
        return SENTENCES[self.kind, self.goes_on] % {"old": self.old, "new": self.new}


SENTENCES: dict[tuple[str, bool], StrOrPromise] = {
    (OrganisationEvent.Kind.RENAME, False): _("%(old)s is named %(new)s"),
    (OrganisationEvent.Kind.MERGE, False): _("%(old)s merges into %(new)s"),
    (OrganisationEvent.Kind.SPLIT, False): _("%(old)s is divided into %(new)s"),
    (OrganisationEvent.Kind.SPLIT, True): _("%(new)s is separated from %(old)s"),
    (OrganisationEvent.Kind.DISSOLVE, False): _("%(old)s is dissolved"),
    (OrganisationEvent.Kind.TRANSFER, False): _("%(old)s comes under %(new)s"),
}
