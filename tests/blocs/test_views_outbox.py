"""The outbox as those see it who answer for a province's mails."""

import pytest
from django.urls import reverse
from django.utils import timezone

from blocs import emails
from blocs.models import LogLine
from blocs.services import invitations
from emulation.models import Letter
from emulation.outbox import Mail, Written, delivering
from tests import factories
from tests.posting import posted

pytestmark = pytest.mark.django_db
State = Letter.State
LIST = reverse("blocs:outbox-list")


@pytest.fixture
def organisation():
    return factories.organisation()


@pytest.fixture
def administrator(organisation):
    return factories.someone(organisation, "administrator")


@pytest.fixture
def officer(organisation):
    return factories.someone(organisation, "officer")


def letter_to(user, *, is_secret=False, **fields):
    written = Written(kind="x", user=user, is_secret=is_secret)
    Mail("Mời ký: Giao ước", "Kính gửi https://site/tok", to=[user.email], written=written).send()
    Letter.objects.filter(user=user).update(**fields)
    return Letter.objects.get(user=user)


def said(response):
    return response.content.decode()


def test_one_sees_the_mails_of_ones_own_province_and_narrows_them(client, administrator, officer):
    letter_to(officer, state=State.FAILED, failure="550 No such user")
    far_away = factories.organisation(province=factories.ProvinceFactory(code="XX"))
    stranger = factories.someone(far_away, "officer")
    letter_to(stranger)
    client.force_login(administrator)

    page = said(client.get(LIST))
    assert officer.email in page
    assert "550 No such user" in page
    assert stranger.email not in page
    assert officer.email in said(client.get(LIST, {"state": "failed", "q": "giao uoc"}))
    assert officer.email not in said(client.get(LIST, {"state": "open"}))


@pytest.mark.parametrize(("is_secret", "shown"), [(True, False), (False, True)])
def test_a_secret_link_is_shown_to_nobody_but_its_reader(client, administrator, officer, is_secret, shown):
    letter = letter_to(officer, is_secret=is_secret)
    client.force_login(administrator)

    assert ("https://site/tok" in said(client.get(reverse("blocs:outbox-detail", args=[letter.pk])))) == shown


def test_what_was_not_delivered_is_sent_again_or_stopped_and_that_is_in_the_log(
    client, administrator, officer
):
    letter = letter_to(officer, state=State.FAILED, tries=20)
    client.force_login(administrator)

    client.post(reverse("blocs:outbox-send", args=[letter.pk]))
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (State.WAITING, 0)
    for _ in range(2):
        client.post(reverse("blocs:outbox-stop", args=[letter.pk]))
    letter.refresh_from_db()
    assert letter.state == State.STOPPED
    assert posted() == []
    steps = LogLine.objects.filter(actor=administrator, step__startswith="mail_").values_list(
        "step", flat=True
    )
    assert sorted(steps) == ["mail_again", "mail_stop"]

    Letter.objects.update(state=State.SENT)
    answer = client.post(reverse("blocs:outbox-send", args=[letter.pk]), follow=True)
    assert "sent already" in said(answer) or "đã gửi" in said(answer)


def test_all_that_was_given_up_is_sent_again_in_one_step(client, administrator, officer):
    letter_to(officer, state=State.FAILED)
    waiting = letter_to(administrator, state=State.STOPPED)
    client.force_login(administrator)

    client.post(reverse("blocs:outbox-send-several"), {"all": "1", "sure": "1"})

    waiting.refresh_from_db()
    assert [letter.to for letter in posted()] == [[officer.email]]
    assert waiting.state == State.STOPPED


def test_an_invitation_tells_in_its_list_that_its_letter_did_not_arrive(
    client, administrator, organisation, settings
):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    invitation = invitations.invite(
        organisation,
        full_name="Lê Thị Mời",
        email="moi@example.vn",
        role="officer",
        title="Chuyên viên",
        starts=timezone.localdate(),
        send=emails.send_invitation,
        by=administrator,
    )
    delivering.deliver()
    client.force_login(administrator)

    assert "Connection refused" in said(client.get(reverse("blocs:person-list")))
    letter = Letter.objects.about(invitation).get()
    assert reverse("blocs:outbox-detail", args=[letter.pk]) in said(client.get(LIST))
    invitations.withdraw(invitation, by=administrator)
    letter.refresh_from_db()
    assert (letter.state, letter.text) == (State.STOPPED, "")
