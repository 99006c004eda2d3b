import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from blocs.models import Correction, Mandate
from blocs.services import own_data
from documents.models import SignaturePicture
from emulation import tasks
from emulation.models import SignIn
from emulation.verdicts import Refused
from tests import factories

PAGE = reverse("blocs:own-data")
DOWNLOAD = reverse("blocs:own-data-download")


@pytest.fixture
def asked(officer):
    return own_data.ask(officer, what="full_name", wanted="Trần Thị Mẫu", reason="Quyết định số 5")


def taken_out(user):
    into = BytesIO()
    own_data.take_out(user, into)
    return ZipFile(into)


def test_the_package_holds_what_is_kept_about_the_person_and_nobody_else(officer, head):
    for user, address in ((officer, "203.0.113.9"), (head, "203.0.113.10")):
        SignIn.objects.create(user=user, at=timezone.now(), succeeded=True, address=address)
    SignaturePicture.objects.create(user=officer, png=b"\x89PNG", changed_at=timezone.now())

    package = taken_out(officer)
    data = json.loads(package.read(own_data.DATA))

    assert data["account"][0]["email"] == officer.email
    assert [row["role"] for row in data["mandates"]] == ["officer"]
    assert [row["address"] for row in data["sign_ins"]] == ["203.0.113.9"]
    assert package.read(own_data.PICTURE) == b"\x89PNG"
    assert head.email not in package.read(own_data.DATA).decode()


def test_no_secret_is_in_the_package(officer):
    text = taken_out(officer).read(own_data.DATA).decode()

    assert officer.password not in text
    assert '"password"' not in text
    assert '"key"' not in text


def test_each_table_that_is_about_people_is_in_the_package(officer):
    """A new table with a person of its own is either told or named here, with why not."""
    apart = {
        "account.EmailAddress",  # the same address as the account's
        "awards.BoardMember",  # of a ballot: in its minutes
        "awards.CouncilSeat",  # of a session: in its minutes
        "documents.SignaturePicture",  # as a file
        "auth.User_groups",
        "emulation.User_groups",
        "emulation.User_user_permissions",
    }
    told = {part.rows.model._meta.label for part in own_data.reading.parts(officer)}
    about = {
        model._meta.label
        for model in Correction._meta.apps.get_models(include_auto_created=True)
        if any(field.name == "user" and field.related_model is type(officer) for field in model._meta.fields)
    }

    assert about - told - apart == set()


def test_the_page_hands_it_out_by_button_and_writes_that_down(client, officer):
    client.force_login(officer)
    response = client.post(DOWNLOAD)

    assert ZipFile(BytesIO(response.getvalue())).testzip() is None
    assert response["Content-Disposition"].startswith('attachment; filename="du-lieu-ca-nhan-')
    assert officer.account_changes.get().step == "own_data"
    assert client.get(DOWNLOAD).status_code == 405


def test_the_telephone_is_put_right_by_oneself(client, officer):
    client.force_login(officer)
    client.post(reverse("blocs:own-data-phone"), {"phone": " 0203  123 456 "})

    officer.refresh_from_db()
    assert officer.phone == "0203 123 456"
    assert "0203123456" in officer.search_text.replace(" ", "")
    assert officer.account_changes.get().note.endswith("0203 123 456")


def test_a_correction_is_asked_for_once_until_it_is_answered(asked, officer, administrator):
    with pytest.raises(ValidationError):
        own_data.ask(officer, what="full_name", wanted="Khác")
    own_data.ask(officer, what="other", wanted="Trưởng ban")
    own_data.answer(asked, granted=False, told="Quyết định ghi khác.", by=administrator)

    assert own_data.ask(officer, what="full_name", wanted="Khác").is_waiting


def test_with_a_yes_the_name_is_put_right_at_once(asked, officer, administrator):
    own_data.answer(asked, granted=True, told="", by=administrator)

    officer.refresh_from_db()
    assert officer.full_name == "Trần Thị Mẫu"
    assert [row.step for row in officer.account_changes.all()] == [
        "ask_correction",
        "edit_account",
        "grant_correction",
    ]


def test_a_no_says_why_and_the_person_reads_it(client, asked, officer, administrator):
    with pytest.raises(ValidationError):
        own_data.answer(asked, granted=False, told=" ", by=administrator)
    own_data.answer(asked, granted=False, told="Quyết định ghi khác.", by=administrator)
    client.force_login(officer)

    assert "Quyết định ghi khác." in client.get(PAGE).content.decode()
    officer.refresh_from_db()
    assert officer.full_name != "Trần Thị Mẫu"


def test_only_an_administrator_of_the_province_answers_and_once(asked, standing, administrator):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    stranger = factories.someone(factories.organisation(province=elsewhere), "administrator")
    for somebody in (standing, stranger):
        with pytest.raises(Refused):
            own_data.answer(asked, granted=True, told="", by=somebody)
    own_data.answer(asked, granted=True, told="", by=administrator)

    with pytest.raises(Refused):
        own_data.answer(asked, granted=False, told="Không", by=administrator)


def test_nobody_answers_what_they_asked_for_themselves(administrator):
    own = own_data.ask(administrator, what="full_name", wanted="Khác")

    with pytest.raises(Refused):
        own_data.answer(own, granted=True, told="", by=administrator)


def test_a_mail_that_somebody_else_has_is_told_on_the_form(client, officer, head, administrator):
    asked = own_data.ask(officer, what="email", wanted=head.email)
    client.force_login(administrator)

    client.post(reverse("blocs:correction-answer", args=[asked.pk]), {"granted": "yes", "told": ""})

    asked.refresh_from_db()
    assert asked.is_waiting


def test_the_administrator_is_led_to_the_oldest_request(client, asked, administrator, officer):
    own_data.ask(officer, what="other", wanted="Trưởng ban")

    told = [task.url for task in tasks.waiting(administrator, on=timezone.localdate())]

    assert reverse("blocs:correction-answer", args=[asked.pk]) in told
    client.force_login(administrator)
    page = client.get(reverse("blocs:person-detail", args=[officer.pk])).content.decode()
    assert "Trưởng ban" in page


def test_an_account_of_no_province_takes_its_data_and_cannot_ask(db):
    user = factories.UserFactory()
    assert not Mandate.objects.filter(user=user).exists()

    assert own_data.DATA in taken_out(user).namelist()
    with pytest.raises(ValidationError):
        own_data.ask(user, what="other", wanted="Khác")
