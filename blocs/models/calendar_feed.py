"""The secret addresses under which a person's calendar program reads the dates of their blocs."""

from __future__ import annotations

from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from blocs.models.bloc import Bloc
from emulation.models import User

KEY_LENGTH = 22  # as token_urlsafe(16) writes it


def new_key() -> str:
    return token_urlsafe(16)


class CalendarFeed(models.Model):
    """All of the person's blocs, or one. Only the key is stored, from which nobody else makes the address."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    bloc = models.ForeignKey(Bloc, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key)
    number = models.PositiveIntegerField(default=1)  # how often it was made anew
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["user", "bloc"]
        constraints = [
            models.UniqueConstraint(fields=["user", "bloc"], name="one_calendar_per_person_and_bloc"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(bloc__isnull=True), name="one_calendar_of_all_blocs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.bloc or '–'}"

    def get_absolute_url(self) -> str:
        return reverse("blocs:calendar-feed", args=[self.token])

    @property
    def token(self) -> str:
        return f"{self.key}{_signature(self.key)}"


def key_in(token: str) -> str | None:
    """The key of an address that this site has given out; None for any other."""
    key, signature = token[:KEY_LENGTH], token[KEY_LENGTH:]
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    good = [constant_time_compare(signature, _signature(key, secret)) for secret in secrets]
    return key if any(good) else None


def _signature(key: str, secret: str | None = None) -> str:
    return salted_hmac("blocs.calendar_feed", key, secret=secret, algorithm="sha256").hexdigest()[:32]
