"""Plain makers of rows for tests; each fills only what the model insists on."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from blocs import models
from blocs.models.dated import refresh_names
from documents import codes
from documents.models import FormatProfile, Paper
from emulation.models import User
from emulation.text import folded, sort_key

_numbers = count(1)
YEAR = 2026
PASSWORD = "mat-khau-thu"
NOON = datetime(YEAR, 3, 2, 12, 0, tzinfo=timezone.get_fixed_timezone(420))


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")
    full_name = factory.Sequence(lambda n: f"Nguyễn Thị Mẫu {n}")
    password = factory.django.Password(PASSWORD)


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


def set_up(season: models.Season) -> models.Season:
    """What a season needs before it opens: a head for each member, the days of pledge and reports."""
    for membership in season.memberships.select_related("organisation").order_by("order"):
        if not membership.organisation.mandates.filter(role="head").exists():
            someone(membership.organisation, "head")
    for kind, month in (("pledge", 2), ("reports", 11)):
        season.milestones.get_or_create(kind=kind, defaults={"due": date(season.year, month, 20)})
    return season


def paper(season: models.Season, kind: str = "members", **fields) -> Paper:
    """A paper of the season as the archive keeps it, its bytes a mere beginning."""
    number = next(_numbers)
    given = {
        "number": number,
        "number_text": f"{number:02d}/DS-TĐ",
        "title": f"Danh sách đơn vị thành viên năm {season.label}",
        "issuer_key": "td",
        "issuer_name": "Tỉnh Đoàn Thử Nghiệm",
        "issued_on": NOON.date(),
        "issued_at": NOON,
        "state": Paper.State.ISSUED,
        "profile": FormatProfile.objects.get(code="state"),
        "file": ContentFile(b"%PDF-1.7", name="van-ban.pdf"),
    }
    given |= {"file_name": "van-ban.pdf", "content_hash": f"{number:064x}", "code": codes.new()}
    return Paper.objects.create(kind=kind, subject=f"{kind}:{season.pk}", year=season.year, **given | fields)


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


def score_table(province: models.Province | None = None, **fields) -> models.ScoreTable:
    """A draft of 20 points: a group of 15 with a sum of two parts and a ratio, one of 5 with a deduction."""
    province = province or ProvinceFactory()
    fields.setdefault("name", f"Bảng điểm {next(_numbers)}")
    fields.setdefault("total", Decimal(20))
    fields.setdefault("bloc_kind", "bloc")
    if fields.get("status", "draft") in ("open", "replaced"):
        fields.setdefault("opened_at", NOON)
    table = models.ScoreTable.objects.create(
        province=province, search_text=folded(fields["name"]), sort_key=sort_key(fields["name"]), **fields
    )
    first = table.groups.create(name="Nhiệm vụ chính trị", max=Decimal(15))
    whole = first.criteria.create(name="Tuyên truyền", max=Decimal(5), formula="sum")
    first.criteria.create(name="Kế hoạch", max=Decimal(2), parent=whole)
    first.criteria.create(name="Tin, bài", max=Decimal(3), parent=whole, order=1)
    first.criteria.create(
        name="Chỉ tiêu", kind="quantitative", max=Decimal(10), formula="ratio", evidence="Báo cáo", order=1
    )
    second = table.groups.create(name="Hoạt động khối", max=Decimal(5), order=1)
    second.criteria.create(name="Họp khối", max=Decimal(5), bonus_max=Decimal(1), checked_by="Khối phó")
    second.criteria.create(
        name="Báo cáo chậm",
        kind="penalty",
        deduction_max=Decimal(3),
        formula="penalty",
        terms={"points": "0.5"},
        order=1,
    )
    table.bands.create(name="Hoàn thành xuất sắc nhiệm vụ", lowest=Decimal(18))
    return table
