"""The cast of most tests: one bloc of three, the people of each seat, and a bloc of strangers."""

from decimal import Decimal

import pytest
from django.utils import translation

from blocs.models import Delivery, Webhook
from blocs.services import outside_systems, pledges, visits, webhooks
from blocs.services import signing as signing_services
from tests import factories
from tests.blocs import visiting
from tests.documents import signing_cast


@pytest.fixture
def members(db):
    return [
        factories.organisation("Tỉnh Đoàn Thử Nghiệm", short_name="Tỉnh Đoàn", code="td"),
        factories.organisation("Hội Nông dân tỉnh Thử Nghiệm", short_name="Hội Nông dân", code="hnd"),
        factories.organisation("Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm", short_name="Hội Phụ nữ", code="pn"),
    ]


@pytest.fixture
def bloc(db):
    return factories.bloc()


@pytest.fixture
def season(bloc, members):
    """Led by the first of the members; the second is deputy."""
    return factories.season(bloc, members)


@pytest.fixture
def agency(db):
    return factories.organisation(
        "Sở Nội vụ tỉnh Thử Nghiệm", short_name="Sở Nội vụ", code="snv", kind="state_agency"
    )


@pytest.fixture
def leader_officer(season, members):
    return factories.someone(members[0], "officer")


@pytest.fixture
def leader_head(season, members):
    return factories.someone(members[0], "head")


@pytest.fixture
def deputy_head(season, members):
    return factories.someone(members[1], "head")


@pytest.fixture
def officer(season, members):
    """Of the third member, which neither leads nor deputises."""
    return factories.someone(members[2], "officer")


@pytest.fixture
def head(season, members):
    return factories.someone(members[2], "head")


@pytest.fixture
def standing(agency):
    return factories.someone(agency, "standing")


@pytest.fixture
def council(agency):
    return factories.someone(agency, "council_member")


@pytest.fixture
def auditor(agency):
    return factories.someone(agency, "auditor")


@pytest.fixture
def administrator(agency):
    return factories.someone(agency, "administrator")


@pytest.fixture
def told_outside(agency, administrator):
    """What a system of the province that wishes to know of everything is told: kind, what, thing, path."""
    scopes = ["pledges", "seasons", "decisions"]
    system, _key = outside_systems.begin(agency.province, name="Cổng", scopes=scopes, by=administrator)
    given = {"address": "https://cong.example.vn/", "kinds": Webhook.Kind.values}
    webhooks.set_up(system, by=administrator, **given)
    return lambda: list(Delivery.objects.order_by("pk").values_list("kind", "what", "thing", "path"))


@pytest.fixture
def outsider(db):
    """The head of an organisation in another bloc of the same province."""
    others = [factories.organisation(code=f"khac-{number}") for number in range(2)]
    factories.season(factories.bloc("Khối thi đua Khác", code="khoi-khac"), others)
    return factories.someone(others[0], "head")


@pytest.fixture
def draft(season, leader_officer):
    """A pledge of two items and a target, of which only the leader knows."""
    pledge = pledges.start(season, by=leader_officer, at=factories.NOON)
    for text in ("Hoàn thành nhiệm vụ chính trị.", "Xây dựng tổ chức vững mạnh."):
        pledges.lines.add_item(pledge, section="content", text=text, by=leader_officer, at=factories.NOON)
    pledges.lines.add_target(
        pledge,
        text="Nhà đại đoàn kết",
        unit="nhà",
        comparison="at_least",
        value=Decimal(50),
        by=leader_officer,
        at=factories.NOON,
    )
    return pledge


@pytest.fixture
def pledge(draft, leader_officer):
    """The same, open for comments."""
    pledges.open_for_comments(draft, by=leader_officer, at=factories.NOON)
    return draft


@pytest.fixture
def settled(pledge, leader_head):
    pledges.agree(pledge, by=leader_head, at=factories.NOON)
    return pledge


@pytest.fixture
def english():
    """Reasons as they stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def signing(settled, leader_head, deputy_head, head):
    """The pledge of three members, open for signatures today; their heads have certificates."""
    for user in (leader_head, deputy_head, head):
        signing_cast.enrol(user)
    signing_services.begin(settled, by=leader_head)
    return settled


@pytest.fixture
def reviewing(season, settled):
    """With a score table and the pledge of the cast; the report of the third member is handed in."""
    season.stage = "reviewing"
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    return season


@pytest.fixture
def visit(reviewing, members, leader_officer):
    """The second member, deputy of the bloc, goes to the third."""
    (made,) = visits.plan(
        reviewing,
        [visits.Planned(members[2], members[1], visiting.DAY)],
        by=leader_officer,
        at=factories.NOON,
    )
    visits.edit(made, team="Trần Thị Mẫu, Phó Chủ tịch", by=leader_officer, at=factories.NOON)
    return made


@pytest.fixture
def visitor(members, visit):
    return factories.someone(members[1], "officer")


@pytest.fixture
def visited_report(reviewing, members):
    report = reviewing.reports.create(
        organisation=members[2], kind="annual", status="submitted", submitted_at=factories.NOON
    )
    report.scores.create(criterion=visiting.criterion("Chỉ tiêu"), level="own", base=8, at=factories.NOON)
    report.results.create(target=reviewing.pledges.get().targets.get(), value=Decimal(47))
    return report


@pytest.fixture
def reported(season, members, leader_officer):
    """Two of three members have handed in; a share all carry, a quantity only the first carries."""
    pledge = pledges.start(season, by=leader_officer, at=factories.NOON)
    share = pledge.targets.create(text="Nhiệm vụ hoàn thành", unit="%", comparison="at_least", value=95)
    houses = pledge.targets.create(
        text="Nhà sửa chữa", unit="nhà", comparison="at_least", value=10, owner=members[0]
    )
    season.stage = "reviewing"
    season.save()
    for place, (member, status, value) in enumerate(
        zip(members, ("accepted", "submitted", "draft"), ("98.5", "90", "100"), strict=True)
    ):
        report = season.reports.create(
            organisation=member,
            kind="annual",
            status=status,
            submitted_at=factories.NOON if place < 2 else None,
        )
        report.sections.create(kind="results", text=f"Kết quả {place}.")
        report.results.create(target=share, value=Decimal(value))
        if place == 0:
            report.results.create(target=houses, value=12)
    return season
