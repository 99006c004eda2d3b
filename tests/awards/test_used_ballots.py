"""Used ballots go by list, decision and minutes; the result and its minutes stay."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from awards.models import Ballot, HonourImport
from awards.selectors import ballot_minutes
from awards.services import used_ballots
from blocs.services import disposals
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.test_disposals import decide
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
RECEIPTS = ["ABCD-EFGH", "IJKL-MNOP"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def agency_standing(agency):
    return factories.someone(agency, "standing")


@pytest.fixture
def administrator(agency):
    return factories.someone(agency, "administrator")


@pytest.fixture
def old_ballot(bloc, members):
    season = factories.season(bloc, members, year=YEAR - 8, stage="closed")
    ballot = Ballot.objects.create(
        season=season,
        question="Suy tôn đơn vị dẫn đầu",
        mode="mixed",
        status="counted",
        bulletin=RECEIPTS,
        valid=2,
        blank_votes=1,
        invalid=0,
    )
    ballot.options.create(organisation=members[0], order=1, agreeing=2, disagreeing=0, outcome="elected")
    for member in members:
        ballot.electors.create(organisation=member, way="here")
    return ballot


def issue_minutes(ballot):
    paper = factories.paper(ballot.season, "ballot-minutes")
    paper.subject = ballot_minutes.subject(ballot)
    paper.save(update_fields=["subject"])
    return paper


def draw(agency, by):
    return disposals.draw(agency.province, "ballots", before=date(YEAR - 6, 1, 1), by=by, at=NOON)


def test_receipts_go_and_totals_roll_and_minutes_stay(
    old_ballot, agency, agency_standing, administrator, client
):
    minutes = issue_minutes(old_ballot)
    disposal = draw(agency, agency_standing)
    (row,) = disposal.rows.all()
    assert (row.count, row.season) == (3, old_ballot.season)
    decide(disposal, agency_standing)
    disposals.carry_out(disposal, by=administrator, at=NOON)

    old_ballot.refresh_from_db()
    assert (old_ballot.bulletin, old_ballot.valid, old_ballot.status) == ([], 2, "counted")
    assert (old_ballot.options.get().agreeing, old_ballot.electors.count()) == (2, 3)
    minutes.refresh_from_db()
    assert (minutes.state, bool(minutes.file)) == ("issued", True)
    agency_standing.language = "en"
    agency_standing.save(update_fields=["language"])
    client.force_login(agency_standing)
    place = [old_ballot.season.bloc.code, old_ballot.season.year, old_ballot.pk]
    shown = client.get(reverse("awards:ballot-detail", args=place)).content.decode()
    assert "disposed of by decision no. 45/QĐ-SNV" in shown
    assert RECEIPTS[0] not in shown


def test_ballots_without_minutes_come_on_no_list(old_ballot, agency, agency_standing):
    with pytest.raises(ValidationError, match="Nothing of this class"):
        draw(agency, agency_standing)


@pytest.mark.parametrize("changed", [{"status": "void"}, {"mode": "open"}, {"mode": "hands"}])
def test_a_ballot_that_is_void_or_was_open_comes_on_no_list(old_ballot, agency, agency_standing, changed):
    issue_minutes(old_ballot)
    Ballot.objects.update(**changed)

    assert list(used_ballots.freeze(agency.province_id, date(YEAR - 6, 1, 1))) == []


def test_a_total_that_was_altered_stops_the_disposal(old_ballot, agency, agency_standing, administrator):
    issue_minutes(old_ballot)
    disposal = draw(agency, agency_standing)
    decide(disposal, agency_standing)
    Ballot.objects.update(valid=3)

    with pytest.raises(Refused, match="have changed"):
        disposals.carry_out(disposal, by=administrator, at=NOON)


def test_a_workbook_that_nobody_took_in_goes_with_the_traces(agency, agency_standing, administrator):
    long_ago = NOON - timedelta(days=900)
    given = {"province": agency.province, "by": agency_standing, "at": long_ago, "content": b"x"}
    HonourImport.objects.create(name="bo-qua.xlsx", **given)
    kept = HonourImport.objects.create(name="da-nhap.xlsx", saved_at=long_ago, **given)
    province = agency.province
    disposal = disposals.draw(province, "traces", before=date(YEAR - 1, 1, 1), by=agency_standing, at=NOON)
    decide(disposal, agency_standing)

    disposals.carry_out(disposal, by=administrator, at=NOON)

    assert list(HonourImport.objects.all()) == [kept]
