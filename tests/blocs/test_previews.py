"""What is shown before many are written to: who gets it, when, who does not and why."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blocs.services import enrolments, movements
from blocs.services import signing as signing_of
from emulation.models import Letter, Notice
from emulation.notices import choosing, previews
from tests import factories
from tests.blocs.pledge_pages import address
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
YEAR = factories.YEAR


@pytest.fixture
def movement(season, bloc, leader_head):
    given = {"years": [YEAR], "ends": date(2095, 12, 31), "form": "thematic", "by": leader_head}
    return movements.launch(bloc.province, name="Đền ơn đáp nghĩa", bloc=bloc, **given)


def told(preview):
    return {reader.person for reader in preview.readers}


def test_before_a_reminder_to_sign_one_sees_who_reads_what(client, signing, leader_head, deputy_head, head):
    deputy_head.is_active = False
    deputy_head.save()
    Letter.objects.filter(user=head).update(state=Letter.State.FAILED)
    client.force_login(leader_head)

    response = client.get(address("signing-remind-preview"))

    preview = response.context["preview"]
    assert told(preview) == {leader_head, deputy_head, head}
    assert {reader.person for reader in preview.readers if reader.problem} == {deputy_head, head}
    page = response.content.decode()
    assert preview.words.subject in page
    assert 'id="reminder-to-copy"' in page
    assert head.full_name in response.context["to_copy"]


def test_before_a_signing_is_opened_one_sees_who_is_asked_and_for_whom_nobody_can(
    client, settled, leader_head, deputy_head, head
):
    client.force_login(leader_head)
    assert told(client.get(address("signing-begin")).context["preview"]) == {leader_head, deputy_head, head}
    assert not Letter.objects.filter(kind="signing_ask").exists()

    mandate = head.mandates.get()
    mandate.ends = timezone.localdate() - timedelta(days=1)
    mandate.save()
    response = client.get(address("signing-begin"))

    assert told(response.context["preview"]) == {leader_head, deputy_head}
    (missing,) = response.context["preview"].left_out
    assert missing.who == mandate.organisation.current_name
    assert missing.who in response.content.decode()


def test_what_is_shown_is_what_is_sent(client, signing, leader_head):
    client.force_login(leader_head)
    words = client.get(address("signing-remind-preview")).context["preview"].words

    signing_of.remind(signing, by=leader_head)

    sent = Letter.objects.filter(kind="signing_remind")
    assert sent.count() == 3
    assert any(letter.subject == words.subject and words.text.strip() in letter.text for letter in sent)


def test_who_was_just_reminded_is_not_told_again(client, signing, leader_head):
    signing_of.remind(signing, by=leader_head)
    client.force_login(leader_head)

    preview = client.get(address("signing-remind-preview")).context["preview"]

    assert preview.readers == []
    assert len(preview.left_out) == 3


def test_organisations_without_anybody_are_named(
    client, movement, members, season, leader_head, deputy_head, head, bloc
):
    empty = factories.organisation("Hội không người")
    season.memberships.create(organisation=empty, joined_on=season.first_day, order=9)
    enrolments.push(movement, [*members[1:], empty], by=leader_head)
    client.force_login(leader_head)
    page = reverse("blocs:movement-remind-preview", args=[movement.pk])

    everybody = client.get(page).context["preview"]
    ticked = client.get(page, {"organisation": [members[2].pk, "x"]})

    assert told(everybody) == {deputy_head, head}
    assert [row.who for row in everybody.left_out] == ["Hội không người"]
    assert told(ticked.context["preview"]) == {head}
    assert f'name="organisation" value="{members[2].pk}"' in ticked.content.decode()


def test_asking_is_looked_at_first_and_tells_nobody(client, movement, members, leader_head, deputy_head):
    client.force_login(leader_head)
    page = reverse("blocs:movement-push", args=[movement.pk])

    response = client.post(page, {"organisations": [members[1].pk], "preview": "1"})

    assert told(response.context["preview"]) == {deputy_head}
    assert response.context["form"]["organisations"].value() == [str(members[1].pk)]
    assert not Notice.objects.filter(name="movement_ask").exists()
    assert not movement.enrolments.waiting().exists()


def test_the_way_and_the_hour_are_each_readers_own(settings):
    now = timezone.localtime().replace(hour=22)
    digest, never, _nothing_chosen, loud = people = [UserFactory() for _each in range(4)]
    choosing.choose(digest, {"movement": "digest"}, digest="daily", quiet="site")
    choosing.choose(never, {"movement": "never"}, digest="daily", quiet="site")
    choosing.choose(loud, {}, digest="daily", quiet="none")
    settings.QUIET_HOURS = (now.time(), (now + timedelta(hours=1)).time())

    found = previews.readers([(each, "") for each in people], "movement_ask", at=now)

    assert [reader.way for reader in found] == ["digest", "never", "once", "once"]
    waits = [reader.waits_until for reader in found]
    assert waits == [None, None, now.replace(microsecond=0) + timedelta(hours=1), None]
