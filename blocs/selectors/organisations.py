"""Organisations as pages show them: the list, one through the years, and those that a name may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from blocs.models import (
    Bloc,
    Leadership,
    Mandate,
    Membership,
    Organisation,
    OrganisationChange,
    Person,
    Season,
)
from blocs.models.organisation import OrganisationQuerySet
from blocs.rules.likeness import Alike, Known, alike
from blocs.selectors.seasons import current_seasons


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with its place in the tree, from the top down, and the blocs that it is in now."""

    organisation: Organisation
    above: tuple[str, ...]
    blocs: tuple[Bloc, ...]


def in_bloc(rows: OrganisationQuerySet, someone: Person, code: str) -> OrganisationQuerySet:
    """Those that are members of the bloc's newest season."""
    members = Membership.objects.filter(
        organisation=OuterRef("pk"),
        left_on__isnull=True,
        season__in=current_seasons(someone).filter(bloc__code=code),
    )
    return rows.filter(Exists(members))


def lines(rows: Sequence[Organisation], someone: Person) -> list[OrganisationLine]:
    """Two queries, however many rows."""
    blocs: dict[int, list[Bloc]] = defaultdict(list)
    memberships = Membership.objects.filter(left_on__isnull=True, season__in=current_seasons(someone))
    if len(rows) <= MOST_KEYS:
        memberships = memberships.filter(organisation__in=[row.pk for row in rows])
    for membership in memberships.select_related("season__bloc").order_by("season__bloc__sort_key"):
        blocs[membership.organisation_id].append(membership.season.bloc)
    tree = _tree({row.province_id for row in rows})
    return [OrganisationLine(row, _above(row.parent_id, tree), tuple(blocs[row.pk])) for row in rows]


MOST_KEYS = 500  # named one by one in a query; beyond them all are read
Tree = dict[int, tuple[int | None, str]]


def _tree(provinces: Iterable[int]) -> Tree:
    """Of all organisations that others belong to: what they belong to themselves, and their name."""
    parents = Organisation.objects.filter(province__in=provinces, children__isnull=False).distinct()
    return {
        key: (parent, short or name)
        for key, parent, short, name in parents.order_by().values_list(
            "pk", "parent", "short_name_now", "name_now"
        )
    }


def _above(key: int | None, tree: Tree) -> tuple[str, ...]:
    names: list[str] = []
    seen: set[int] = set()
    while key is not None and key in tree and key not in seen:
        seen.add(key)
        key, name = tree[key]
        names.insert(0, name)
    return tuple(names)


def below(organisation: Organisation) -> set[int]:
    """The keys of all that belong to it, at whatever distance; it must not belong to any of them."""
    rows = Organisation.objects.filter(province=organisation.province_id, parent__isnull=False)
    children: dict[int | None, list[int]] = defaultdict(list)
    for key, parent in rows.order_by().values_list("pk", "parent"):
        children[parent].append(key)
    found: set[int] = set()
    waiting = [organisation.pk]
    while waiting:
        for key in children[waiting.pop()]:
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def family(someone: Person, province: str, code: str) -> tuple[Organisation | None, list[Organisation]]:
    """An organisation that the person sees, and those that belong to it, in one query."""
    rows = Organisation.objects.visible_to(someone).filter(
        Q(code=code) | Q(parent__code=code), province__code=province
    )
    found = list(rows.for_listing().select_related("province", "parent__province", "format_profile"))
    head = next((row for row in found if row.code == code), None)
    return head, [row for row in found if row is not head]


def last_edit(organisation: Organisation) -> OrganisationChange | None:
    """The last change of what the form of an organisation shows; names have forms of their own."""
    return organisation.changes.filter(step__in=["create", "edit"]).select_related("actor").last()


def years(organisation: Organisation, someone: Person) -> Any:
    """Its memberships in the seasons that the person sees, the newest first, with `led` and `deputised`."""
    leaderships = Leadership.objects.filter(season=OuterRef("season"), organisation=organisation)
    deputies = leaderships.filter(role=Leadership.Role.DEPUTY)
    return (
        organisation.memberships.filter(season__in=Season.objects.visible_to(someone))
        .select_related("season__bloc")
        .annotate(
            led=Exists(leaderships.exclude(role=Leadership.Role.DEPUTY)),
            deputised=Exists(deputies),
        )
        .order_by("-season__year", "season__bloc__sort_key", "-joined_on", "pk")
    )


MEMBER_ROLES = (Mandate.Role.HEAD, Mandate.Role.OFFICER)


def holders(organisation: Organisation, *, on: date, all_roles: bool) -> list[Mandate]:
    """Who may act for it on a day, heads first; without `all_roles` only those who enter and sign."""
    mandates = organisation.mandates.on(on).filter(user__is_active=True).select_related("user")
    if not all_roles:
        mandates = mandates.filter(role__in=MEMBER_ROLES)
    order = list(Mandate.Role)
    order.remove(Mandate.Role.HEAD)
    order.insert(0, Mandate.Role.HEAD)
    return sorted(mandates, key=lambda row: (order.index(Mandate.Role(row.role)), row.starts, row.pk))


def meant_by(name: str, province: int, *, but: int | None = None) -> list[Alike]:
    """The organisations of a province that a name may mean, the likeliest first."""
    rows = Organisation.objects.filter(province=province).order_by()
    if but is not None:
        rows = rows.exclude(pk=but)
    known = (
        Known(key, code, called, tuple(text for text in search_text.split("|") if text))
        for key, code, called, search_text in rows.values_list("pk", "code", "name_now", "search_text")
    )
    return alike(name, known)
