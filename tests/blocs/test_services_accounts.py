from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import reverse

from blocs.services import accounts
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
GIVEN = {"full_name": "Lê Thị Mẫu", "email": "mau@example.vn", "username": "le.mau", "phone": "0203"}


@pytest.fixture
def province(agency):
    return agency.province


@pytest.fixture
def stranger(db):
    """Holds a mandate in another province only."""
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    return factories.someone(factories.organisation(province=elsewhere), "officer")


def log(user):
    return list(user.account_changes.values_list("step", flat=True))


def test_a_new_account_is_normalised_has_no_password_and_is_logged(province, administrator):
    given = GIVEN | {"full_name": "  Le\u0302  Thi\u0323 Mẫu", "email": "Mau@Example.VN"}

    user = accounts.open_account(province, by=administrator, **given)

    user.refresh_from_db()
    assert (user.full_name, user.email) == ("Lê Thị Mẫu", "mau@example.vn")
    assert not user.has_usable_password()
    assert [(row.step, row.actor, row.province) for row in user.account_changes.all()] == [
        ("open", administrator, province)
    ]


@pytest.mark.parametrize("seat", ["officer", "leader_head", "standing", "council", "auditor", "outsider"])
def test_only_an_administrator_touches_accounts(request, province, seat):
    by = request.getfixturevalue(seat)
    user = factories.someone(factories.organisation(), "officer")

    for change in (
        lambda: accounts.open_account(province, by=by, **GIVEN),
        lambda: accounts.edit(user, by=by, **GIVEN),
        lambda: accounts.close(user, by=by),
        lambda: accounts.reopen(user, by=by),
        lambda: accounts.send_password_mail(user, send=pytest.fail, by=by),
    ):
        with pytest.raises(Refused):
            change()
    assert log(user) == []


def test_accounts_of_another_province_are_out_of_reach(stranger, administrator):
    for change in (accounts.close, accounts.reopen):
        with pytest.raises(Refused):
            change(stranger, by=administrator)


def test_who_serves_two_provinces_is_changed_by_neither_until_one_has_ended(stranger, agency, administrator):
    factories.mandate(agency, "officer", user=stranger)

    with pytest.raises(Refused):
        accounts.edit(stranger, by=administrator, **GIVEN)
    stranger.mandates.exclude(organisation=agency).update(ends=date(2020, 2, 1))
    accounts.edit(stranger, by=administrator, **GIVEN)

    assert stranger.email == GIVEN["email"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"email": "TAKEN@example.vn"}, "email"),
        ({"username": "Taken"}, "username"),
        ({"username": "le@mau"}, "username"),
        ({"username": "lê mẫu"}, "username"),
        ({"email": "không phải thư"}, "email"),
        ({"full_name": ""}, "full_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(province, administrator, more, field):
    factories.UserFactory(username="taken", email="taken@example.vn")
    user = accounts.open_account(province, by=administrator, **GIVEN)

    for change in (
        lambda: accounts.open_account(
            province, by=administrator, **GIVEN | {"email": "a@example.vn", "username": "a"} | more
        ),
        lambda: accounts.edit(user, by=administrator, **GIVEN | more),
    ):
        with pytest.raises(ValidationError) as refused:
            change()
        assert list(refused.value.error_dict) == [field]
    user.refresh_from_db()
    assert (user.username, user.email) == (GIVEN["username"], GIVEN["email"])
    assert User.objects.filter(username="a").count() == 0


def test_a_change_says_what_stood_there_and_only_once(province, administrator):
    user = accounts.open_account(province, by=administrator, **GIVEN)

    for _twice in range(2):
        accounts.edit(user, by=administrator, **GIVEN | {"phone": "0204"})

    assert log(user) == ["open", "edit_account"]
    assert "0203 → 0204" in user.account_changes.last().note


def test_an_old_address_no_longer_signs_in(client, agency, administrator):
    user = factories.someone(agency, "officer", user=factories.UserFactory(username="an"))
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    old = user.email

    accounts.edit(user, by=administrator, **GIVEN | {"username": "an"})

    signed = [
        client.post(reverse("account_login"), {"login": login, "password": "mat-khau-thu"}).status_code
        for login in (old, GIVEN["email"])
    ]
    assert signed == [200, 302]


def test_a_closed_account_is_signed_out_and_stays_out(client, agency, administrator):
    user = factories.someone(agency, "officer")
    client.force_login(user)

    for _twice in range(2):
        accounts.close(user, by=administrator)

    given = {"login": user.username, "password": "mat-khau-thu"}
    assert "/accounts/login/" in client.get("/organisations/")["Location"]
    client.logout()
    client.post(reverse("account_login"), given)
    assert "_auth_user_id" not in client.session
    accounts.reopen(user, by=administrator)
    client.post(reverse("account_login"), given)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert log(user) == ["close", "reopen"]


def test_nobody_closes_the_own_account_nor_the_last_administrators(agency, administrator):
    other = factories.someone(agency, "administrator")
    with pytest.raises(Refused):
        accounts.close(administrator, by=administrator)

    accounts.close(other, by=administrator)
    with pytest.raises(Refused):
        accounts.close(administrator, by=other)

    assert User.objects.get(pk=administrator.pk).is_active


def test_the_mail_goes_out_once_a_minute_and_only_to_open_accounts(agency, administrator):
    user, sent = factories.someone(agency, "officer"), []

    def send(after):
        accounts.send_password_mail(
            user, send=lambda: sent.append(after), by=administrator, at=NOON + timedelta(seconds=after)
        )

    send(0)
    with pytest.raises(Refused):
        send(59)
    send(60)
    accounts.close(user, by=administrator)
    with pytest.raises(Refused):
        send(600)

    assert sent == [0, 60]
    assert log(user) == ["password_mail", "password_mail", "close"]


def test_a_mail_that_cannot_be_kept_is_not_in_the_log(agency, administrator):
    user = factories.someone(agency, "officer")

    def send():
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        accounts.send_password_mail(user, send=send, by=administrator)

    assert log(user) == []


def test_the_second_step_is_taken_off_by_another_administrator_who_tells_the_person(
    client, agency, administrator
):
    user = factories.someone(agency, "officer")
    for owner in (user, administrator):
        Authenticator.objects.create(user=owner, type="totp", data={"secret": "x"})
    told = []

    for _twice in range(2):
        accounts.reset_second_step(user, send=told.append, by=administrator)
    with pytest.raises(Refused):
        accounts.reset_second_step(administrator, send=told.append, by=administrator)
    with pytest.raises(Refused):
        accounts.reset_second_step(administrator, send=told.append, by=user)

    assert (told, log(user)) == ([user], ["reset_second_step"])
    assert [row.user for row in Authenticator.objects.all()] == [administrator]


def test_a_second_step_stays_when_its_person_cannot_be_told(agency, administrator):
    user = factories.someone(agency, "officer")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    def send(person):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        accounts.reset_second_step(user, send=send, by=administrator)

    assert (Authenticator.objects.count(), log(user)) == (1, [])
