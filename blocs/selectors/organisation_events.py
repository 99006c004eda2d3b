"""What a change of an organisation would meet: its names, years, people and promises on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blocs.models import (
    Leadership,
    Mandate,
    Membership,
    Organisation,
    OrganisationEvent,
    Pledge,
    PledgeTarget,
    Season,
    SentFile,
)
from blocs.models.dated import overlap, spans
from blocs.rules import organisation_events as rules
from blocs.rules.organisation_events import Body, Facts, Held, Name, Plan, Promise, Wish, Year
from blocs.selectors import organisations, papers, people
from documents.models import Paper
from emulation.verdicts import Reason, Verdict

OPEN = (Pledge.Status.DRAFT, Pledge.Status.COMMENT)
SERVE_THE_PROVINCE = (Mandate.Role.STANDING, Mandate.Role.ADMINISTRATOR)
Kind = OrganisationEvent.Kind


def body(organisation: Organisation) -> Body:
    return Body(
        organisation.pk,
        organisation.current_short_name,
        organisation.last_day,
        organisation.province_id,
    )


def wish(
    source: Organisation, *, kind: str, day: date, targets: Sequence[Organisation] = (), **more: Any
) -> Wish:
    in_order = sorted(targets, key=lambda row: (row.sort_key, row.pk))
    return Wish(kind=kind, source=body(source), day=day, targets=tuple(map(body, in_order)), **more)


def foreseen(wished: Wish, source: Organisation, *, on: date) -> Plan:
    """What would happen; the same number of queries however much hangs on the organisation."""
    return rules.plan(wished, _facts(wished, source), on=on)


def _facts(wished: Wish, source: Organisation) -> Facts:
    names = tuple(Name(row.pk, row.name, row.valid_from, row.valid_to) for row in source.names.all())
    if wished.kind == Kind.RENAME:
        return Facts(names=names)
    parent = source.parent
    years = tuple(_years(wished, source)) if wished.closes or wished.joins else ()
    return Facts(
        names=names,
        parent=body(parent) if parent else None,
        children=tuple(body(row) for row in source.children.order_by("sort_key", "pk")),
        below=frozenset(organisations.below(source)) if wished.kind == Kind.TRANSFER else frozenset(),
        years=years,
        mandates=tuple(_mandates(wished, source)) if wished.closes else (),
        last_of=_last_of(wished, source) if wished.closes else (),
        promises=tuple(_promises(source, years)) if wished.closes else (),
        papers=tuple(_papers(years)) if wished.closes else (),
        spellings=_spellings(wished),
    )


def _spellings(wished: Wish) -> frozenset[str]:
    if wished.receiver is None:
        return frozenset()
    receiver = Organisation.objects.prefetch_related("aliases", "names").get(pk=wished.receiver.key)
    return frozenset(
        [row.text for row in receiver.aliases.all()] + [row.name for row in receiver.names.all()]
    )


def _years(wished: Wish, source: Organisation) -> Iterable[Year]:
    """Its memberships that reach beyond the day, each with who leads there then."""
    rows = list(
        Membership.objects.filter(organisation=source, season__last_day__gte=wished.day)
        .filter(Q(left_on__isnull=True) | Q(left_on__gte=wished.day))
        .select_related("season__bloc")
        .order_by("season__year", "season__bloc__sort_key", "joined_on", "pk")
    )
    seasons = {row.season_id for row in rows}
    leading: dict[int, list[Leadership]] = defaultdict(list)
    for term in Leadership.objects.filter(season__in=seasons).select_related("organisation"):
        leading[term.season_id].append(term)
    members: dict[int, list[Membership]] = defaultdict(list)
    for membership in Membership.objects.filter(season__in=seasons):
        members[membership.season_id].append(membership)
    for row in rows:
        yield _year(wished, row, leading[row.season_id], members[row.season_id])


def _year(wished: Wish, row: Membership, leading: list[Leadership], members: list[Membership]) -> Year:
    season, source = row.season, row.organisation_id
    since = max(wished.day, season.first_day)
    leader = people.leads_on(leading, since)
    later = [
        term.starts
        for term in leading
        if term.role != Leadership.Role.DEPUTY and term.organisation_id == source and term.starts > since
    ]
    there = {each.organisation_id for each in members if spans(since, each.joined_on, each.left_on)}
    deputies = [
        term.organisation
        for term in people.deputies_on(leading, since)
        if term.organisation_id != source and term.organisation_id in there
    ]
    return Year(
        membership=row.pk,
        season=season.pk,
        words=f"{season.bloc.current_name} {season.label}",
        joined_on=row.joined_on,
        left_on=row.left_on,
        first_day=season.first_day,
        last_day=season.last_day,
        is_closed=season.stage == Season.Stage.CLOSED,
        leads=leader is not None and leader.organisation_id == source,
        leads_later=min(later, default=None),
        deputy=body(deputies[0]) if deputies else None,
        deputy_terms=tuple(
            (term.pk, term.starts)
            for term in leading
            if term.role == Leadership.Role.DEPUTY
            and term.organisation_id == source
            and (term.ends is None or term.ends >= wished.day)
        ),
        members=frozenset(
            each.organisation_id for each in members if overlap((each.joined_on, each.left_on), (since, None))
        ),
    )


def _mandates(wished: Wish, source: Organisation) -> Iterable[Held]:
    rows = source.mandates.filter(Q(ends__isnull=True) | Q(ends__gte=wished.day)).select_related("user")
    for row in rows.order_by("role", "starts", "pk"):
        yield Held(row.pk, f"{row.user}, {row.title} ({row.get_role_display()})", row.starts, row.ends)


def _last_of(wished: Wish, source: Organisation) -> tuple[str, ...]:
    """Roles for the whole province that would be left to nobody."""
    held = Mandate.objects.on(wished.day).filter(
        role__in=SERVE_THE_PROVINCE, organisation__province=source.province_id, user__is_active=True
    )
    rows = list(held)
    return rules.last_of_their_kind(
        [(row.role, row.get_role_display()) for row in rows if row.organisation_id == source.pk],
        [row.role for row in rows if row.organisation_id != source.pk],
    )


def _promises(source: Organisation, years: Iterable[Year]) -> Iterable[Promise]:
    words = {year.season: year.words for year in years}
    rows = PledgeTarget.objects.live().filter(owner=source, pledge__season__in=words)
    for row in rows.exclude(pledge__status=Pledge.Status.VOID).select_related("pledge").order_by("pk"):
        pledge = row.pledge
        yield Promise(row.pk, row.text, pledge.season_id, words[pledge.season_id], pledge.status in OPEN)


def _papers(years: Iterable[Year]) -> Iterable[str]:
    for paper in _of_seasons(year.season for year in years).current().order_by("pk"):
        yield f"{paper.title}, {paper.number_text}"


def _of_seasons(seasons: Iterable[int]) -> Any:
    subjects = [f"{kind}:{key}" for key in seasons for kind in papers.LABELS]
    return Paper.objects.filter(subject__in=subjects)


def of(organisation: Organisation) -> list[OrganisationEvent]:
    """What became of it and of others with it, the newest first; those undone as well."""
    return list(OrganisationEvent.objects.of(organisation).order_by("-day", "-pk"))


def rests_on(event: OrganisationEvent) -> list[Reason]:
    """What came after the event and builds on it."""
    organisations_in = [*event.sources.all(), *event.targets.all()]
    found: list[Reason] = []
    later = OrganisationEvent.objects.standing().filter(made_at__gt=event.made_at).exclude(pk=event.pk)
    keys = [row.pk for row in organisations_in]
    touched = later.filter(Q(sources__in=keys) | Q(targets__in=keys)).distinct()
    found += [str(other) for other in touched]
    seasons = {step["pk"] for step in event.trail if step["model"] == "blocs.season"}
    issued = _of_seasons(seasons).filter(issued_at__gt=event.made_at)
    found += [_("The paper %(number)s") % {"number": paper.number_text} for paper in issued]
    return found


def can_undo(event: OrganisationEvent, *, now: datetime) -> Verdict:
    return rules.can_undo(
        made_at=event.made_at,
        is_undone=event.is_undone,
        now=now,
        later=[str(words) for words in rests_on(event)],
    )


def of_file(file: SentFile) -> list[OrganisationEvent]:
    """What a workbook brought, row by row."""
    return list(file.changes.order_by("pk").prefetch_related("sources__province"))


def can_undo_file(file: SentFile, events: Sequence[OrganisationEvent], *, now: datetime) -> Verdict:
    """Within a day, while any of it stands; what rests on it is found when it is tried."""
    assert file.saved_at is not None
    return rules.can_undo(made_at=file.saved_at, is_undone=all(event.is_undone for event in events), now=now)
