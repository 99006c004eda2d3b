"""Every address as those who see much: none shows points or evidence to whoever may not see them yet.

One member's report carries marks that stand nowhere else. All addresses are tried as they stand in the rows
and once more led to that report, and whatever is answered is read: pages, workbooks, papers, archives.
"""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch

from blocs.models import Criterion
from blocs.services import visit_minutes, visits
from emulation.verdicts import Refused
from tests import factories
from tests.documents.reading import text_of
from tests.project.rows import ROWS
from tests.project.world import World

pytestmark = pytest.mark.django_db
POINTS = {"own": "73159.25", "checked": "82946.75"}
FOUND = {"own": "61428.25", "other": "54317.75"}  # proposed by visiting teams
MARKS = {
    "own points": r"73[.,]?159[.,]25",
    "checked points": r"82[.,]?946[.,]75",
    "points proposed": r"61[.,]?428[.,]25|54[.,]?317[.,]75",
    "what a visit found": "Matkiemtra",
    "reason": "Matlydo",
    "text": "Matbaocao",
    "note": "Matghichu",
    "name of a file": "Mattep",
    "file": "Matnoidung",
}
LEFT_OUT = {
    "account_logout",  # whose page ends the visit
    "awards:dossier-pdf",  # with minutes of a ballot that another row has not opened
}
OTHERS = ("head", "council")  # of another member, and of the province: who sees most without seeing points
LED_THERE = {
    "member.code": "newcomer.code",
    "member.pk": "newcomer.pk",
    "scored_report.organisation_id": "newcomer.pk",
    "evidence.pk": "handed_in_evidence.pk",
    "closed_visit.pk": "own_visit.pk",
}


@pytest.fixture
def world():
    """With a report that was handed in by a member which neither leads nor deputises."""
    world = World()
    world.status = "comment"
    world.write_pledge(world.status)
    table = world.open_score_table
    table.groups.update(max="99000")
    Criterion.objects.filter(group__table=table).exclude(kind="penalty").update(max="99000")
    type(table).objects.filter(pk=table.pk).update(total="99000")
    report = world.handed_in
    report.scores.all().delete()
    for level, base in POINTS.items():
        report.scores.create(
            criterion=world.scored_criterion, level=level, base=base, why="Matlydo", at=factories.NOON
        )
    report.sections.update(text="Matbaocao")
    report.evidence_notes.create(criterion=world.scored_criterion, text="Matghichu")
    evidence = world.handed_in_evidence
    evidence.criterion, evidence.name = world.scored_criterion, "Mattep.pdf"
    evidence.file.save("Mattep.pdf", ContentFile(b"%PDF-1.7 Matnoidung"), save=False)
    evidence.save()
    _visit(world)
    return world


def _visit(world):
    """Found at the member itself, whose visit is not closed yet; and at the newcomer, with minutes issued."""
    by = world.cast["leader_officer"]
    for visit, points in zip((world.own_visit, world.visit), FOUND.values(), strict=True):
        given = {"finding": "differs", "base": points, "why": "Matkiemtra", "note": "Matkiemtra"}
        visit.findings.create(criterion=world.scored_criterion, at=factories.NOON, **given)
        visit.conclusion = visit.answer = "Matkiemtra"
        visit.save()
    visits.agree_with_the_rest(world.visit, by=by)
    visits.close(world.visit, by=by)
    visit_minutes.issue(world.visit, online=False, by=by)


@pytest.mark.parametrize("person", OTHERS)
def test_nothing_is_shown_before_its_time(world, person):
    assert _met(world, person) == {}


def test_the_visited_member_reads_its_own_visit_once_it_is_closed(world):
    address = world.address("blocs:visit-detail", ("bloc.code", "report_season.year", "own_visit.pk"))
    client = Client()
    client.force_login(world.cast["head"])
    assert "Matkiemtra" not in _shown(client.get(address))
    by = world.cast["leader_officer"]
    visits.agree_with_the_rest(world.own_visit, by=by)
    visits.close(world.own_visit, by=by)

    shown = _shown(client.get(address))

    assert "Matkiemtra" in shown
    assert not re.search(MARKS["checked points"], shown)


def _met(world, person):
    """The marks that are met anywhere, with the addresses that show them."""
    client, found = Client(), {}
    client.force_login(world.cast[person])
    for address in _addresses(world):
        for asked in (address, f"{address}{'&' if '?' in address else '?'}format=xlsx"):
            response = client.get(asked)
            shown = _shown(response)
            for mark, pattern in MARKS.items():
                if re.search(pattern, shown):
                    found.setdefault(mark, []).append(asked)
            if not response.headers["Content-Type"].startswith("text/html"):
                break  # a file has no other form
    return found


def _addresses(world):
    found = set()
    for name, rows in ROWS.items():
        if name in LEFT_OUT:
            continue
        of_name = set()
        for row in rows:
            there = tuple(
                "report_season.year" if arg.endswith(".year") else LED_THERE.get(arg, arg) for arg in row.args
            )
            for args in {row.args, there}:
                with suppress(
                    NoReverseMatch, AttributeError, Refused
                ):  # of a state that another row has left
                    of_name.add(world.address(name, args, row.query))
        elsewhere = not name.startswith("blocs:") or all(row.status != world.status for row in rows)
        assert of_name or elsewhere, name
        found |= of_name
    return sorted(found)


def _shown(response):
    body = b"".join(response) if response.streaming else response.content
    return _text(body)


def _text(body):
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(_text(packed.read(name)) for name in packed.namelist())
    text = body.decode("utf-8", "replace")
    if body.startswith(b"%PDF-") and len(body) > 1000:
        text += "\n".join(text_of(body))
    return text
