"""Twenty heads who press at the same moment, each in a process of their own, time after time.

The same again with processes that are killed wherever they happen to be.
"""

import random
from contextlib import nullcontext
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from blocs.models import Pledge
from blocs.services import pledges, signing
from documents.models import Signature, SignatureRequest, Signer, SigningLease
from documents.rules import signing as rules
from documents.services import audit, verification
from tests import factories
from tests.blocs.processes import KILLED, AmidstASignature, Crowd
from tests.documents.signing_cast import PIN, enrol

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
PARTIES = 20
# SQLite lets one write at a time, whoever it is: the locks are the same, and one run shows that they hold.
TIMES = 1 if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else 10
LONG_AGO = "2020-01-01T00:00:00Z"


@pytest.fixture
def bloc():
    return factories.bloc()


@pytest.fixture
def members():
    return [factories.organisation(code=f"dv-{number}") for number in range(PARTIES)]


@pytest.fixture
def heads(members):
    heads = [factories.someone(member, "head") for member in members]
    for head in heads:
        enrol(head)
    return heads


@pytest.fixture
def patient(settings, monkeypatch):
    """Nobody is sent away because a machine is slow."""
    settings.SIGNING_WAIT = 240
    monkeypatch.setitem(rules.LEASES, Signer.Method.EMBEDDED, timedelta(minutes=10))


def asked_to_sign(bloc, members, heads, year):
    """The request for the pledge of this year."""
    season = factories.season(bloc, members, year=year)
    pledge = pledges.start(season, by=heads[0])
    pledges.lines.add_item(pledge, section="content", text="Đoàn kết, sáng tạo.", by=heads[0])
    pledges.open_for_comments(pledge, by=heads[0])
    pledges.agree(pledge, by=heads[0])
    return signing.begin(pledge, by=heads[0])


def years(how_many):
    return range(factories.YEAR, factories.YEAR + how_many)


class Head:
    """Of a member, before the page on which the pledge of a year is signed."""

    def __init__(self, request, member, user, year):
        self.request, self.user = request, user
        self._address = reverse("blocs:signing-sign", args=["khoi-thu", year, member.code])
        self._sent = {"agreed": "on", "pin": PIN, "seen": request.paper.content_hash}

    def presses(self, watched=None):
        client = Client()
        client.force_login(self.user)
        with watched or nullcontext():
            response = client.post(self._address, self._sent)
        assert response.status_code == 302, response.context["form"].errors

    def is_waited_for_no_longer(self):
        """The minute is over that the file was kept for the one whose process died."""
        SigningLease.objects.filter(signer__user=self.user, request=self.request).update(expires=LONG_AGO)


def everybody(request, members, heads, year):
    return [Head(request, member, user, year) for member, user in zip(members, heads, strict=True)]


def all_signed_once(request):
    request.refresh_from_db()
    assert request.state == SignatureRequest.State.SEALED
    assert Pledge.objects.get(paper=request.paper).status == Pledge.Status.IN_FORCE
    kinds = list(request.revisions.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["certified", *["signed"] * PARTIES, "sealed"]
    signed_for = Signature.objects.filter(revision__request=request).values_list("signer", flat=True)
    assert sorted(signed_for) == sorted(request.signers.values_list("pk", flat=True))
    assert not SigningLease.objects.filter(request=request).exists()

    look = verification.look_at(request.newest().content())
    assert (look.kind, look.problems) == (verification.Kind.CURRENT, ())
    names = [finding.name for finding in look.report.signatures]
    assert sorted(names[1:]) == sorted(request.signers.values_list("user__full_name", flat=True))


def test_twenty_who_press_at_once_are_all_on_the_paper_each_time(bloc, members, heads, patient):
    for year in years(TIMES):
        request = asked_to_sign(bloc, members, heads, year)
        crowd = Crowd()
        for head in everybody(request, members, heads, year):
            crowd.begins(head, head.presses)

        assert [code for _head, code in crowd.ended()] == [0] * PARTIES
        all_signed_once(request)


def test_twenty_are_all_on_the_paper_whichever_processes_are_killed(bloc, members, heads, patient):
    """Who was cut off presses again, as soon as the file is not kept for them any more."""
    steps = None
    for year in years(TIMES):
        request = asked_to_sign(bloc, members, heads, year)
        waiting = everybody(request, members, heads, year)
        steps = steps or steps_of_one(waiting.pop())

        assert killed_until_all_signed(waiting, steps, random.Random(year)) > 0
        call_command("signing_round")  # as the server does every few minutes, if the one who seals was killed
        all_signed_once(request)
    assert list(audit.problems()) == []


def steps_of_one(head):
    with AmidstASignature() as watched:
        head.presses()
    return watched.steps


def killed_until_all_signed(waiting, steps, chance):
    """How often a process was killed. The places are the same in each run of the test."""
    crowd, killed = Crowd(), 0
    places = {head: places_of_death(steps, chance) for head in waiting}

    def press(head):
        watched = AmidstASignature(places[head].pop()) if places[head] else None
        crowd.begins(head, partial(head.presses, watched))

    for head in waiting:
        press(head)
    for head, code in crowd.ended():
        assert code in (0, KILLED)
        if code == KILLED:
            killed += 1
            head.is_waited_for_no_longer()
            press(head)
    return killed


def places_of_death(steps, chance):
    """Of half of the heads, once or twice; half of the places lie in the last tenth, where all is written."""
    deaths = chance.choice([0, 0, 1, 2])
    return [int(steps * (1 - chance.random() * chance.choice([1, 0.1]))) or 1 for _death in range(deaths)]
