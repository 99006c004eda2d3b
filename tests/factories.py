"""Plain makers of rows for tests; each fills only what the model insists on."""

from datetime import date, datetime
from itertools import count

import factory
from django.utils import timezone

from blocs import models
from blocs.models.dated import refresh_names
from documents.models import FormatProfile
from emulation.models import User
from emulation.text import folded, sort_key

_numbers = count(1)
YEAR = 2026
NOON = datetime(YEAR, 3, 2, 12, 0, tzinfo=timezone.get_fixed_timezone(420))


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Mẫu {n}")
    password = factory.django.Password("mat-khau-thu")


class ProvinceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Province
        django_get_or_create = ("code",)

    code = "TT"
    name = "tỉnh Thử Nghiệm"
    place = "Thử Nghiệm"


def organisation(name: str = "", *, short_name: str = "", **fields) -> models.Organisation:
    """An organisation with one open name."""
    fields.setdefault("province", ProvinceFactory())
    fields.setdefault("code", f"don-vi-{next(_numbers)}")
    fields.setdefault("kind", models.Organisation.Kind.ASSOCIATION)
    fields.setdefault("format_profile", FormatProfile.objects.get(code="state"))
    name = name or f"Hội {fields['code']} tỉnh Thử Nghiệm"
    texts = [folded(text) for text in (name, short_name) if text]
    made = models.Organisation.objects.create(
        search_text=f"|{'|'.join(texts)}|", sort_key=sort_key(name), **fields
    )
    models.OrganisationName.objects.create(organisation=made, name=name, short_name=short_name)
    refresh_names(models.Organisation.objects.filter(pk=made.pk))
    made.refresh_from_db(fields=["name_now", "short_name_now"])
    return made


def bloc(name: str = "Khối thi đua Thử nghiệm", *, code: str = "khoi-thu", **fields) -> models.Bloc:
    fields.setdefault("province", ProvinceFactory())
    made = models.Bloc.objects.create(
        code=code, search_text=f"|{folded(name)}|", sort_key=sort_key(name), **fields
    )
    models.BlocName.objects.create(bloc=made, name=name)
    refresh_names(models.Bloc.objects.filter(pk=made.pk))
    made.refresh_from_db(fields=["name_now", "short_name_now"])
    return made


def season(
    bloc: models.Bloc, members: list[models.Organisation], *, year: int = YEAR, **fields
) -> models.Season:
    """A season of a calendar year; the first member leads, the second is deputy."""
    made = models.Season.objects.create(
        bloc=bloc, year=year, first_day=date(year, 1, 1), last_day=date(year, 12, 31), **fields
    )
    for order, member in enumerate(members, start=1):
        models.Membership.objects.create(
            season=made, organisation=member, order=order, joined_on=made.first_day
        )
    for role, member in zip(("leader", "deputy"), members, strict=False):
        models.Leadership.objects.create(season=made, organisation=member, role=role, starts=made.first_day)
    return made


def mandate(
    organisation: models.Organisation, role: str, *, user: User | None = None, **fields
) -> models.Mandate:
    fields.setdefault("title", {"head": "Chủ tịch", "officer": "Chuyên viên"}.get(role, "Chuyên viên"))
    fields.setdefault("starts", date(2020, 1, 1))
    return models.Mandate.objects.create(
        user=user or UserFactory(), organisation=organisation, role=role, **fields
    )


def someone(organisation: models.Organisation, role: str, **fields) -> User:
    """A user with one mandate."""
    return mandate(organisation, role, **fields).user
