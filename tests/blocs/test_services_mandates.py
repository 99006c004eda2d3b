from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from blocs.models import Mandate
from blocs.services import accounts, mandates
from emulation.verdicts import Refused
from tests import factories

START = date(2026, 1, 1)


@pytest.fixture
def user(agency):
    """Has an account in the province, since an ended mandate lies there."""
    return factories.someone(agency, "officer", ends=date(2020, 6, 1))


@pytest.fixture
def office(db):
    return factories.organisation("Sở Tài chính tỉnh Thử Nghiệm", code="stc", kind="state_agency")


def give(user, organisation, by, role="head", **fields):
    return mandates.give(
        user, organisation, by=by, **{"role": role, "title": "Giám đốc", "starts": START} | fields
    )


def steps(mandate):
    return list(mandate.changes.values_list("step", flat=True))


def test_a_mandate_is_given_from_a_day_on_and_logged(user, office, administrator):
    mandate = give(user, office, administrator)

    assert (mandate.user, mandate.organisation, mandate.starts) == (user, office, START)
    [change] = mandate.changes.all()
    assert (change.step, change.actor) == ("give", administrator)
    assert "Giám đốc" in change.note


@pytest.mark.parametrize("seat", ["officer", "leader_head", "standing", "council", "auditor", "outsider"])
def test_only_an_administrator_gives_changes_and_ends(request, user, office, seat):
    by = request.getfixturevalue(seat)
    held = factories.mandate(office, "officer", user=user)

    for change in (
        lambda: give(user, office, by),
        lambda: mandates.edit(held, title="Khác", by=by),
        lambda: mandates.end(held, on=timezone.localdate(), by=by),
    ):
        with pytest.raises(Refused):
            change()
    held.refresh_from_db()
    assert (held.title, held.ends) == ("Chuyên viên", None)


def test_an_administrator_gives_none_in_another_province(user, administrator):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="khac", name="tỉnh Khác"))

    with pytest.raises(Refused):
        give(user, elsewhere, administrator)


def test_nobody_gives_changes_or_ends_their_own(agency, office, administrator):
    factories.someone(agency, "administrator")

    for change in (
        lambda: give(administrator, office, administrator),
        lambda: mandates.edit(administrator.mandates.get(), title="Khác", by=administrator),
        lambda: mandates.end(administrator.mandates.get(), on=timezone.localdate(), by=administrator),
    ):
        with pytest.raises(Refused):
            change()
    assert administrator.mandates.count() == 1


def test_a_closed_account_gets_none(user, office, administrator):
    accounts.close(user, by=administrator)

    with pytest.raises(Refused):
        give(user, office, administrator)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends": START - timedelta(days=1)}, "ends"),
        ({"signing_form": "TUQ", "on_behalf_of": "Giám đốc", "ends": START}, "authorisation"),
        ({"signing_form": "TUQ", "on_behalf_of": "Giám đốc", "authorisation": "12/GUQ"}, "ends"),
        ({"title": ""}, "title"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(user, office, administrator, more, field):
    with pytest.raises(ValidationError) as refused:
        give(user, office, administrator, **more)

    assert list(refused.value.error_dict) == [field]
    assert office.mandates.count() == 0


def test_the_same_role_twice_and_a_second_head_are_refused(user, office, administrator):
    give(user, office, administrator)
    other = factories.UserFactory()

    for person in (user, other):
        with pytest.raises(ValidationError) as refused:
            give(person, office, administrator)
        assert list(refused.value.error_dict) == ["role"]
    assert give(other, office, administrator, signing_form="KT", on_behalf_of="Giám đốc").pk


def test_changes_of_the_way_of_signing_say_what_stood_there(user, office, administrator):
    mandate = give(user, office, administrator)

    for _twice in range(2):
        mandates.edit(
            mandate, title="Phó Giám đốc", signing_form="KT", on_behalf_of="Giám đốc", by=administrator
        )

    mandate.refresh_from_db()
    assert (mandate.title, mandate.signing_form) == ("Phó Giám đốc", "KT")
    assert steps(mandate) == ["give", "edit_mandate"]
    assert "→ Phó Giám đốc" in mandate.changes.last().note


def test_signing_by_authorisation_needs_an_end_set_before(user, office, administrator):
    mandate = give(user, office, administrator)
    tuq = {"title": "Phó", "signing_form": "TUQ", "on_behalf_of": "Giám đốc", "authorisation": "12/GUQ"}

    with pytest.raises(ValidationError) as refused:
        mandates.edit(mandate, by=administrator, **tuq)
    assert list(refused.value.error_dict) == ["ends"]
    mandates.end(mandate, on=timezone.localdate() + timedelta(days=90), by=administrator)
    mandates.edit(mandate, by=administrator, **tuq)

    mandate.refresh_from_db()
    assert mandate.signing_form == "TUQ"


def test_an_ended_mandate_stays_as_it_was(office, user, administrator):
    over = user.mandates.get()

    for change in (
        lambda: mandates.edit(over, title="Khác", by=administrator),
        lambda: mandates.end(over, on=date(2020, 3, 1), by=administrator),
    ):
        with pytest.raises(Refused):
            change()


def test_a_last_day_may_come_nearer_but_not_before_the_first_nor_farther(user, office, administrator):
    today = timezone.localdate()
    mandate = give(user, office, administrator, starts=today - timedelta(days=9))

    mandates.end(mandate, on=today + timedelta(days=30), by=administrator, reason="Nghỉ hưu")
    for day in (today + timedelta(days=30), today + timedelta(days=40), today - timedelta(days=10)):
        with pytest.raises(ValidationError) as refused:
            mandates.end(mandate, on=day, by=administrator)
        assert list(refused.value.error_dict) == ["on"]
    mandates.end(mandate, on=today, by=administrator)

    assert Mandate.objects.get(pk=mandate.pk).ends == today
    assert "Nghỉ hưu" in mandate.changes.all()[1].note


def test_the_last_administrator_of_a_province_stays(agency, administrator):
    other = factories.someone(agency, "administrator")
    today = timezone.localdate()

    mandates.end(other.mandates.get(), on=today, by=administrator)
    Mandate.objects.filter(user=other).update(ends=today - timedelta(days=1))
    third = factories.someone(agency, "administrator")
    mandates.end(administrator.mandates.get(), on=today, by=third)
    Mandate.objects.filter(user=administrator).update(ends=today - timedelta(days=1))
    elsewhere = factories.organisation()
    helper = factories.someone(elsewhere, "administrator")
    accounts.close(helper, by=third)
    with pytest.raises(Refused):
        mandates.end(third.mandates.get(), on=today, by=helper)
