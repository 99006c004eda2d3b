"""What is made public before the State's awards are proposed, so that people may object (L22, 84.5)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from blocs.models import Province
from blocs.models.dated import holds_on
from emulation.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def open_on(self, day: date) -> Self:
        return self.filter(holds_on(day))


class Notice(models.Model):
    """Whoever knows something against a nominee writes within ten working days."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    title = models.CharField(_("title"), max_length=250)
    text = models.TextField(_("what is asked"), blank=True)
    contact = models.CharField(_("where opinions are sent"), max_length=250)
    starts = models.DateField(_("published on"))
    ends = models.DateField(_("opinions until"))
    nominations = models.ManyToManyField(Nomination, related_name="notices", verbose_name=_("nominees"))
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="notice_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title
