"""People with their accounts and mandates, as those see them who manage or watch over a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from blocs.models import AccountChange, InvitationChange, Mandate, MandateChange, Organisation, Person
from emulation.models import User
from emulation.text import search_words

SEEING = (Mandate.Role.STANDING, Mandate.Role.AUDITOR, Mandate.Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A person as one line of the list, with the mandates that hold today."""

    user: User
    mandates: tuple[Mandate, ...]


def visible(someone: Person) -> QuerySet[User]:
    """Those who hold or held a mandate in one's province, or whose account was opened there."""
    provinces = someone.provinces_as(*SEEING)
    held = Mandate.objects.filter(organisation__province__in=provinces).order_by().values("user")
    opened = AccountChange.objects.filter(province__in=provinces).order_by().values("user")
    # Joined before they are looked for: asked one or the other, the database would go through all accounts.
    return User.objects.filter(pk__in=held.union(opened)).order_by("sort_key", "pk")


def with_second_step(rows: QuerySet[User]) -> QuerySet[User]:
    """With `has_second_step`: whether the sign-in asks for a code."""
    return rows.annotate(has_second_step=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))


def searched(rows: QuerySet[User], query: str) -> QuerySet[User]:
    for word in search_words(query):
        rows = rows.filter(search_text__contains=word)
    return rows


def holding(rows: QuerySet[User], *, on: date, someone: Person, **mandate: Any) -> QuerySet[User]:
    """Those who hold such a mandate on a day."""
    return rows.filter(Exists(_mandates(someone).on(on).filter(user=OuterRef("pk"), **mandate)))


def ending_soon(rows: QuerySet[User], *, on: date, someone: Person) -> QuerySet[User]:
    """Open accounts of which a mandate runs out in a month or less."""
    ending = _mandates(someone).ending_soon(on).filter(user=OuterRef("pk"))
    return rows.filter(Exists(ending), is_active=True)


def without_mandate(rows: QuerySet[User], *, on: date) -> QuerySet[User]:
    return rows.exclude(Exists(Mandate.objects.on(on).filter(user=OuterRef("pk"))))


def _mandates(someone: Person) -> Any:
    return Mandate.objects.filter(organisation__province__in=someone.provinces_as(*SEEING))


def lines(rows: Sequence[User], someone: Person) -> list[AccountLine]:
    """One query, however many rows."""
    held: dict[int, list[Mandate]] = defaultdict(list)
    mandates = _mandates(someone).on(someone.on).select_related("organisation__province")
    if len(rows) <= MOST_KEYS:
        mandates = mandates.filter(user__in=[row.pk for row in rows])
    for mandate in mandates.order_by("organisation__sort_key", "starts", "pk"):
        held[mandate.user_id].append(mandate)
    return [AccountLine(row, tuple(held[row.pk])) for row in rows]


MOST_KEYS = 500  # named one by one in a query; beyond them all are read


def mandates_of(user: User, someone: Person) -> list[Mandate]:
    """All that the person held, holds or will hold in the provinces that one sees, the newest first."""
    rows = _mandates(someone).filter(user=user).select_related("organisation__province", "user")
    return list(rows.order_by("-starts", "-pk"))


def log_of(user: User, someone: Person) -> list[AccountChange | MandateChange | InvitationChange]:
    """What was changed of the account and its mandates, the newest first; three queries."""
    provinces = someone.provinces_as(*SEEING)
    account = user.account_changes.filter(province__in=provinces).select_related("actor")
    mandates = MandateChange.objects.filter(
        mandate__user=user, mandate__organisation__province__in=provinces
    ).select_related("actor")
    invitations = InvitationChange.objects.filter(
        invitation__user=user, invitation__organisation__province__in=provinces
    ).select_related("actor")
    return sorted([*account, *mandates, *invitations], key=lambda row: row.at, reverse=True)


def last_edit(user: User) -> AccountChange | None:
    return user.account_changes.filter(step__in=["open", "edit_account"]).select_related("actor").last()


def organisations_with_people(someone: Person) -> QuerySet[Organisation]:
    """Those for which anybody was ever named: what the list can be filtered by."""
    held = Mandate.objects.filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(held), province__in=someone.provinces_as(*SEEING))
    return rows.order_by("sort_key", "pk")
