from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from emulation.models import User
from tests import factories

PASSWORD = "mot-mat-khau-dai-9"


def open_account(username="quantri", *, email="quantri@example.vn", organisation="snv", province="TT"):
    call_command(
        "open_account",
        username,
        name="Hồ Thanh Mẫu",
        email=email,
        province=province,
        organisation=organisation,
        title="Quản trị hệ thống",
    )


def test_the_first_administrator_chooses_a_password_and_opens_accounts(client, agency, capsys):
    open_account()

    link = urlsplit(capsys.readouterr().out.splitlines()[-1]).path
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    client.post(reverse("account_login"), {"login": "quantri", "password": PASSWORD})
    page = client.get(reverse("blocs:person-new"))
    assert page.context["verdict"].reasons == ()
    user = User.objects.get()
    assert [(row.step, row.actor) for row in user.account_changes.all()] == [("open", None)]
    assert [(row.step, row.actor) for row in user.mandates.get().changes.all()] == [("give", None)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": "khong-co"},
        {"province": "XX"},
        {"email": "không phải thư"},
        {"username": "CO-ROI"},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(agency, wrong):
    factories.UserFactory(username="co-roi")

    with pytest.raises(CommandError):
        open_account(**wrong)

    assert User.objects.count() == 1
