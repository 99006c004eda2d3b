"""A province with one of everything that other systems may read, and of what they may not."""

from datetime import date

from awards.models import Award, Decision
from awards.services import honours
from blocs.models import OrganisationName, OutsideSystem
from blocs.models.dated import refresh_names
from blocs.services import outside_systems
from tests import factories
from tests.factories import NOON, YEAR

EVERYTHING = OutsideSystem.Scope.values
LISTS = ("organisations", "blocs", "seasons", "pledges", "scores", "decisions")


def given_key(agency, scopes=EVERYTHING, name="Cổng dữ liệu"):
    """A system of the agency's province, and its key."""
    administrator = factories.someone(agency, "administrator")
    return outside_systems.begin(agency.province, name=name, scopes=scopes, by=administrator)


def with_key(key):
    return {"Authorization": f"Bearer {key}"}


def renamed(organisation, name, *, on):
    """Another name from a day on."""
    old = organisation.names.get()
    old.valid_to = on.replace(day=on.day - 1)
    old.save()
    OrganisationName.objects.create(organisation=organisation, name=name, valid_from=on)
    refresh_names(type(organisation).objects.filter(pk=organisation.pk))


def signed_pledge(season, **fields):
    given = {"status": "in_force", "agreed_hash": "a" * 64, "agreed_at": NOON, "opening": "Chúng tôi ký:"}
    pledge = season.pledges.create(**given | fields)
    pledge.items.create(section="content", text="Giúp hộ nghèo.")
    pledge.items.create(section="content", text="Đã bỏ.", removed_in=2)
    pledge.targets.create(
        text="Hộ được giúp", unit="hộ", value="12.5", owner=season.memberships.first().organisation
    )
    pledge.events.create(step="come_into_force", at=NOON)
    return pledge


def published_scores(season, **fields):
    publication = season.publications.create(**{"version": 1, "at": NOON} | fields)
    for order, member in enumerate(season.memberships.select_related("organisation"), start=1):
        publication.places.create(
            organisation=member.organisation,
            order=order,
            rank=order,
            base=90 - order,
            bonus=2,
            deduction="0.5",
            band="Hoàn thành xuất sắc nhiệm vụ",
        )
    return publication


def decided(province, organisation, *, number="125/QĐ-UBND", state="recorded", name=""):
    """A decision on one award."""
    decision = Decision.objects.create(
        province=province,
        number=number,
        decided_on=date(YEAR, 3, 2),
        authority="Chủ tịch Ủy ban nhân dân tỉnh",
        signer="Trần Văn Mẫu",
        signer_title="Chủ tịch",
        abstract="Về việc tặng Bằng khen",
        state=state,
    )
    recipient = honours.of_organisation(organisation)
    nomination = recipient.nominations.create(
        province=province, channel="vertical", year=YEAR - 1, award=Award.objects.get(code="BK_TINH")
    )
    decision.lines.create(
        nomination=nomination, order=1, name=name or organisation.current_name, praise="Đã có thành tích"
    )
    decision.events.create(step="record", at=NOON)
    return decision
