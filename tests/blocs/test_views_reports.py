from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blocs.models import Criterion, Report, Season
from blocs.rules.report_fields import token
from blocs.selectors import reports as reading
from blocs.services import evidence, kept_files, report_fields, reports
from blocs.services.report_fields import Typed
from tests import factories
from tests.posting import posted

NOON = factories.NOON
NOTHING = token(None)
PDF = b"%PDF-1.7 minh chung"
FINISHED = {"target-{target}-value": D(96), "section-results": "Đã hoàn thành."}


@pytest.fixture
def report(season, members, officer):
    season.stage = Season.Stage.RUNNING
    season.score_table = factories.score_table(season.bloc.province, status="open")
    season.save()
    pledge = season.pledges.create(status="in_force", agreed_hash="0" * 64, agreed_at=NOON)
    pledge.targets.create(text="Thu nộp quỹ", value=D(95), unit="%")
    return reports.start(season, members[2], kind="annual", by=officer)


def finish(report, by):
    target = reading.targets_of(report)[0].pk
    typed = {name.format(target=target): Typed(value, NOTHING) for name, value in FINISHED.items()}
    for key, leaf in reading.leaves(report.season).items():
        sort = "deduction" if leaf.is_penalty else "base"
        typed[f"score-{key}-{sort}"] = Typed(D(1), NOTHING)
    assert not report_fields.save(report, typed, by=by).errors


@pytest.fixture
def handed_in(report, officer, head):
    finish(report, officer)
    evidence.add(report, "bien-ban.pdf", PDF, criterion=None, by=officer)
    reports.submit(report, by=head)
    return report


def at(report, name="report-detail", *more):
    season = report.season
    place = [season.bloc.code, season.year, report.organisation.code, report.kind, *more]
    return reverse(f"blocs:{name}", args=place)


def signed_in(client, user):
    client.force_login(user)
    return client


def sent(**typed):
    names = {name.replace("_", "-"): value for name, value in typed.items()}
    return names | {f"seen-{name}": NOTHING for name in names}


def test_the_page_begins_with_the_targets_of_the_pledge(client, report, officer):
    page = signed_in(client, officer).get(at(report)).content.decode()

    assert "Thu nộp quỹ" in page
    assert "≥ 95" in page


def test_without_scripts_all_that_is_right_is_kept_and_the_rest_stands_where_it_was(client, report, officer):
    name = f"score-{Criterion.objects.get(name='Chỉ tiêu', group__table__is_example=False).pk}-base"

    typed = sent(section_results="Đã xong.") | sent(**{name: "mười"})
    response = signed_in(client, officer).post(at(report), typed)

    assert response.status_code == 200
    assert 'value="mười"' in response.content.decode()
    assert report.sections.get().text == "Đã xong."
    assert not report.scores.filter(computed=False).exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [("96,5", D("96.5")), ("96.5", D("96.5")), ("1.234,5", D("1234.5")), ("0", D(0))]
)
def test_figures_are_taken_as_people_write_them(client, report, officer, typed, kept):
    target = reading.targets_of(report)[0].pk

    answer = signed_in(client, officer).post(
        at(report, "report-fields"), sent(**{f"target_{target}_value": typed})
    )

    assert answer.json()["saved"] == {f"target-{target}-value": token(kept)}
    assert report.results.get().value == kept


def test_the_page_that_saves_itself_is_answered_field_by_field(client, report, officer, head):
    typed = {"section-results": Typed("Của thủ trưởng", NOTHING)}
    report_fields.save(report, typed, by=head)

    answer = signed_in(client, officer).post(
        at(report, "report-fields"),
        sent(section_results="Của tôi", section_lessons="Bài học", section_poem="Thơ"),
    ).json()  # fmt: skip

    assert set(answer["saved"]) == {"section-lessons"}
    assert answer["conflicts"]["section-results"]["now"] == "Của thủ trưởng"
    assert answer["conflicts"]["section-results"]["by"] == head.full_name


def test_a_report_that_was_handed_in_meanwhile_refuses_what_is_typed(client, handed_in, officer):
    answer = signed_in(client, officer).post(at(handed_in, "report-fields"), sent(section_lessons="Muộn"))

    assert answer.status_code == 409
    assert answer.json()["refused"]


def test_what_is_missing_is_listed_with_its_place(client, report, head):
    page = signed_in(client, head).get(at(report, "report-submit")).content.decode()

    for part in ("results", "targets", "scores"):
        assert f"#part-{part}" in page


def test_a_late_report_says_why(client, report, officer, head, season):
    finish(report, officer)
    season.milestones.create(kind="reports", due="2020-01-01")
    signed_in(client, head)
    assert client.post(at(report, "report-submit")).status_code == 200

    client.post(at(report, "report-submit"), {"late_reason": "Chờ số liệu của cơ sở."})

    report.refresh_from_db()
    assert (report.status, report.late_reason) == ("submitted", "Chờ số liệu của cơ sở.")


def test_it_is_taken_back_only_until_somebody_who_checks_has_opened_it(client, handed_in, head, leader_head):
    signed_in(client, head).post(at(handed_in, "report-step", "recall"))
    handed_in.refresh_from_db()
    assert handed_in.status == "draft"
    reports.submit(handed_in, by=head)
    signed_in(client, leader_head).get(at(handed_in))

    signed_in(client, head).post(at(handed_in, "report-step", "recall"))

    handed_in.refresh_from_db()
    assert handed_in.status == "submitted"


def test_the_member_is_told_by_mail_what_is_asked_for(
    client, handed_in, leader_head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(client, leader_head).post(
            at(handed_in, "report-return"), {"reason": "Thiếu số liệu.", "part-results": "Bổ sung bảng."}
        )

    assert len(posted()) == 2  # its officer and its head
    assert "Thiếu số liệu." in posted()[0].body
    remark = handed_in.remarks.get()
    assert (remark.part, remark.text) == ("results", "Bổ sung bảng.")


def test_the_agency_excuses_also_who_has_not_begun(client, season, members, leader_head, standing, report):
    other = members[1]
    place = [season.bloc.code, season.year, other.code, "annual"]
    excuse, reason = reverse("blocs:report-excuse", args=place), {"reason": "Mới sáp nhập."}
    assert excuse not in signed_in(client, leader_head).get(reverse("blocs:report-detail", args=place)).text
    client.post(excuse, reason)
    assert not Report.objects.filter(organisation=other).exists()

    assert excuse in signed_in(client, standing).get(reverse("blocs:report-detail", args=place)).text
    client.post(excuse, reason)

    assert Report.objects.get(organisation=other).status == "excused"


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_it_prints_as_a_paper(client, handed_in, officer, form):
    response = signed_in(client, officer).get(at(handed_in, f"report-{form}"))

    assert response.content.startswith({"pdf": b"%PDF", "docx": b"PK"}[form])


def test_evidence_of_several_files_keeps_what_is_right(client, report, officer):
    files = [
        SimpleUploadedFile("a.pdf", PDF),
        SimpleUploadedFile("b.pdf", b"MZ program"),
        SimpleUploadedFile("c.pdf", b"x" * (kept_files.LARGEST + 1)),
    ]

    page = signed_in(client, officer).post(at(report, "evidence-add"), {"sent": files}, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert [text.split(":")[0] for text in told[:2]] == ["b.pdf", "c.pdf"]
    assert report.evidence.get().name == "a.pdf"


def test_evidence_leaves_only_through_its_gate(client, handed_in, auditor, deputy_head, outsider):
    file = handed_in.evidence.get()
    address = at(handed_in, "evidence-show", file.pk)
    for user in (auditor, deputy_head):
        response = signed_in(client, user).get(address)
        assert b"".join(response) == PDF
        assert response["X-Content-Type-Options"] == "nosniff"
    assert signed_in(client, outsider).get(address).status_code == 404


def test_a_deputy_of_another_member_does_not_read_a_draft(client, report, deputy_head, leader_head):
    for user in (deputy_head, leader_head):
        page = signed_in(client, user).get(at(report)).content.decode()
        assert "Thu nộp quỹ" not in page
        assert client.get(at(report, "report-pdf")).status_code == 404


def test_what_waits_stands_among_the_tasks(client, handed_in, leader_head, head):
    board = reverse("blocs:report-board", args=[handed_in.season.bloc.code, handed_in.season.year])
    assert board in signed_in(client, leader_head).get("/").content.decode()
    reports.send_back(handed_in, reason="Bổ sung.", by=leader_head)

    assert at(handed_in) in signed_in(client, head).get("/").content.decode()
