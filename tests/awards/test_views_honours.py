from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from awards.models import Award, Honour, Recipient
from awards.services import honours
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db
FORM = {
    "award": "",
    "year": "2023",
    "basis": "merit",
    "decision_number": "05/QĐ-UBND",
    "decided_on": "01/02/2024",
}


@pytest.fixture
def recipient(season, members):
    return honours.of_organisation(members[0])


@pytest.fixture
def honour(recipient, standing):
    return honours.record(
        recipient,
        award=Award.objects.get(code="CO_TINH"),
        year=2023,
        decision_number="05/QĐ-UBND",
        decided_on=date(2024, 2, 1),
        by=standing,
        at=NOON,
    )


def page(client, who, address):
    client.force_login(who)
    return client.get(address)


def test_members_read_the_honours_but_no_holds(client, officer, recipient, honour, standing):
    honours.hold(
        recipient, ground="complaint", starts=date(2024, 1, 5), document="Đơn bí mật", by=standing, at=NOON
    )

    shown = page(client, officer, recipient.get_absolute_url()).content.decode()

    assert "Cờ thi đua của Ủy ban nhân dân tỉnh" in shown
    assert "05/QĐ-UBND" in shown
    assert "Đơn bí mật" not in shown
    assert "checklist" not in shown


def test_those_who_appraise_see_holds_and_the_checklist(client, council, recipient, standing):
    honours.hold(
        recipient, ground="complaint", starts=date(2024, 1, 5), document="Đơn số 12", by=standing, at=NOON
    )

    shown = page(client, council, recipient.get_absolute_url()).content.decode()

    assert "Đơn số 12" in shown
    assert "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh" in shown


def test_the_page_of_an_organisation_leads_to_its_honours(client, officer, members, recipient, honour):
    place = [members[0].province.code, members[0].code]

    shown = page(client, officer, reverse("blocs:organisation-detail", args=place)).content.decode()

    assert f'href="{reverse("awards:organisation-honours", args=place)}"' in shown


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_strangers_find_nothing(client, recipient, who, request):
    assert page(client, request.getfixturevalue(who), recipient.get_absolute_url()).status_code == 404


def test_people_of_other_members_are_not_shown(client, officer, head, leader_head, members, standing):
    person = honours.create(members[0], kind="person", name="Bà Nguyễn Thị Hằng", by=standing, at=NOON)

    assert page(client, officer, person.get_absolute_url()).status_code == 404
    assert page(client, leader_head, person.get_absolute_url()).status_code == 200


def test_the_standing_agency_records_an_honour(client, standing, recipient):
    award = Award.objects.get(code="BK_TTG")
    client.force_login(standing)

    response = client.post(reverse("awards:honour-add", args=[recipient.pk]), FORM | {"award": award.pk})

    assert response.status_code == 302
    assert Honour.objects.get().award == award


def test_what_was_typed_stays_when_the_year_is_wrong(client, standing, recipient):
    client.force_login(standing)

    response = client.post(
        reverse("awards:honour-add", args=[recipient.pk]),
        FORM | {"award": Award.objects.get(code="BK_TTG").pk, "year": "20244", "note": "Làm <b>tốt</b>"},
    )

    shown = response.content.decode()
    assert "Ghi năm bằng bốn chữ số." in shown
    assert "Làm &lt;b&gt;tốt&lt;/b&gt;" in shown
    assert not Honour.objects.exists()


def test_a_member_is_told_why_it_records_nothing(client, leader_head, recipient):
    client.force_login(leader_head)

    shown = client.get(reverse("awards:honour-add", args=[recipient.pk])).content.decode()

    assert "Chỉ cơ quan thường trực" in shown
    assert 'name="decision_number"' not in shown


def test_an_organisation_without_record_says_so_and_may_be_begun(client, standing, members):
    organisation = members[1]
    address = reverse("awards:organisation-honours", args=[organisation.province.code, organisation.code])

    assert "Chưa ghi nhận khen thưởng" in page(client, standing, address).content.decode()
    assert not Recipient.objects.exists()
    client.post(
        reverse("awards:organisation-honours-begin", args=[organisation.province.code, organisation.code])
    )
    assert Recipient.objects.get().organisation == organisation
    assert client.get(address).status_code == 200


def test_the_list_is_found_by_award_and_without_marks(client, officer, recipient, honour):
    other = factories.organisation("Hội Người mù")
    honours.of_organisation(other)
    client.force_login(officer)
    address = reverse("awards:recipient-list")

    for query in ("?q=tinh doan", f"?award={honour.award_id}&year=2023"):
        assert "Tỉnh Đoàn Thử Nghiệm" in client.get(address + query).content.decode()
    assert "Không có dòng nào khớp" in client.get(address + "?year=1999").content.decode()


def test_the_list_goes_out_as_a_workbook_with_real_dates(client, standing, recipient, honour):
    response = page(client, standing, reverse("awards:recipient-list") + "?format=xlsx")

    rows = list(load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True))
    assert rows[1][0] == "Tỉnh Đoàn Thử Nghiệm"
    assert rows[1][7].date() == date(2024, 2, 1)


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_asks_as_many_queries_for_many_as_for_one(
    client, standing, django_assert_max_num_queries, how_many
):
    for _ in range(how_many):
        honours.of_organisation(factories.organisation())
    client.force_login(standing)
    address = reverse("awards:recipient-list")
    client.get(address)

    with django_assert_max_num_queries(10):
        response = client.get(address)
    assert response.content.decode().count("<tr>") == how_many + 1
