"""Who signs for each member, as the paper prints it: resolved from the mandates of its day, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from blocs.models import Leadership, Mandate, Membership, Organisation, Season
from blocs.models.dated import spans
from blocs.selectors import people
from documents.content import Format, Party

UNKNOWN_POSITION = "THỦ TRƯỞNG ĐƠN VỊ"  # nobody holds the mandate: the room stays, to be filled in by hand
_FIRST_CHOICE = [Mandate.SigningForm.OWN, Mandate.SigningForm.FOR_BODY]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a season as its papers know it on one day."""

    membership: Membership
    name: str
    role: str  # of Leadership.Role, or empty
    head: Mandate | None
    contact: Mandate | None  # its officer

    @property
    def organisation(self) -> Organisation:
        return self.membership.organisation

    @property
    def leads(self) -> bool:
        return self.role in (Leadership.Role.LEADER, Leadership.Role.ACTING)


def members_of(
    season: Season, *, on: date, signing: date | None = None, everyone: bool = False
) -> list[Member]:
    """The members on a day in the order of the rotation; `everyone` keeps those who left. Five queries.

    `signing` is the day of a paper that is issued after the year: who signed in the year may do so no more.
    """
    rows = list(Membership.objects.filter(season=season).in_order().prefetch_related("organisation__names"))
    if not everyone:
        rows = [row for row in rows if spans(on, row.joined_on, row.left_on)]
    leaderships = list(season.leaderships.all())
    roles: dict[int, str] = {row.organisation_id: row.role for row in people.deputies_on(leaderships, on)}
    leader = people.leads_on(leaderships, on)
    if leader is not None:
        roles[leader.organisation_id] = leader.role
    heads, officers = _mandates(rows, signing or on)
    return [
        Member(
            membership=row,
            name=row.organisation.name_on(on),
            role=roles.get(row.organisation_id, ""),
            head=heads.get(row.organisation_id),
            contact=officers.get(row.organisation_id),
        )
        for row in rows
    ]


def _mandates(rows: Iterable[Membership], on: date) -> tuple[dict[int, Mandate], dict[int, Mandate]]:
    mandates = (
        Mandate.objects.on(on)
        .filter(
            organisation__in=[row.organisation_id for row in rows],
            role__in=[Mandate.Role.HEAD, Mandate.Role.OFFICER],
            user__is_active=True,
        )
        .select_related("user")
    )
    heads: dict[int, Mandate] = {}
    officers: dict[int, Mandate] = {}
    for mandate in sorted(mandates, key=_choice):
        chosen = heads if mandate.role == Mandate.Role.HEAD else officers
        chosen.setdefault(mandate.organisation_id, mandate)
    return heads, officers


def _choice(row: Mandate) -> tuple[bool, date, int]:
    return (row.signing_form not in _FIRST_CHOICE, row.starts, row.pk)


def first_choice(mandates: Iterable[Mandate]) -> Mandate | None:
    """Of several who may sign for one organisation, whose name is printed."""
    return min(mandates, key=_choice, default=None)


def head_of(organisation: Organisation, *, on: date) -> Mandate | None:
    """Who signs for one organisation on a day; one query."""
    rows = Mandate.objects.on(on).filter(
        organisation=organisation, role=Mandate.Role.HEAD, user__is_active=True
    )
    return first_choice(rows.select_related("user"))


def lapsed_authorisations(members: Sequence[Member], *, on: date) -> list[Mandate]:
    """Those (TUQ.) that are over by a day, of members for whom nobody signs since; at most one query."""
    unsigned = [member.organisation.pk for member in members if member.head is None]
    if not unsigned:
        return []
    rows = Mandate.objects.filter(
        organisation__in=unsigned, role=Mandate.Role.HEAD, ends__lt=on, user__is_active=True
    )
    newest = {row.organisation_id: row for row in rows.select_related("user").order_by("ends", "pk")}
    names = {member.organisation.pk: member.organisation for member in members}
    lapsed = [row for row in newest.values() if row.signing_form == Mandate.SigningForm.AUTHORISED]
    for row in lapsed:
        row.organisation = names[row.organisation_id]
    return lapsed


def position_lines(mandate: Mandate | None, style: Format) -> tuple[str, ...]:
    """("TM. BAN THƯỜNG VỤ", "BÍ THƯ"): the authority, when there is one, above the position."""
    if mandate is None:
        return (UNKNOWN_POSITION,)
    position = mandate.title.upper()
    if mandate.signing_form == Mandate.SigningForm.OWN:
        return (position,)
    return (style.authority(mandate.signing_form, mandate.on_behalf_of), position)


def party(member: Member, style: Format, *, role: str = "", note: str = "") -> Party:
    return Party(
        position_lines=position_lines(member.head, style),
        name=member.head.user.full_name if member.head else "",
        organisation=member.name,
        role=role,
        note=note,
        leader=member.leads,
        slot=f"member{member.organisation.pk}",
    )


def position(mandate: Mandate, style: Format) -> str:
    """The same in one line."""
    return ", ".join(position_lines(mandate, style))
