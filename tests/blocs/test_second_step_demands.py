"""A province demands a second step of some roles; nobody of them gets round it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from blocs.models import SecondStepDemand
from blocs.services import second_step
from emulation.verdicts import Refused
from tests import factories
from tests.factories import PASSWORD

RULES, STEP = reverse("blocs:second-step-rules"), reverse("mfa_index")


def signs_in(user):
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return client


def demand(administrator, *roles):
    second_step.demand(administrator.mandates.get().organisation.province, roles, by=administrator)


def test_only_an_administrator_demands(standing, agency):
    with pytest.raises(Refused):
        second_step.demand(agency.province, ["head"], by=standing)


def test_who_demands_and_who_stops_stays_written(client, administrator):
    client.force_login(administrator)
    client.post(RULES, {"roles": ["head", "officer"]})
    client.post(RULES, {"roles": ["head"]})
    client.post(RULES, {"roles": ["head"]})

    rows = SecondStepDemand.objects.order_by("role")
    assert [(row.role, row.ended_by) for row in rows] == [("head", None), ("officer", administrator)]
    client.post(RULES, {})
    assert not SecondStepDemand.objects.open().exists()
    page = client.get(RULES).content.decode()
    assert page.count(str(administrator)) >= 4


def test_a_role_that_there_is_not_is_told(client, administrator):
    client.force_login(administrator)

    response = client.post(RULES, {"roles": ["king"]})

    assert response.context["form"].errors.keys() == {"roles"}


def test_how_many_have_one_stands_beside_each_role(client, administrator, head, leader_head):
    Authenticator.objects.create(user=head, type="totp", data={"secret": "x"})
    client.force_login(administrator)

    lines = {line.role: (line.people, line.with_step) for line in client.get(RULES).context["lines"]}

    assert lines["head"] == (2, 1)
    assert lines["auditor"] == (0, 0)


def test_whose_role_demands_it_is_led_to_it_whatever_is_opened(head, administrator):
    demand(administrator, "head")
    client = signs_in(head)

    for address in ("/", reverse("account-me"), reverse("blocs:organisation-list"), "/search/?q=x"):
        assert client.get(address)["Location"] == STEP
    assert client.post(reverse("account-sessions-end"))["Location"] == STEP
    page = client.get(STEP).content.decode()
    assert "Vai trò của ông/bà cần bước xác thực thứ hai" in page
    assert client.post(reverse("language-choose"), {"language": "en"})["Location"] == "/"


def test_with_the_second_step_everything_opens_and_without_it_no_more(head, administrator):
    demand(administrator, "head")
    client = signs_in(head)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert client.get("/").status_code == 200

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get("/")["Location"] == STEP


def test_other_roles_and_sessions_from_before_are_left_alone(head, officer, administrator):
    before = signs_in(head)
    demand(administrator, "head")

    assert before.get("/").status_code == 200
    assert signs_in(officer).get("/").status_code == 200


def test_a_mandate_that_has_ended_demands_nothing(head, administrator):
    demand(administrator, "head")
    head.mandates.update(ends=factories.NOON.date().replace(year=2021))

    assert signs_in(head).get("/").status_code == 200


def test_another_provinces_rule_is_its_own(db, administrator):
    far = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
    somebody = factories.someone(factories.organisation("Hội Xa", province=far), "head")
    demand(administrator, "head")

    assert signs_in(somebody).get("/").status_code == 200


def test_the_log_of_sign_ins_is_searched(client, head, officer, administrator):
    signs_in(head)
    signs_in(officer)
    client.force_login(administrator)

    found = client.get(reverse("blocs:sign-in-list"), {"q": head.username, "outcome": "succeeded"})
    none = client.get(reverse("blocs:sign-in-list"), {"outcome": "refused"})

    assert [row.user for row in found.context["page"].object_list] == [head]
    assert none.context["page"].paginator.count == 0
    assert "empty-state" in none.content.decode()
