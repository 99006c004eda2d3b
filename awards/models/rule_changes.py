"""Who changed the rules of awards, and what; rows are only added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import RuleSet
from emulation.events import Event


class RuleSetEvent(Event):
    STEPS: ClassVar = {
        "begin": _("rules begun"),
        "rule": _("rule entered or changed"),
        "figures": _("figures of the set changed"),
    }

    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="events")
