"""Papers of a movement: sent in, read, taken out; and the plan that prints from what stands of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blocs.documents import movement_plan
from blocs.services import enrolments, movement_documents, movements
from documents import office, rendering
from emulation.verdicts import Refused
from tests import factories
from tests.documents.reading import texts_of_word, words_of

YEAR, NOON = factories.YEAR, factories.NOON
PDF = b"%PDF-1.7 thu phat dong"


@pytest.fixture
def movement(season, bloc, leader_head):
    given = {"years": [YEAR], "starts": date(YEAR, 1, 5), "ends": date(YEAR, 12, 31), "form": "thematic"}
    given |= {"goal": "Mỗi đơn vị xây ít nhất 2 nhà.", "criteria": "Hoàn thành trước 30/11.", "at": NOON}
    made = movements.launch(bloc.province, name="Đền ơn đáp nghĩa", bloc=bloc, by=leader_head, **given)
    enrolments.set_measures(made, [("Nhà tình nghĩa", "nhà")], by=leader_head, at=NOON)
    return made


@pytest.mark.parametrize("who", ["head", "deputy_head", "auditor", "outsider"])
def test_only_who_launched_adds_papers_and_takes_them_out(movement, leader_head, who, request):
    kept = movement_documents.add(movement, "launch", "Thư.pdf", PDF, by=leader_head, at=NOON)
    other = request.getfixturevalue(who)
    with pytest.raises(Refused):
        movement_documents.add(movement, "guidance", "HD.pdf", PDF + b"2", by=other, at=NOON)
    with pytest.raises(Refused):
        movement_documents.remove(kept, by=other, at=NOON)
    assert movement.documents.live().get() == kept


def test_the_same_paper_is_kept_once(movement, leader_head):
    movement_documents.add(movement, "launch", "Thư.pdf", PDF, by=leader_head, at=NOON)
    with pytest.raises(Refused):
        movement_documents.add(movement, "other", "Thư 2.pdf", PDF, by=leader_head, at=NOON)


def test_a_paper_is_read_by_who_sees_the_movement_and_gone_once_taken_out(
    client, movement, leader_head, officer, outsider
):
    client.force_login(leader_head)
    sent = {
        "kind": "launch",
        "sent": [SimpleUploadedFile("Thư.pdf", PDF), SimpleUploadedFile("x.exe", b"MZ")],
    }
    answer = client.post(reverse("blocs:movement-document-add", args=[movement.pk]), sent, follow=True)
    kept = movement.documents.get()
    assert kept.name == "Thư.pdf"
    assert "x.exe" in answer.content.decode()

    address = reverse("blocs:movement-document-show", args=[movement.pk, kept.pk])
    client.force_login(officer)
    assert b"".join(client.get(address).streaming_content) == PDF
    client.force_login(outsider)
    assert client.get(address).status_code == 404
    client.force_login(leader_head)
    client.post(reverse("blocs:movement-document-remove", args=[movement.pk, kept.pk]))
    assert client.get(address).status_code == 404


def test_the_plan_says_the_same_as_pdf_and_as_docx(movement):
    plan = movement_plan(movement, on=NOON.date())
    pdf, docx = words_of(rendering.pdf(plan)), texts_of_word(office.docx(plan))
    for said in (
        "KẾ HOẠCH",
        "Phát động phong trào thi đua “Đền ơn đáp nghĩa”",
        "Mỗi đơn vị xây ít nhất 2 nhà.",
        "Hoàn thành trước 30/11.",
        "từ ngày 05/01/2026 đến ngày 31/12/2026",
        "Nhà tình nghĩa",
        "KHỐI TRƯỞNG",
        "DỰ THẢO",
    ):
        assert said in pdf, said
        assert said in docx or said == "DỰ THẢO", said


def test_a_plan_of_the_province_leaves_room_for_who_signs(standing, bloc):
    given = {"years": [YEAR, YEAR + 1], "form": "regular", "level": "prime_minister", "at": NOON}
    made = movements.launch(bloc.province, name="Cả nước chung sức", by=standing, **given)
    words = words_of(rendering.pdf(movement_plan(made, on=NOON.date())))
    assert "Triển khai phong trào thi đua “Cả nước chung sức”" in words
    assert f"từ năm {YEAR} đến năm {YEAR + 1}" in words
    assert "THỦ TRƯỞNG ĐƠN VỊ" in words
