import email
import email.policy
import re
import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse
from django.utils import timezone

from blocs.models import Invitation
from blocs.services import invitations
from emulation.models import Letter, User
from emulation.outbox import delivering
from tests import factories
from tests.posting import posted

LIST, NEW = reverse("blocs:person-list"), reverse("blocs:invitation-new")
PASSWORD = "một câu dài dễ nhớ"
CHOSEN = {"full_name": "Lê Thị Mời", "phone": "0912", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def given(members):
    return {
        "full_name": "Lê Thị Mời",
        "email": "moi@example.vn",
        "phone": "0912",
        "organisation": members[2].pk,
        "role": "officer",
        "title": "Chuyên viên",
        "signing_form": "own",
        "starts": "01/01/2026",
    }


@pytest.fixture
def link(client, administrator, given):
    """The address in the mail."""
    client.force_login(administrator)
    client.post(NEW, given)
    client.logout()
    return in_mail(posted()[-1].body)


def in_mail(body):
    return re.search(r"http://testserver(/invitations/\S+)", body)[1]


def text(response):
    return response.content.decode()


def test_the_administrator_invites_and_the_person_comes_in(client, link):
    page = client.get(link)
    assert page.context["form"].initial == {"full_name": "Lê Thị Mời", "phone": "0912"}
    assert "no-store" in page["Cache-Control"]

    door = client.post(link, CHOSEN | {"full_name": "Lê Thị Mới"}, follow=True)

    assert "moi@example.vn" in text(door)
    client.post(reverse("account_login"), {"login": "moi@example.vn", "password": PASSWORD})
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.full_name, user.mandates.get().title) == ("Lê Thị Mới", "Chuyên viên")


def test_the_mail_is_vietnamese_and_reads_as_text_and_as_html(link, administrator):
    (letter,) = posted()

    (html, kind) = letter.alternatives[0]
    assert (letter.to, letter.subject, kind) == (
        ["moi@example.vn"],
        "Thư mời tham gia trang thi đua, khen thưởng",
        "text/html",
    )
    for body in (letter.body, html):
        assert "Kính gửi Lê Thị Mời," in body
        assert administrator.full_name in body
        assert f"http://testserver{link}" in body
        assert "%(" not in body
    assert '<html lang="vi">' in html


def test_the_mail_goes_through_a_real_server(client, settings, administrator, given):
    class Box:
        async def handle_DATA(self, server, session, envelope):
            self.got = envelope
            return "250 OK"

    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        client.force_login(administrator)
        client.post(NEW, given)
        delivering.deliver()
    finally:
        server.stop()

    letter = email.message_from_bytes(box.got.content, policy=email.policy.default)
    assert box.got.rcpt_tos == ["moi@example.vn"]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    plain, html = (part.get_content() for part in letter.iter_parts())
    assert "Kính gửi Lê Thị Mời" in plain
    assert in_mail(plain) == in_mail(html.replace('"', " "))
    client.logout()
    assert 'name="password"' in text(client.get(in_mail(plain)))


def test_without_a_mail_server_the_invitation_waits_and_its_letter_with_it(
    client, settings, administrator, given
):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # where nobody listens
    client.force_login(administrator)

    page = client.post(NEW, given, follow=True)
    delivering.deliver()

    assert "moi@example.vn" in text(page)
    letter = Letter.objects.about(Invitation.objects.get()).get()
    assert (letter.state, letter.address) == (Letter.State.WAITING, "moi@example.vn")
    assert "/invitations/" not in letter.text, "whoever reads the database comes in nowhere"


def test_a_link_used_twice_leads_to_the_sign_in(client, link):
    client.post(link, CHOSEN)

    for page in (client.get(link), client.post(link, CHOSEN)):
        assert "Thư mời này đã được sử dụng." in text(page)
        assert "form-errors" not in text(page)
        assert 'name="password"' not in text(page)
    assert User.objects.filter(email="moi@example.vn").count() == 1


def test_a_link_that_ended_says_so(client, link):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=8))

    for page in (client.get(link), client.post(link, CHOSEN)):
        assert "Đường dẫn đã hết hạn" in text(page)
    assert not User.objects.filter(email="moi@example.vn").exists()


def test_a_link_opened_by_somebody_else_opens_nothing(client, link, officer):
    client.force_login(officer)

    for page in (client.get(link), client.post(link, CHOSEN)):
        assert f"đăng nhập với tên {officer}" in " ".join(text(page).split())
        assert 'name="password"' not in text(page)
    assert not User.objects.filter(email="moi@example.vn").exists()


def test_an_unknown_link_says_what_to_do(client, db):
    page = client.get("/invitations/khong-co/")

    assert page.status_code == 200
    assert "Hãy mở đường dẫn trong thư mới nhất" in text(page)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"password": "123", "password_again": "123"}, "password"),
        ({"password_again": "khác hẳn"}, "password_again"),
        ({"password": "", "password_again": ""}, "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(client, link, more, field):
    page = client.post(link, CHOSEN | {"phone": "0999"} | more)

    assert field in page.context["form"].errors
    assert 'value="0999"' in text(page)
    assert PASSWORD not in text(page)
    assert not User.objects.filter(email="moi@example.vn").exists()


@pytest.mark.parametrize("seat", ["standing", "auditor"])
def test_who_watches_sees_who_was_invited_and_has_no_buttons(request, client, link, seat):
    client.force_login(request.getfixturevalue(seat))
    invitation = Invitation.objects.get()

    page = text(client.get(LIST))
    told = client.get(NEW)
    for name in ("invitation-send", "invitation-withdraw"):
        assert client.post(reverse(f"blocs:{name}", args=[invitation.pk])).status_code == 404

    assert invitation.email in page
    assert f"/invitations/{invitation.pk}/" not in page
    assert told.context["verdict"].reasons


def test_the_administrator_sends_again_and_withdraws_from_the_list(client, link, administrator):
    invitation = Invitation.objects.get()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=8))
    client.force_login(administrator)
    assert "đã hết hạn" in text(client.get(LIST))

    client.post(reverse("blocs:invitation-send", args=[invitation.pk]))
    assert (len(posted()), in_mail(posted()[-1].body) != link) == (2, True)
    client.post(reverse("blocs:invitation-withdraw", args=[invitation.pk]))

    page = client.get(LIST)
    assert list(page.context["invitations"]) == []
    again = text(client.post(reverse("blocs:invitation-send", args=[invitation.pk]), follow=True))
    assert "đã được thu hồi" in again
    assert len(posted()) == 2


def test_nobody_invites_into_an_organisation_of_another_province(client, administrator, given):
    elsewhere = factories.organisation(province=factories.ProvinceFactory(code="khac", name="tỉnh Khác"))
    client.force_login(administrator)

    page = client.post(NEW, given | {"organisation": elsewhere.pk})

    assert "organisation" in page.context["form"].errors
    assert posted() == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_asks_as_many_queries_however_many_wait(
    client, administrator, members, django_assert_max_num_queries, how_many
):
    for number in range(how_many):
        invitations.invite(
            members[number % 3],
            full_name="Lê Thị Mời",
            email=f"moi{number}@example.vn",
            role="officer",
            title="Chuyên viên",
            starts=timezone.localdate(),
            send=lambda *_sent: None,
            by=administrator,
        )
    client.force_login(administrator)

    with django_assert_max_num_queries(8):
        page = client.get(LIST)

    assert len(page.context["invitations"]) == how_many


def test_how_the_person_came_stands_in_the_log(client, link, administrator):
    client.post(link, CHOSEN)
    user = User.objects.get(email="moi@example.vn")
    client.force_login(administrator)

    page = client.get(reverse("blocs:person-detail", args=[user.pk]))

    assert {row.step for row in page.context["changes"]} == {"invite", "accept_invitation", "open", "give"}
