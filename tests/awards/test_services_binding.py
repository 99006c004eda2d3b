import hashlib
import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from awards.models import AgendaItem, Ballot
from awards.selectors.meetings import subject
from awards.services import ballots, binding, dossiers, honours, letters, meetings, nominations, proposals
from blocs.services import paper_signing
from documents import rendering
from documents.models import Paper
from emulation.verdicts import Refused
from tests import factories
from tests.awards.nominees import PDF, award, complete, nominated, proposed
from tests.awards.test_services_meetings import PLAN
from tests.documents.reading import words_of as words
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = NOON.date()


def picture(size=(60, 40)):
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def nomination(season, members, head):
    return complete(nominated(members[2], season=season, by=head), by=head)


def outline(whole):
    with whole.open_outline() as opened:
        return [item.title for item in opened.root]


def test_a_dossier_is_one_file_with_contents_bookmarks_and_numbers(nomination, head):
    dossiers.add(nomination, "rating", "xep-loai.png", picture(), by=head, at=NOON)

    made = binding.dossier(nomination, on=DAY)

    with pikepdf.open(io.BytesIO(made)) as whole:
        assert outline(whole) == [
            "Mục lục",
            "Báo cáo thành tích",
            "Biên bản họp bình xét: bien-ban.pdf",
            "Minh chứng xếp loại trong năm: xep-loai.png",
        ]
        total = len(whole.pages)
    text = words(made)
    assert "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG" in text
    assert [f"{place}/{total}" in text for place in range(1, total + 1)] == [True] * total
    assert "Hoàn thành xuất sắc 10 chỉ tiêu." in text


def test_the_minutes_of_the_meeting_that_voted_lie_in_the_dossier_once_issued(
    season, members, nomination, leader_head, leader_officer
):
    given = {"options": members, "board": [], "mode": "open", "by": leader_head, "at": NOON}
    ballot = ballots.prepare(season, question="Suy tôn", **given)
    Ballot.objects.update(award=nomination.award)
    meeting = meetings.prepare(
        season,
        chair=leader_head,
        secretary=leader_officer,
        agenda=[meetings.Point("Bỏ phiếu", AgendaItem.Kind.BALLOT, ballot)],
        by=leader_officer,
        at=NOON,
        **PLAN,
    )
    paper = factories.paper(season, "meeting-minutes")
    title = f"Biên bản họp khối thi đua số {paper.number_text}"
    assert title not in titles(nomination)

    Paper.objects.filter(pk=paper.pk).update(subject=subject(meeting))

    assert titles(nomination).index(title) == 2


def titles(nomination):
    with pikepdf.open(io.BytesIO(binding.dossier(nomination, on=DAY))) as whole:
        return outline(whole)


def test_the_contents_name_the_pages_on_which_things_begin(nomination):
    made = binding.dossier(nomination, on=DAY)

    with pikepdf.open(io.BytesIO(made)) as whole:
        pages = [words(_one(whole, place)) for place in range(len(whole.pages))]
    begins = next(place for place, text in enumerate(pages, start=1) if "BÁO CÁO THÀNH TÍCH" in text)
    assert f"Báo cáo thành tích {begins}" in pages[0]


def _one(whole, place):
    single, made = pikepdf.new(), io.BytesIO()
    single.pages.append(whole.pages[place])
    single.save(made)
    return made.getvalue()


def test_what_is_no_pdf_or_damaged_is_named_with_its_hash(nomination):
    text = words(binding.dossier(nomination, on=DAY))  # the minutes of the tests are no whole PDF

    assert "TÀI LIỆU GỬI RIÊNG" in text
    assert hashlib.sha256(PDF).hexdigest() in "".join(text.split())


def test_the_same_dossier_is_the_same_bytes(nomination):
    assert binding.dossier(nomination, on=DAY) == binding.dossier(nomination, on=DAY)


def test_a_package_holds_the_originals_and_their_hashes(nomination, head):
    dossiers.add(nomination, "rating", "../xếp loại.png", picture(), by=head, at=NOON)

    with zipfile.ZipFile(io.BytesIO(binding.package(nomination, on=DAY))) as packed:
        names = packed.namelist()
        manifest = dict(
            reversed(line.split("  ")) for line in packed.read("SHA256SUMS.txt").decode().splitlines()
        )
        assert names == [
            "00-bao-cao-thanh-tich.pdf",
            "01-minutes-bien-ban.pdf",
            "02-rating-xep-loai.png",
            "SHA256SUMS.txt",
        ]
        assert manifest == {name: hashlib.sha256(packed.read(name)).hexdigest() for name in names[:-1]}


def test_the_report_fills_its_tables_from_the_records(nomination, standing):
    honours.record(
        nomination.recipient,
        award=award("CO_TINH"),
        year=2025,
        decision_number="05/QĐ-UBND",
        decided_on=DAY,
        by=standing,
        at=NOON,
    )
    honours.rate(nomination.recipient, year=2025, rating="excellent", by=standing, at=NOON)

    text = words(rendering.pdf(binding.achievement_report(nomination, on=DAY)))

    assert "Cờ thi đua của Ủy ban" in text
    assert "05/QĐ-UBND" in text
    assert "Hoàn thành xuất sắc nhiệm vụ" in text


def test_a_letter_is_issued_once_until_its_list_changes(season, members, leader_head):
    proposal = proposed(season, members[:1], by=leader_head)
    first = letters.issue(proposal, by=leader_head, at=NOON)
    assert letters.issue(proposal, by=leader_head, at=NOON) == first
    assert first.number_text.startswith("01/TTr")

    other = nominated(members[1], season=season, by=leader_head)
    complete(other, by=leader_head)
    nominations.submit(other, by=leader_head, at=NOON)
    proposals.put_on_list(proposal, [other], by=leader_head, at=NOON)
    with pytest.raises(Refused, match="Issue the submission letter first"):
        proposals.send(proposal, way="site", by=leader_head, at=NOON)
    second = letters.issue(proposal, by=leader_head, at=NOON)
    first.refresh_from_db()
    assert (first.state, second.supersedes) == ("superseded", first)


def test_a_letter_that_is_signed_here_is_sent_once_it_is_signed(season, members, leader_head):
    proposal = proposed(season, members[:1], by=leader_head)
    paper = letters.have_signed(proposal, by=leader_head, at=NOON)

    assert (paper.state, letters.have_signed(proposal, by=leader_head, at=NOON)) == ("signing", paper)
    assert paper.signing.signers.get().user == leader_head
    with pytest.raises(Refused, match="waits for its signature"):
        proposals.send(proposal, way="site", by=leader_head, at=NOON)
    paper_signing.stop(paper.signing, reason="Sửa danh sách", by=leader_head)
    proposal.refresh_from_db()
    again = letters.issue(proposal, by=leader_head, at=NOON)
    assert (again.state, again.number_text[:2]) == ("issued", "02")


def test_an_empty_list_takes_no_number(season, members, leader_head):
    proposal = proposals.begin(members[0], season=season, by=leader_head, at=NOON)

    with pytest.raises(Refused, match="Nobody stands on the list"):
        letters.issue(proposal, by=leader_head, at=NOON)


def test_the_letter_counts_by_award_and_lists_across_the_sheet(season, members, leader_head):
    proposal = proposed(season, members, by=leader_head)
    letters.issue(proposal, by=leader_head, at=NOON)

    made = binding.letter_bytes(proposal, on=DAY)

    text = words(made)
    assert "đề nghị xét khen thưởng cho 03 tập thể" in text
    assert "(Kèm theo Tờ trình số 01/TTr" in text
    with pikepdf.open(io.BytesIO(made)) as whole:
        sizes = [(page.mediabox[2] > page.mediabox[3]) for page in whole.pages]
    assert sizes == [False, True] or sizes == [False, False, True]


def test_everything_of_a_submission_is_one_file(season, members, leader_head, tmp_path):
    proposal = proposed(season, members[:2], by=leader_head)

    binding.everything(proposal, on=DAY, into=tmp_path / "whole.pdf", printed={})

    with pikepdf.open(tmp_path / "whole.pdf") as whole:
        titles = outline(whole)

    assert titles[:3] == ["Mục lục", "Tờ trình và danh sách đề nghị", "Tóm tắt thành tích"]
    assert len(titles) == 5
