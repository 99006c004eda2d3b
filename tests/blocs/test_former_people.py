"""An account whose person left long ago becomes nobody's, by the same list, decision and minutes."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation

from blocs.models import LogLine
from blocs.selectors import disposals as reading
from blocs.selectors.log import problems
from blocs.selectors.retention_subjects import people_who_left
from blocs.services import accounts, disposals, invitations, log, own_data
from documents.models import SignaturePicture
from emulation.models import Letter, Notice, SavedFilter, SignIn, User
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.test_disposals import decide
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE, LOGIN = "Đặng Thùy Mẫu", "thuy.mau@example.vn", "0912 345 678", "thuymau"
BEFORE = date(YEAR - 2, 3, 1)
# What the class leaves as it was written: the log. Papers, minutes and decisions are bytes.
RECORDS = {"blocs.logline"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def standing(agency):
    return factories.someone(agency, "standing")


@pytest.fixture
def administrator(agency):
    return factories.someone(agency, "administrator")


@pytest.fixture
def former(agency, administrator, members):
    """Who was invited, changed a telephone, asked for a correction, and left years ago."""
    user = factories.UserFactory(full_name=NAME, email=EMAIL, username=LOGIN)
    factories.mandate(members[0], "officer", user=user, ends=date(YEAR - 4, 6, 30))
    own_data.change_phone(user, PHONE)
    own_data.ask(user, what="full_name", wanted=f"{NAME} Anh", reason=f"Gọi {PHONE}")
    accounts.edit(user, full_name=NAME, email=EMAIL, username=LOGIN, phone=f"{PHONE} 9", by=administrator)
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    SavedFilter.objects.create(user=user, address="/", name=NAME, query="q=1")
    SignaturePicture.objects.create(user=user, png=b"x", changed_at=NOON)
    UserSession.objects.create(
        user=user, session_key="khoa", ip="10.0.0.1", user_agent="x", last_seen_at=NOON, created_at=NOON
    )
    SignIn.objects.create(user=user, at=NOON - timedelta(days=2000), succeeded=True)
    Notice.objects.create(user=user, name="x", subject=f"Gửi {NAME}", url="/", written_at=NOON)
    Letter.objects.create(
        user=user, address=EMAIL, subject=f"Kính gửi {NAME}", text=NAME, written_at=NOON, due_at=NOON
    ).enclosures.create(name=NAME, content_type="x", content=b"x")
    Letter.objects.create(user=None, address=EMAIL.upper(), subject="x", written_at=NOON, due_at=NOON)
    invitation = invitations.invite(
        members[1],
        full_name=NAME,
        email=f"khac.{EMAIL}",
        phone=PHONE,
        role="officer",
        title="Chuyên viên",
        starts=NOON.date(),
        send=lambda *told: None,
        by=administrator,
    )
    invitation.user, invitation.accepted_at = user, NOON
    invitation.save()
    user.refresh_from_db()
    return user


def carried_out(standing, administrator, agency):
    disposal = disposals.draw(agency.province, "accounts", before=BEFORE, by=standing, at=NOON)
    decide(disposal, standing)
    disposals.carry_out(disposal, by=administrator, at=NOON)
    return disposal


def texts():
    """Every text of every table, by the table's label."""
    plain = (models.CharField, models.TextField, models.JSONField)
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, plain)]
        for row in model._base_manager.values_list(*names) if names else ():
            yield model._meta.label_lower, " ".join(str(value) for value in row).lower()


def tables_with(*words):
    return {label for label, text in texts() if any(word.lower() in text for word in words)}


def test_nothing_of_name_addresses_or_telephone_is_left_but_in_records(
    former, standing, administrator, agency
):
    words = (NAME, EMAIL, PHONE, LOGIN)
    assert {"emulation.user", "emulation.letter", "blocs.correction", "blocs.accountchange"} <= tables_with(
        *words
    )

    carried_out(standing, administrator, agency)

    assert tables_with(*words) <= RECORDS
    former.refresh_from_db()
    assert (former.full_name, former.phone) == (f"Người dùng cũ số {former.pk}", "")
    assert (former.is_active, former.has_usable_password()) == (False, False)


def test_the_names_of_tables_that_are_looked_through_hold_the_words_at_first(former):
    assert tables_with("không có ở đâu cả") == set()
    assert "blocs.logline" in tables_with(NAME)


def test_devices_sessions_and_the_picture_of_the_signature_go(former, standing, administrator, agency):
    carried_out(standing, administrator, agency)

    for model in (Authenticator, EmailAddress, SavedFilter, SignaturePicture, UserSession, Notice, Letter):
        assert not model.objects.filter(**{"user": former} if model is not Letter else {}).exists()
    assert SignIn.objects.filter(user=former).exists()  # a technical trace, with a term of its own


def test_the_log_keeps_its_lines_and_names_a_former_person(former, standing, administrator, agency):
    lines = LogLine.objects.filter(actor=former).count()

    carried_out(standing, administrator, agency)

    kept = LogLine.objects.filter(actor=former).select_related("actor")
    assert kept.count() == lines > 0
    assert str(kept.first().actor) == f"Người dùng cũ số {former.pk}"
    assert LogLine.objects.filter(step="anonymise").get().title == f"Người dùng cũ số {former.pk}"


def test_the_page_of_the_log_names_a_former_person_and_the_chain_still_holds(
    former, standing, administrator, agency, client
):
    log.link()
    client.force_login(standing)
    page = f"{reverse('blocs:log-list')}?kind=blocs.accountchange"
    assert PHONE in client.get(page).content.decode()

    carried_out(standing, administrator, agency)
    log.link()

    shown = client.get(page).content.decode()
    assert f"Người dùng cũ số {former.pk}" in shown
    assert not any(word in shown for word in (NAME, EMAIL, PHONE))
    assert list(problems()) == []


def test_the_list_holds_no_name_and_stays(former, standing, administrator, agency):
    disposal = carried_out(standing, administrator, agency)

    (row,) = disposal.rows.all()
    assert (row.what, row.day) == (f"Tài khoản số {former.pk}", date(YEAR - 4, 6, 30))
    assert reading.digest([row]) == disposal.digest


def test_while_the_list_is_open_those_who_decide_read_who_it_is(
    former, standing, administrator, agency, client
):
    disposal = disposals.draw(agency.province, "accounts", before=BEFORE, by=standing, at=NOON)
    page = reverse("blocs:disposal-detail", args=[disposal.pk])
    client.force_login(standing)
    assert NAME in client.get(page).content.decode()

    decide(disposal, standing)
    disposals.carry_out(disposal, by=administrator, at=NOON)

    assert NAME not in client.get(page).content.decode()


@pytest.mark.parametrize("post", [{"ends": None}, {"ends": date(YEAR - 1, 1, 1)}])
def test_who_holds_a_post_or_left_it_not_long_ago_stays(former, agency, post):
    factories.mandate(agency, "officer", user=former, **post)

    left = people_who_left(agency.province_id).filter(left_on__lt=BEFORE)

    assert former not in left


def test_who_came_back_meanwhile_stops_the_list(former, standing, administrator, agency):
    disposal = disposals.draw(agency.province, "accounts", before=BEFORE, by=standing, at=NOON)
    decide(disposal, standing)
    factories.mandate(agency, "officer", user=former)

    with pytest.raises(Refused, match="have changed"):
        disposals.carry_out(disposal, by=administrator, at=NOON)

    former.refresh_from_db()
    assert former.full_name == NAME


def test_an_account_that_is_nobodys_is_not_opened_again_nor_listed_again(
    former, standing, administrator, agency
):
    carried_out(standing, administrator, agency)

    with pytest.raises(Refused, match="was made nobody's"):
        accounts.reopen(former, by=administrator)
    assert not people_who_left(agency.province_id).filter(pk=former.pk).exists()
    User.objects.create(username=LOGIN, email=EMAIL, full_name=NAME)  # who comes back gets a new account


def test_the_person_page_says_by_which_decision(former, standing, administrator, agency, client):
    carried_out(standing, administrator, agency)
    administrator.language = "en"
    administrator.save(update_fields=["language"])
    client.force_login(administrator)

    shown = client.get(reverse("blocs:person-detail", args=[former.pk])).content.decode()

    assert "made nobody's" in shown
    assert f"{timezone.localdate():%d/%m/%Y}" in shown
