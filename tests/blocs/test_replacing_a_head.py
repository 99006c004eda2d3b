from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from blocs.models import Invitation, Mandate
from blocs.services import invitations, replacements
from emulation.verdicts import Refused
from tests import factories
from tests.posting import posted

DAY = date(2026, 6, 1)
INVITED = {"full_name": "Lê Thị Mời", "email": "moi@example.vn"}


@pytest.fixture
def organisation(head, members):
    return members[2]


@pytest.fixture
def page(organisation):
    return reverse("blocs:organisation-head-replace", args=[organisation.province.code, organisation.code])


def replace(organisation, by, *, send=lambda *_sent: None, **more):
    given = {"title": "Chủ tịch", "starts": DAY} | more
    replacements.replace_head(organisation, by=by, send=send, at=factories.NOON, **given)


def heads(organisation):
    rows = organisation.mandates.filter(role="head").order_by("starts")
    return [(row.user, row.starts, row.ends) for row in rows]


def test_the_old_head_ends_the_day_before_the_new_one_begins(organisation, head, administrator):
    new = factories.UserFactory()

    replace(organisation, administrator, user=new, reason="Nghỉ hưu")

    assert heads(organisation) == [(head, date(2020, 1, 1), date(2026, 5, 31)), (new, DAY, None)]
    assert "Nghỉ hưu" in head.mandates.get().changes.get().note


def test_an_invited_head_takes_office_with_the_account(organisation, head, administrator):
    tokens = []

    replace(organisation, administrator, send=lambda _invitation, token: tokens.append(token), **INVITED)
    new = invitations.accept(
        invitations.found(tokens[0]),
        full_name="Lê Thị Mời",
        password="một câu dài dễ nhớ",
        at=factories.NOON + timedelta(hours=1),
    )

    assert heads(organisation) == [(head, date(2020, 1, 1), date(2026, 5, 31)), (new, DAY, None)]


def test_deputies_stay(organisation, administrator):
    deputy = factories.mandate(organisation, "head", signing_form="KT", on_behalf_of="Chủ tịch")

    replace(organisation, administrator, user=factories.UserFactory())

    deputy.refresh_from_db()
    assert deputy.ends is None


def test_where_nobody_was_head_the_first_one_begins(members, administrator):
    new = factories.UserFactory()

    replace(members[0], administrator, user=new)

    assert heads(members[0]) == [(new, DAY, None)]


@pytest.mark.parametrize("seat", ["officer", "leader_head", "standing", "council", "auditor", "outsider"])
def test_only_an_administrator_replaces_a_head(request, organisation, head, seat):
    before = heads(organisation)

    with pytest.raises(Refused):
        replace(organisation, request.getfixturevalue(seat), **INVITED)

    assert (heads(organisation), Invitation.objects.exists()) == (before, False)


@pytest.mark.parametrize(
    "more",
    [
        INVITED | {"email": "khong phai thu"},
        INVITED | {"starts": date(2019, 1, 1), "title": ""},
        INVITED | {"starts": date(2020, 1, 1)},  # the very day on which the old one began
    ],
)
def test_when_the_new_head_cannot_be_entered_the_old_one_stays(organisation, administrator, more):
    before = heads(organisation)

    with pytest.raises(ValidationError):
        replace(organisation, administrator, **more)

    assert (heads(organisation), Invitation.objects.exists()) == (before, False)


def test_the_form_invites_the_new_head(client, page, organisation, administrator):
    client.force_login(administrator)
    assert page in client.get(organisation.get_absolute_url()).content.decode()
    sent = INVITED | {
        "title": "Chủ tịch",
        "starts": f"{timezone.localdate():%d/%m/%Y}",
        "signing_form": "own",
    }

    client.post(page, sent)

    assert (Invitation.objects.get().role, posted()[0].to) == (Mandate.Role.HEAD, ["moi@example.vn"])
    assert organisation.mandates.get(role="head").ends == timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"email": ""}, "email"), ({"full_name": ""}, "full_name"), ({"starts": "01/01/2020"}, "starts")],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(client, page, administrator, more, field):
    client.force_login(administrator)
    sent = INVITED | {
        "title": "Chủ tịch",
        "starts": "01/06/2026",
        "signing_form": "own",
        "reason": "Nghỉ hưu",
    }

    response = client.post(page, sent | more)

    assert field in response.context["form"].errors
    assert 'value="Nghỉ hưu"' in response.content.decode()
    assert not Invitation.objects.exists()


def test_who_is_no_administrator_is_told_and_has_no_button(client, page, organisation, standing):
    client.force_login(standing)

    assert page not in client.get(organisation.get_absolute_url()).content.decode()
    assert "form-actions" not in client.get(page).content.decode()
