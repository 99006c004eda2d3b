"""The report of a bloc: figures of all members, their words, the leader's text, the paper."""

from decimal import Decimal as D
from io import BytesIO

import docx
import pikepdf
import pytest
from openpyxl import load_workbook

from blocs import documents
from blocs.models import BlocReport, Season
from blocs.selectors import bloc_reports as reading
from blocs.services import bloc_reports, papers
from blocs.services.pledges import Stale
from documents import printing
from documents.content import Annex, Table
from emulation.verdicts import Refused
from tests import factories

NOON = factories.NOON
TEXTS = {"results": "Cả khối hoàn thành.", "weaknesses": "", "lessons": "", "plans": "", "proposals": ""}


def test_shares_are_averaged_and_quantities_summed_of_what_was_handed_in(reported):
    share, houses = reading.gathered(reported).figures

    assert (share.value, share.met, share.asked) == (D("94.25"), 1, 3)
    assert (houses.value, houses.met, houses.asked) == (D(12), 1, 1)


def test_a_draft_counts_neither_by_its_figures_nor_by_its_words(reported, members):
    found = reading.gathered(reported)

    assert found.missing == [members[2]]
    assert found.texts["results"].splitlines() == [
        f"{members[0].current_short_name}: Kết quả 0.",
        f"{members[1].current_short_name}: Kết quả 1.",
    ]


def test_the_leaders_people_write_and_others_do_not(reported, leader_officer, standing, head, deputy_head):
    for nobody in (head, deputy_head):
        with pytest.raises(Refused):
            bloc_reports.write(reported, TEXTS, seen=0, by=nobody, at=NOON)

    bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)
    bloc_reports.write(reported, TEXTS | {"plans": "Ký sớm."}, seen=1, by=standing, at=NOON)

    report = BlocReport.objects.get(season=reported)
    assert (report.results, report.plans, report.revision) == ("Cả khối hoàn thành.", "Ký sớm.", 2)
    assert reported.events.filter(step="bloc_report").count() == 2


def test_who_saves_second_is_told_and_pressing_twice_changes_nothing(reported, leader_officer, standing):
    bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)
    bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)

    with pytest.raises(Stale):
        bloc_reports.write(reported, TEXTS | {"plans": "Khác."}, seen=0, by=standing, at=NOON)

    assert BlocReport.objects.get().revision == 1


@pytest.mark.parametrize("stage", [Season.Stage.PLEDGING, Season.Stage.CLOSED])
def test_it_is_written_only_while_the_year_runs(reported, leader_officer, stage):
    Season.objects.filter(pk=reported.pk).update(stage=stage)

    with pytest.raises(Refused):
        bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)

    assert not BlocReport.objects.exists()


def test_the_paper_carries_texts_figures_and_each_members_own(reported, members, leader_officer):
    bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)

    paper = documents.PAPERS["bloc-report"](reported, on=reported.last_day)

    [table] = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[3] for row in table.rows] == ["94,25 (bình quân)", "12"]
    assert [row[4:] for row in table.rows] == [("1/3", 33), ("1/1", 100)]
    [annex] = paper.annexes
    assert isinstance(annex, Annex)
    assert any(members[1].current_name in row for row in annex.blocks[0].rows if isinstance(row, tuple))
    text = "\n".join(p.text for p in docx.Document(BytesIO(printing.docx(paper))).paragraphs)
    assert "Cả khối hoàn thành." in text
    assert "2/3 đơn vị thành viên gửi báo cáo" in text
    with pikepdf.open(BytesIO(printing.pdf(paper))) as pdf:
        assert len(pdf.pages) >= 2


def test_points_stand_in_it_only_once_they_are_published(reported, members):
    def headings():
        paper = documents.PAPERS["bloc-report"](reported, on=reported.last_day)
        return [block.text for block in paper.blocks if hasattr(block, "level")]

    before = headings()
    publication = reported.publications.create(version=1, at=NOON)
    publication.places.create(organisation=members[0], order=1, rank=1, base=90, bonus=0, deduction=0)

    assert not any("XẾP HẠNG" in heading for heading in before)
    assert any("XẾP HẠNG" in heading for heading in headings())


def test_the_members_words_fill_the_form_until_something_is_saved(client, reported, leader_officer):
    client.force_login(leader_officer)
    address = f"/blocs/{reported.bloc.code}/{reported.year}/bloc-report/"

    first = client.get(address)
    client.post(address, {"seen": "0", "results": "Cả khối hoàn thành."})
    saved = client.get(address)
    again = client.get(address + "?gather=1")

    assert "Kết quả 0." in first.context["form"]["results"].value()
    assert saved.context["form"]["results"].value() == "Cả khối hoàn thành."
    assert "Kết quả 1." in again.context["form"]["results"].value()
    assert BlocReport.objects.get().results == "Cả khối hoàn thành."


def test_members_get_it_once_it_is_issued(client, reported, head, leader_head, leader_officer):
    client.force_login(head)
    address = f"/blocs/{reported.bloc.code}/{reported.year}/bloc-report.pdf"
    before = client.get(address).status_code
    bloc_reports.write(reported, TEXTS, seen=0, by=leader_officer, at=NOON)
    papers.issue("bloc-report", reported, by=leader_head, at=NOON)

    assert before == 404
    assert client.get(address).content.startswith(b"%PDF")
    assert client.get(address.replace(".pdf", "/")).status_code == 404


def test_figures_go_out_as_a_workbook(client, reported, leader_officer, members):
    client.force_login(leader_officer)

    file = client.get(f"/blocs/{reported.bloc.code}/{reported.year}/bloc-report/?format=xlsx")

    rows = list(load_workbook(BytesIO(b"".join(file.streaming_content))).active.values)[1:]
    assert [(row[0], row[3], row[4]) for row in rows][-1] == ("Nhà sửa chữa", members[0].current_name, 12)
