"""The words that honours and rules share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecipientKind(models.TextChoices):
    ORGANISATION = "organisation", _("Organisation")
    SUB_COLLECTIVE = "sub_collective", _("Department of an organisation")
    PERSON = "person", _("Person")
    HOUSEHOLD = "household", _("Household")


class Rating(models.TextChoices):
    """The yearly rating of a person or collective, the best first."""

    EXCELLENT = "excellent", _("Excellent completion of tasks")
    GOOD = "good", _("Good completion of tasks")
    COMPLETED = "completed", _("Completion of tasks")
    FAILED = "failed", _("Failure to complete tasks")


class Basis(models.TextChoices):
    """For what an honour is given; only merit counts towards a higher merit award (N152, 4.3)."""

    MERIT = "merit", _("Merit")
    SUDDEN = "sudden", _("Sudden achievement")
    THEMATIC = "thematic", _("Movement")
    CAREER = "career", _("Career of service")
    OTHER = "other", _("Other ground")


class Scope(models.TextChoices):
    """How far an initiative is recognised, the nearest first."""

    GRASSROOTS = "grassroots", _("At the grassroots")
    PROVINCE = "province", _("In the province")
    NATION = "nation", _("In the nation")
