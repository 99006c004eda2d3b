from datetime import timedelta

import pytest
from django.urls import reverse

from awards.services import letters, printing
from tests.awards.nominees import proposed
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def proposal(season, members, leader_head):
    return proposed(season, members[:2], by=leader_head)


def ask(client, name, proposal, **headers):
    return client.post(reverse(f"awards:{name}", args=[proposal.pk]), headers=headers)


def page_of(client, proposal):
    return client.get(reverse("awards:printing", args=[proposal.pk])).content.decode()


def test_the_page_prints_step_by_step_while_it_is_open(client, sign_in, proposal, leader_head):
    sign_in(leader_head)
    assert "Nothing has been printed yet" in page_of(client, proposal)
    ask(client, "printing-start", proposal)
    said = [ask(client, "printing-advance", proposal, hx_request="true").content.decode() for _ in range(3)]

    assert "1 of 2 reports are printed" in said[0]
    assert "Now they are bound" in said[1]
    assert ["hx-post" in text for text in said] == [True, True, False]
    assert reverse("awards:proposal-whole-pdf", args=[proposal.pk]) in said[2]


def test_a_printing_can_be_stopped_and_gone_on_with(client, sign_in, proposal, leader_head):
    sign_in(leader_head)
    ask(client, "printing-start", proposal)
    ask(client, "printing-advance", proposal)
    ask(client, "printing-stop", proposal)
    stopped = page_of(client, proposal)
    ask(client, "printing-resume", proposal)

    assert ("Go on printing" in stopped, "hx-post" in stopped) == (True, False)
    assert "1 of 2 reports are printed and kept" in stopped
    assert "1 of 2 reports are printed." in page_of(client, proposal)


def test_the_file_is_there_once_all_is_printed(client, sign_in, proposal, leader_head):
    sign_in(leader_head)
    address = reverse("awards:proposal-whole-pdf", args=[proposal.pk])
    assert client.get(address).headers["Location"] == reverse("awards:printing", args=[proposal.pk])
    run = printing.start(proposal, by=leader_head, at=NOON)
    while printing.step(run, turn=run.turn, at=NOON):
        pass

    whole = client.get(address)
    package = client.get(reverse("awards:proposal-whole-zip", args=[proposal.pk]))

    assert b"".join(whole).startswith(b"%PDF-")
    assert b"".join(package).startswith(b"PK")
    assert "attachment" in package.headers["Content-Disposition"]


def test_a_letter_issued_after_the_printing_is_told_of(client, sign_in, proposal, leader_head):
    sign_in(leader_head)
    printing.start(proposal, by=leader_head, at=NOON + timedelta(minutes=1))
    assert "Print again before you send it" not in page_of(client, proposal)

    letters.issue(proposal, by=leader_head, at=NOON + timedelta(minutes=2))

    assert "Print again before you send it" in page_of(client, proposal)


def test_nobody_takes_what_is_not_shown_to_him(client, sign_in, proposal, leader_head, head):
    run = printing.start(proposal, by=leader_head, at=NOON)
    while printing.step(run, turn=run.turn, at=NOON):
        pass
    sign_in(head)

    for name in ("printing", "proposal-whole-pdf", "proposal-whole-zip"):
        assert client.get(reverse(f"awards:{name}", args=[proposal.pk])).status_code == 404
    assert ask(client, "printing-stop", proposal).status_code == 404
