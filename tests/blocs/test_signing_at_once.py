"""Signing while others sign, or stop it, at the same moment. Such tests leave an empty database behind."""

import pytest

from blocs.models import Organisation, Pledge, Season
from blocs.services import pledges, signing
from documents import profiles
from documents.models import FormatProfile, Paper, Revision, Signer
from emulation.models import User
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.parallel import at_once, refusals
from tests.blocs.signing_pages import place_of, request_of, sign
from tests.documents.signing_cast import enrol

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heads():
    """The keys of the heads of three members, whose pledge is settled."""
    profiles.load(FormatProfile)
    members = [factories.organisation(code=f"dv-{number}") for number in range(3)]
    season = factories.season(factories.bloc(), members)
    heads = [factories.someone(member, "head") for member in members]
    made = pledges.start(season, by=heads[0])
    pledges.lines.add_item(made, section="content", text="Đoàn kết", by=heads[0])
    pledges.open_for_comments(made, by=heads[0])
    pledges.agree(made, by=heads[0])
    for head in heads:
        enrol(head)
    return [head.pk for head in heads]


def pledge():
    season = Season.objects.for_listing().prefetch_related("memberships__organisation", "leaderships").get()
    found = Pledge.objects.select_related("paper__profile").get(season=season, version=1)
    found.season = season
    return found


def begin(heads):
    return signing.begin(pledge(), by=User.objects.get(pk=heads[0]))


def signs(number):
    return lambda: sign(pledge(), Organisation.objects.get(code=f"dv-{number}"))


def test_all_who_sign_at_once_are_on_the_paper(heads):
    begin(heads)

    outcomes = at_once(*(signs(number) for number in range(3)))

    assert refusals(outcomes) == []
    assert Revision.objects.filter(kind="signed").count() == 3
    assert pledge().status == Pledge.Status.IN_FORCE
    assert request_of(pledge()).state == "sealed"


def test_one_who_presses_twice_signs_once(heads):
    begin(heads)

    outcomes = at_once(signs(2), signs(2))

    assert len(refusals(outcomes)) == 1
    assert Revision.objects.filter(kind="signed").count() == 1


def test_a_signing_opened_twice_at_once_is_one(heads):
    outcomes = at_once(lambda: begin(heads), lambda: begin(heads))

    assert refusals(outcomes) == []
    assert Paper.objects.count() == 1


def test_a_signature_in_the_middle_of_stopping_is_whole_or_not_there(heads):
    begin(heads)

    def stop():
        return signing.void(pledge(), reason="Sai số liệu.", by=User.objects.get(pk=heads[0]))

    signed, stopped = at_once(signs(2), stop)

    old = pledge()
    assert stopped.version == 2
    assert (old.status, old.paper.state) == (Pledge.Status.VOID, Paper.State.VOID)
    place = place_of(old, Organisation.objects.get(code="dv-2"))
    was_signed = not isinstance(signed, Refused)
    assert (place.state == Signer.State.SIGNED) == was_signed
    assert Revision.objects.filter(kind="signed").count() == was_signed


def test_the_last_signature_and_stopping_at_once_end_in_one_of_both(heads):
    begin(heads)
    for number in range(2):
        signs(number)()

    def stop():
        return signing.void(pledge(), reason="Sai số liệu.", by=User.objects.get(pk=heads[0]))

    outcomes = at_once(signs(2), stop)

    states = (pledge().status, pledge().paper.state)
    assert states in {(Pledge.Status.VOID, Paper.State.VOID), (Pledge.Status.IN_FORCE, Paper.State.ISSUED)}
    assert len(refusals(outcomes)) == 1
