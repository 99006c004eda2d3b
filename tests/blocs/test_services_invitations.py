import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from blocs.models import Invitation
from blocs.services import accounts, invitations, mandates
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
PASSWORD = "một câu dài dễ nhớ"
GIVEN = {
    "full_name": "Lê Thị Mời",
    "email": "le.moi@example.vn",
    "role": "officer",
    "title": "Chuyên viên",
    "starts": date(2026, 1, 1),
}


class Post:
    """Keeps what is sent, as the person's mailbox does."""

    def __init__(self):
        self.tokens = []

    def __call__(self, invitation, token):
        self.tokens.append(token)


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def invitation(members, administrator, post):
    return invitations.invite(members[2], send=post, by=administrator, at=NOON, **GIVEN)


def accept(invitation, *, after=timedelta(hours=1), **more):
    given = {"full_name": "Lê Thị Mời", "phone": "0203", "password": PASSWORD} | more
    return invitations.accept(invitation, at=NOON + after, **given)


def log(invitation):
    return list(invitation.changes.values_list("step", flat=True))


def test_who_accepts_has_an_account_with_the_mandate_and_a_known_address(invitation, post, administrator):
    user = accept(invitations.found(post.tokens[0]), full_name="Lê Thị Mới")

    user.refresh_from_db()
    assert (user.username, user.full_name, user.phone) == ("le.moi", "Lê Thị Mới", "0203")
    assert user.check_password(PASSWORD)
    mandate = user.mandates.get()
    assert (mandate.organisation, mandate.role, mandate.starts) == (
        invitation.organisation,
        "officer",
        date(2026, 1, 1),
    )
    assert EmailAddress.objects.get(user=user, verified=True).email == GIVEN["email"]
    assert [(row.step, row.actor) for row in invitation.changes.all()] == [
        ("invite", administrator),
        ("accept_invitation", user),
    ]
    assert mandate.changes.get().actor == administrator


def test_only_a_fingerprint_of_the_link_is_kept(invitation, post):
    (token,) = post.tokens

    assert len(token) >= 40
    assert token not in str(Invitation.objects.values().get())
    assert invitations.found(token[:-1]) is None


@pytest.mark.parametrize("seat", ["officer", "leader_head", "standing", "council", "auditor", "outsider"])
def test_only_an_administrator_invites_sends_again_and_withdraws(request, invitation, members, post, seat):
    by = request.getfixturevalue(seat)

    for change in (
        lambda: invitations.invite(members[2], send=post, by=by, **GIVEN | {"email": "b@example.vn"}),
        lambda: invitations.send_again(invitation, send=post, by=by),
        lambda: invitations.withdraw(invitation, by=by),
    ):
        with pytest.raises(Refused):
            change()
    assert (len(post.tokens), log(invitation)) == (1, ["invite"])


def test_an_administrator_of_another_province_is_refused(invitation, post):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="khac", name="tỉnh Khác"))

    with pytest.raises(Refused):
        invitations.withdraw(invitation, by=factories.someone(elsewhere, "administrator"))


def test_a_link_works_once(invitation, post):
    accept(invitation)

    with pytest.raises(Refused, match=r"used|sử dụng"):
        accept(invitations.found(post.tokens[0]))

    assert User.objects.filter(email=GIVEN["email"]).count() == 1


@pytest.mark.parametrize(
    ("after", "works"),
    [(timedelta(days=7) - timedelta(seconds=1), True), (timedelta(days=7), False)],
)
def test_a_link_ends_after_seven_days(invitation, after, works):
    if works:
        accept(invitation, after=after)
    else:
        with pytest.raises(Refused):
            accept(invitation, after=after)

    assert User.objects.filter(email=GIVEN["email"]).exists() == works


def test_a_new_link_ends_the_old_one_and_lasts_anew(invitation, post, administrator):
    later = NOON + timedelta(days=9)
    held = invitations.found(post.tokens[0])

    invitations.send_again(invitation, send=post, by=administrator, at=later)

    old, new = post.tokens
    assert invitations.found(old) is None
    with pytest.raises(Refused):  # whose page was drawn before
        accept(held, after=timedelta(days=9, hours=1))
    accept(invitations.found(new), after=timedelta(days=10))
    assert log(invitation) == ["invite", "invite_again", "accept_invitation"]


def test_a_button_pressed_twice_sends_one_mail(invitation, post, administrator):
    invitations.send_again(invitation, send=post, by=administrator, at=NOON + timedelta(minutes=1))
    with pytest.raises(Refused):
        invitations.send_again(invitation, send=post, by=administrator, at=NOON + timedelta(seconds=119))

    assert len(post.tokens) == 2


def test_what_was_withdrawn_cannot_be_accepted_nor_sent_again(invitation, post, administrator):
    invitations.withdraw(invitation, by=administrator, at=NOON)

    for change in (
        lambda: accept(invitation),
        lambda: invitations.withdraw(invitation, by=administrator),
        lambda: invitations.send_again(invitation, send=post, by=administrator),
    ):
        with pytest.raises(Refused):
            change()
    assert log(invitation) == ["invite", "withdraw_invitation"]
    assert not User.objects.filter(email=GIVEN["email"]).exists()


def test_after_a_withdrawal_the_person_can_be_invited_anew(invitation, members, post, administrator):
    invitations.withdraw(invitation, by=administrator, at=NOON)

    invitations.invite(members[2], send=post, by=administrator, at=NOON, **GIVEN)

    assert Invitation.objects.waiting().count() == 1


def test_what_was_accepted_is_not_withdrawn(invitation, administrator):
    accept(invitation)

    with pytest.raises(Refused):
        invitations.withdraw(invitation, by=administrator)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"email": "LE.MOI@example.vn"}, "email"),  # waits already
        ({"email": "Taken@example.vn"}, "email"),
        ({"email": "không phải thư"}, "email"),
        ({"full_name": ""}, "full_name"),
        ({"title": ""}, "title"),
        ({"ends": date(2025, 12, 31)}, "ends"),
        ({"signing_form": "TUQ", "on_behalf_of": "Chủ tịch", "ends": date(2026, 5, 1)}, "authorisation"),
        ({"role": "head"}, "role"),  # the organisation has one
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_no_mail_goes_out(
    invitation, members, post, head, administrator, more, field
):
    factories.UserFactory(email="taken@example.vn")

    with pytest.raises(ValidationError) as refused:
        invitations.invite(
            members[2], send=post, by=administrator, at=NOON, **GIVEN | {"email": "b@example.vn"} | more
        )

    assert list(refused.value.error_dict) == [field]
    assert (len(post.tokens), Invitation.objects.count()) == (1, 1)


def test_a_mail_that_cannot_be_kept_leaves_no_invitation_behind(members, administrator):
    def send(invitation, token):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        invitations.invite(members[2], send=send, by=administrator, at=NOON, **GIVEN)

    assert not Invitation.objects.exists()


def test_a_weak_password_is_refused_and_opens_nothing(invitation):
    with pytest.raises(ValidationError) as refused:
        accept(invitation, password="123")

    assert list(refused.value.error_dict) == ["password"]
    assert not User.objects.filter(email=GIVEN["email"]).exists()
    accept(invitation)


def test_who_got_the_address_meanwhile_keeps_it(invitation, administrator):
    factories.UserFactory(email=GIVEN["email"])

    with pytest.raises(ValidationError):
        accept(invitation)

    invitation.refresh_from_db()
    assert invitation.is_waiting


def test_a_head_named_meanwhile_stays_the_only_one(members, post, administrator):
    invitation = invitations.invite(
        members[2], send=post, by=administrator, at=NOON, **GIVEN | {"role": "head", "title": "Chủ tịch"}
    )
    other = factories.UserFactory()
    mandates.give(other, members[2], role="head", title="Chủ tịch", starts=GIVEN["starts"], by=administrator)

    with pytest.raises(Refused):
        accept(invitation)

    assert not User.objects.filter(email=GIVEN["email"]).exists()


def test_who_no_longer_administers_has_no_invitations_left_behind(invitation, agency, administrator, post):
    other = factories.someone(agency, "administrator")
    accounts.close(administrator, by=other)

    with pytest.raises(Refused):
        accept(invitation)
    invitations.send_again(invitation, send=post, by=other, at=NOON + timedelta(hours=1))

    accept(invitations.found(post.tokens[1]), after=timedelta(hours=2))
    assert User.objects.get(email=GIVEN["email"]).mandates.get().changes.get().actor == other


def test_the_user_name_comes_from_the_address_and_is_free(members, post, administrator):
    factories.UserFactory(username="Van.An", email="mot@example.vn")
    factories.UserFactory(username="van.an2", email="hai@example.vn")
    invitation = invitations.invite(
        members[2], send=post, by=administrator, at=NOON, **GIVEN | {"email": "van.an@example.vn"}
    )

    assert accept(invitation).username == "van.an3"
    assert re.fullmatch(r"[a-z0-9._-]+", User.objects.get(email="van.an@example.vn").username)
