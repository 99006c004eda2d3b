"""Who somebody is today: mandates, and the seats that follow from them and from who leads the bloc."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from blocs.models import Leadership, Mandate, Organisation, Person, Province, Season
from blocs.models.dated import spans
from blocs.rules.issuing import PLEDGE
from blocs.rules.mandates import AS_HEAD
from blocs.rules.rights import Act, Seat, may
from documents.models import Signer
from emulation.models import Notice, User
from emulation.verdicts import Verdict

PROVINCE_SEATS = {
    Mandate.Role.STANDING: Seat.STANDING,
    Mandate.Role.COUNCIL_MEMBER: Seat.COUNCIL,
    Mandate.Role.COUNCIL_SECRETARY: Seat.COUNCIL,
    Mandate.Role.AUDITOR: Seat.AUDITOR,
    Mandate.Role.ADMINISTRATOR: Seat.ADMINISTRATOR,
}
TAKES_SEATS = (  # what tells of a mandate which seats it takes, and on which days
    *("user", "role", "starts", "ends"),
    *("organisation__province", "organisation__last_day"),
)
ACT_FOR_ONE = (Mandate.Role.HEAD, Mandate.Role.OFFICER)
NO_SEATS: frozenset[Seat] = frozenset()


def person(user: User | AnonymousUser, *, on: date) -> Person:
    """The person with the mandates of the day; read once per request, since it is kept on the user object.

    The same query says whether any paper waits for a signature, and how many notices were not read: every
    page tells how much waits.
    """
    assert isinstance(user, User)
    kept: Person | None = getattr(user, "_person", None)
    if kept is None or kept.on != on or kept.papers_wait is None:
        rows = user.mandates.on(on).select_related("organisation__province")
        papers = Signer.objects.waiting().beside_parties_of(PLEDGE).filter(user=OuterRef("user"))
        mandates: tuple[Any, ...] = tuple(rows.annotate(papers_wait=Exists(papers), unread=_unread()))
        kept = Person(
            user,
            on,
            mandates,
            papers_wait=any(row.papers_wait for row in mandates),
            unread=max((row.unread for row in mandates), default=0),
        )
        user._person = kept  # type: ignore[attr-defined]  # a cache as long as the request
    return kept


def _unread() -> Coalesce:
    rows = Notice.objects.filter(user=OuterRef("user"), read_at__isnull=True).order_by().values("user")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


def acting(user: User | AnonymousUser, *, on: date) -> Person:
    """The same person where no page is drawn, which would tell what waits: half the work."""
    assert isinstance(user, User)
    kept: Person | None = getattr(user, "_person", None)
    if kept is None or kept.on != on:
        kept = Person(user, on, tuple(row for row in _taking_seats().filter(user=user.pk) if row.holds(on)))
        user._person = kept  # type: ignore[attr-defined]  # a cache as long as the request
    return kept


@cache  # put together once
def _taking_seats() -> QuerySet[Mandate]:
    return Mandate.objects.select_related("organisation").only(*TAKES_SEATS).order_by()


def leads_on(leaderships: Iterable[Leadership], day: date) -> Leadership | None:
    """The leader, or acting leader, of a day: the last to have begun."""
    begun = [row for row in leaderships if row.role != Leadership.Role.DEPUTY and row.starts <= day]
    return max(begun, key=lambda row: (row.starts, row.pk), default=None)


def leader_key(season: Season, leaderships: Iterable[Leadership], on: date) -> int | None:
    """Whose people lead the season today; until its first day those of the year before."""
    if on < season.first_day and season.prepared_by_id is not None:
        return season.prepared_by_id
    leader = leads_on(leaderships, season.within(on))
    return leader.organisation_id if leader else None


def leading_until(leaderships: Iterable[Leadership], since: date, last_day: date) -> date:
    """The last day of whoever leads from `since` on: until the next leader's, or the season's last."""
    later = [row.starts for row in leaderships if row.role != Leadership.Role.DEPUTY and row.starts > since]
    return min(later) - timedelta(days=1) if later else last_day


def deputies_on(leaderships: Iterable[Leadership], day: date) -> list[Leadership]:
    return [
        row for row in leaderships if row.role == Leadership.Role.DEPUTY and spans(day, row.starts, row.ends)
    ]


def seats(someone: Person, season: Season) -> frozenset[Seat]:
    """What the person may act as in this season today. Reads season.leaderships whole, and season.memberships
    where somebody acts for an organisation that does not lead.

    Before the season the leader of the year before leads it, where one is known, otherwise its first one;
    after it its last one, and so with members.
    """
    day = season.within(someone.on)
    leaderships = list(season.leaderships.all())
    leader = leader_key(season, leaderships, someone.on)
    deputies = {row.organisation_id for row in deputies_on(leaderships, day)}
    own = [row for row in someone.mandates if row.role in (Mandate.Role.HEAD, Mandate.Role.OFFICER)]
    for_leader = all(row.organisation_id == leader for row in own)
    known = {leader} if for_leader else {leader, *members(season, day)}

    taken = set(province_seats(someone, season.bloc.province_id))
    for mandate in own:
        if mandate.organisation_id not in known:
            continue
        is_head = mandate.role == Mandate.Role.HEAD
        taken.add(Seat.HEAD if is_head else Seat.OFFICER)
        if leader == mandate.organisation_id:
            taken.add(Seat.LEADER_HEAD if is_head else Seat.LEADER_OFFICER)
        if mandate.organisation_id in deputies:
            taken.add(Seat.DEPUTY_HEAD if is_head else Seat.DEPUTY_OFFICER)
    return frozenset(taken)


def members(season: Season, day: date) -> set[int]:
    """The keys of those that belong to it on a day; reads season.memberships whole."""
    return {row.organisation_id for row in season.memberships.all() if spans(day, row.joined_on, row.left_on)}


def heads_on(organisation: Organisation, day: date) -> list[Mandate]:
    """Whoever is head that day; those who only sign for the head (KT., TL., TUQ.) are not."""
    rows = Mandate.objects.on(day).filter(
        organisation=organisation, role=Mandate.Role.HEAD, signing_form__in=AS_HEAD
    )
    return list(rows.select_related("user", "organisation__province"))


def written_to(
    organisations: Iterable[int], *, on: date, roles: Collection[str] = ACT_FOR_ONE
) -> QuerySet[Mandate]:
    """Through whom organisations are reached: mandates of people with an open account."""
    rows = Mandate.objects.on(on).filter(
        organisation__in=list(organisations), role__in=roles, user__is_active=True
    )
    return rows.select_related("user")


def headed(day: date) -> Exists:
    """Has the organisation of the row a head that day?"""
    rows = Mandate.objects.on(day).filter(role=Mandate.Role.HEAD, signing_form__in=AS_HEAD)
    return Exists(rows.filter(organisation=OuterRef("organisation")))


def province_seats(someone: Person, province: int) -> frozenset[Seat]:
    """What the person may act as for the whole of one province (by its key)."""
    return frozenset(
        PROVINCE_SEATS[Mandate.Role(mandate.role)]
        for mandate in someone.mandates
        if mandate.organisation.province_id == province and mandate.role in PROVINCE_SEATS
    )


def all_seats(someone: Person) -> frozenset[Seat]:
    """Every seat outside seasons, in whichever province: for pages that are no province's own."""
    return frozenset(
        PROVINCE_SEATS[Mandate.Role(mandate.role)]
        for mandate in someone.mandates
        if mandate.role in PROVINCE_SEATS
    )


def may_in(act: Act, someone: Person, season: Season) -> Verdict:
    return may(act, seats(someone, season))


def own_member(someone: Person, season: Season, *roles: str) -> set[int]:
    """The season's members for which the person holds a role today; officer or head by default."""
    found = members(season, season.within(someone.on))
    return found & set(someone.organisations_as(*(roles or (Mandate.Role.OFFICER, Mandate.Role.HEAD))))


def own_province(someone: Person) -> Province | None:
    """The one whose standing agency the person acts for."""
    return Province.objects.filter(pk__in=someone.provinces_as("standing")).first()
