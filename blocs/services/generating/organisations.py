"""Organisations of a made-up province in their blocs, and who works for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from blocs.models import Bloc, BlocName, Mandate, Organisation, OrganisationName, Province
from blocs.services.generating import words
from blocs.services.naming import searchable
from documents.models import FormatProfile
from emulation.models import User
from emulation.text import sort_key

Thing = TypeVar("Thing", Bloc, Organisation)
BATCH = 2000
Role = Mandate.Role


@dataclass(frozen=True, slots=True)
class Made:
    """A province, each bloc with its members in order, and who works for the agency and for each member."""

    province: Province
    agency: Organisation
    standing: User
    blocs: list[tuple[Bloc, list[Organisation]]]
    officers: dict[int, User]  # by organisation


def organisations_of(
    number: int, blocs: int, each: int, *, since: date, password: str, chance: Random
) -> Made:
    place = words.place(chance)
    code = f"T{number:02}"
    province = Province.objects.create(code=code, name=f"tỉnh {place} (giả định)", place=place)
    profile = FormatProfile.objects.get(code="state")

    def organisation(own: str, kind: str, name: str, short_name: str = "") -> Organisation:
        made = Organisation(
            province=province, code=own, kind=kind, format_profile=profile, symbol=own.upper(), invented=True
        )
        return _named(made, name, short_name)

    agency = organisation("snv", Organisation.Kind.STATE_AGENCY, f"Sở Nội vụ tỉnh {place}", "Sở Nội vụ")
    made: list[tuple[Bloc, list[Organisation]]] = []
    titles: dict[str, str] = {}
    for at in range(blocs):
        bloc_kind, whom, kind, called, title = words.BLOCS[at % len(words.BLOCS)]
        bloc = Bloc(province=province, code=f"{code.lower()}-{at + 1}", kind=bloc_kind, invented=True)
        own = [
            organisation(f"dv-{at + 1}-{n + 1}", kind, called.format(place=f"{words.place(chance)} {n + 1}"))
            for n in range(each)
        ]
        titles |= dict.fromkeys((each.code for each in own), title)
        word = "Cụm" if bloc_kind == Bloc.Kind.CLUSTER else "Khối"
        made.append((_named(bloc, f"{word} thi đua số {at + 1} {whom} tỉnh {place}", ""), own))
    everyone = [agency, *(member for _bloc, own in made for member in own)]
    Organisation.objects.bulk_create(everyone, batch_size=BATCH)
    Bloc.objects.bulk_create([bloc for bloc, _own in made], batch_size=BATCH)
    OrganisationName.objects.bulk_create(
        (
            OrganisationName(
                organisation=each, name=each.name_now, short_name="Sở Nội vụ" if each is agency else ""
            )
            for each in everyone
        ),
        batch_size=BATCH,
    )
    BlocName.objects.bulk_create(BlocName(bloc=bloc, name=bloc.name_now) for bloc, _own in made)
    members = everyone[1:]
    standing, administrator = _people([f"{code}-snv-1", f"{code}-snv-2"], password, chance)
    officers = dict(
        zip(members, _people([f"{code}-{each.code}-1" for each in members], password, chance), strict=True)
    )
    heads = dict(
        zip(members, _people([f"{code}-{each.code}-2" for each in members], password, chance), strict=True)
    )
    given = [
        (standing, agency, Role.STANDING, "Chuyên viên"),
        (administrator, agency, Role.ADMINISTRATOR, "Chuyên viên"),
        *((officers[each], each, Role.OFFICER, "Chuyên viên") for each in members),
        *((heads[each], each, Role.HEAD, titles[each.code]) for each in members),
    ]
    Mandate.objects.bulk_create(
        (
            Mandate(user=user, organisation=whose, role=role, title=title, starts=since)
            for user, whose, role, title in given
        ),
        batch_size=BATCH,
    )
    return Made(
        province,
        agency,
        standing,
        made,
        {each.pk: user for each, user in officers.items()},
    )


def _people(names: list[str], password: str, chance: Random) -> list[User]:
    return User.objects.bulk_create(
        (
            User(
                username=name.lower(),
                email=f"{name}@example.vn".lower(),
                full_name=words.person(chance),
                password=password,
            )
            for name in names
        ),
        batch_size=BATCH,
    )


def _named(thing: Thing, name: str, short_name: str) -> Thing:
    thing.name_now, thing.short_name_now = name, short_name or name[:120]
    thing.search_text = searchable(filter(None, (name, short_name)))
    thing.sort_key = sort_key(name)
    return thing
