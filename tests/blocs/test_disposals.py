"""Records go only by a list, a decision with minutes, and another person who carries it out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation

from blocs.documents import disposals as paper
from blocs.models import Disposal, Evidence, LogLine, RecordClass
from blocs.rules import disposal as rules
from blocs.selectors import disposals as reading
from blocs.selectors import tasks
from blocs.services import disposals, kept_files, log, retention
from documents import append_only
from documents.printing import PDF
from emulation import sent_kinds
from emulation.models import Letter, Notice, SignIn
from emulation.verdicts import Refused
from tests import factories
from tests.factories import NOON, YEAR

pytestmark = pytest.mark.django_db
LONG_AGO = YEAR - 8
BEFORE = date(YEAR - 6, 1, 1)
PAPER = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def reads_english(user):
    user.language = "en"
    user.save(update_fields=["language"])
    return user


@pytest.fixture
def standing(agency):
    return reads_english(factories.someone(agency, "standing"))


@pytest.fixture
def administrator(agency):
    return reads_english(factories.someone(agency, "administrator"))


def keep(season, member, content=b"minh chung", name="minh-chung.pdf", *, by):
    report, _made = season.reports.get_or_create(
        organisation=member, kind="annual", defaults={"status": "accepted", "submitted_at": NOON}
    )
    row = Evidence(report=report)
    kept_files.lay(row, name, content, sent_kinds.of(PAPER), by=by, at=NOON)
    return row


@pytest.fixture
def old_season(bloc, members):
    return factories.season(bloc, members, year=LONG_AGO, stage="closed")


@pytest.fixture
def old_file(old_season, members, standing):
    return keep(old_season, members[0], by=standing)


def draw(standing, record_class="working_files", before=BEFORE):
    province = standing.mandates.get().organisation.province
    return disposals.draw(province, record_class, before=before, by=standing, at=NOON)


def decide(disposal, by, **fields):
    given = {
        "decision_number": "45/QĐ-SNV",
        "decision_on": NOON.date(),
        "signer_title": "Giám đốc",
        "signer_name": "Trần Văn Mẫu",
        "minutes_number": "03/BB-SNV",
        "minutes_on": NOON.date(),
        "present": "Ông A, Phó Giám đốc",
        "decision": ("qd.pdf", PAPER),
        "minutes": ("bb.pdf", PAPER + b"%"),
    }
    disposals.decide(disposal, by=by, at=NOON, **given | fields)


def decided(standing, *args, **more):
    disposal = draw(standing, *args, **more)
    decide(disposal, standing)
    return disposal


def carry_out(disposal, by):
    return disposals.carry_out(disposal, by=by, at=NOON)


def test_a_list_is_frozen_with_a_fingerprint_of_each_and_nothing_goes(standing, old_file, old_season):
    disposal = draw(standing)

    (row,) = disposal.rows.all()
    assert (row.sha256, row.day, row.season) == (old_file.content_hash, old_season.last_day, old_season)
    assert "minh-chung.pdf" in row.what
    old_file.refresh_from_db()
    assert default_storage.exists(old_file.file.name)
    told = LogLine.objects.get(source="blocs.disposalevent")
    assert (told.step, disposal.digest in told.note) == ("draw", True)


def test_carried_out_the_bytes_go_and_the_row_says_by_which_decision(
    standing, administrator, old_file, django_capture_on_commit_callbacks
):
    path = old_file.file.name
    disposal = decided(standing)

    with django_capture_on_commit_callbacks(execute=True):
        assert carry_out(disposal, administrator)
        assert default_storage.exists(path)  # until it is certain that the transaction holds

    assert not default_storage.exists(path)
    kept = Evidence.objects.get(pk=old_file.pk)
    assert (kept.file.name, kept.name, kept.content_hash) == ("", "minh-chung.pdf", old_file.content_hash)
    assert kept.disposal.by_decision == f"disposed of by decision no. 45/QĐ-SNV of {NOON:%d/%m/%Y}"
    assert [event.step for event in disposal.events.all()] == ["draw", "decide", "carry_out"]
    assert disposal.rows.get().sha256 == old_file.content_hash


def test_pressed_twice_it_is_carried_out_once(standing, administrator, old_file):
    disposal = decided(standing)

    assert carry_out(disposal, administrator)
    assert not carry_out(Disposal.objects.get(pk=disposal.pk), administrator)

    assert disposal.events.filter(step="carry_out").count() == 1


def test_where_the_file_was_its_page_says_so(standing, administrator, old_file, old_season, members, client):
    carry_out(decided(standing), administrator)
    client.force_login(standing)
    place = [old_season.bloc.code, old_season.year, members[0].code, "annual"]

    page = client.get(reverse("blocs:report-detail", args=place)).content.decode()
    file = client.get(reverse("blocs:evidence-show", args=[*place, old_file.pk]))

    assert "disposed of by decision no. 45/QĐ-SNV" in page
    assert (file.status_code, "45/QĐ-SNV" in file.content.decode()) == (404, True)


def test_bytes_that_a_later_year_holds_as_well_stay(
    standing, administrator, old_file, season, members, django_capture_on_commit_callbacks
):
    later = keep(season, members[1], by=standing)

    with django_capture_on_commit_callbacks(execute=True):
        carry_out(decided(standing), administrator)

    assert later.file.name == old_file.file.name
    assert default_storage.exists(later.file.name)


def test_the_same_bytes_sent_in_again_afterwards_are_written_anew(
    standing, administrator, old_file, season, members, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(decided(standing), administrator)

    again = keep(season, members[1], by=standing)

    with default_storage.open(again.file.name) as file:
        assert file.read() == b"minh chung"


def test_what_broke_off_after_the_transaction_is_gone_on_with(standing, administrator, old_file):
    path = old_file.file.name
    carry_out(decided(standing), administrator)
    assert default_storage.exists(path)

    assert disposals.take_files_away() == 1
    assert disposals.take_files_away() == 0

    assert not default_storage.exists(path)


@pytest.mark.parametrize("who", ["drew", "officer", "auditor"])
def test_nobody_carries_out_alone_what_he_drew_up(standing, agency, old_file, who):
    disposal = decided(standing)
    if who == "drew":
        factories.mandate(agency, "administrator", user=standing)
        by = type(standing).objects.get(pk=standing.pk)
    else:
        by = factories.someone(agency, who)

    with pytest.raises(Refused):
        carry_out(disposal, by)

    assert Evidence.objects.get().file


def test_without_decision_and_minutes_nothing_goes(standing, administrator, old_file):
    disposal = draw(standing)

    with pytest.raises(Refused, match="Decision and minutes are missing"):
        carry_out(disposal, administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(state="done", carried_by=administrator, carried_at=NOON)


@pytest.mark.parametrize("on_class", [True, False])
def test_what_is_put_on_hold_meanwhile_stays(standing, administrator, old_file, old_season, on_class):
    disposal = decided(standing)
    what = {"record_class": "working_files"} if on_class else {"season": old_season}
    hold = retention.hold(
        disposal.province, placed_on=NOON.date(), number="1", reason="x", by=standing, at=NOON, **what
    )

    with pytest.raises(Refused, match="A hold stands"):
        carry_out(disposal, administrator)
    retention.lift(hold, lifted_on=NOON.date(), number="2", reason="y", by=standing, at=NOON)

    assert carry_out(disposal, administrator)


def test_what_is_on_hold_comes_on_no_list(standing, old_file, old_season):
    retention.hold(
        old_season.bloc.province,
        season=old_season,
        placed_on=NOON.date(),
        number="1",
        reason="x",
        by=standing,
        at=NOON,
    )

    with pytest.raises(ValidationError, match="Nothing of this class"):
        draw(standing)


def test_what_changed_since_the_list_was_drawn_up_stops_it(standing, administrator, old_file):
    disposal = decided(standing)
    Evidence.objects.update(content_hash="f" * 64)

    with pytest.raises(Refused, match="have changed"):
        carry_out(disposal, administrator)


def test_a_list_that_was_tampered_with_stops_it(standing, administrator, old_file):
    disposal = decided(standing)
    disposal.rows.update(what="Khác")

    with pytest.raises(Refused, match="list itself"):
        carry_out(disposal, administrator)


def test_a_term_that_is_longer_by_now_stops_it(standing, administrator, old_file):
    disposal = decided(standing)
    retention.enter(
        disposal.province,
        "working_files",
        starts=NOON.date(),
        months=None,
        source="QĐ",
        confidence="sourced",
        by=standing,
        at=NOON,
    )

    with pytest.raises(Refused, match="not over"):
        carry_out(disposal, administrator)


def test_no_list_reaches_what_is_not_past_its_term(standing, season, members):
    keep(season, members[0], by=standing)

    with pytest.raises(ValidationError, match="not over"):
        draw(standing, before=date(YEAR - 2, 1, 1))
    with pytest.raises(ValidationError, match="Nothing of this class"):
        draw(standing)


def test_the_year_of_a_bloc_that_is_not_closed_comes_on_no_list(standing, old_file, old_season):
    old_season.stage = "nominating"
    old_season.save(update_fields=["stage"])

    with pytest.raises(ValidationError, match="Nothing of this class"):
        draw(standing)


def test_another_provinces_records_come_on_no_list(standing, old_file):
    far = factories.organisation(province=factories.ProvinceFactory(code="XX"))
    stranger = factories.someone(far, "standing")

    with pytest.raises(ValidationError, match="Nothing of this class"):
        draw(stranger)
    with pytest.raises(Refused):
        disposals.draw(old_file.report.season.bloc.province, "traces", before=BEFORE, by=stranger, at=NOON)


@pytest.mark.parametrize("record_class", sorted(rules.NEVER))
def test_honours_decisions_papers_and_the_log_are_reached_by_no_list(standing, record_class):
    assert record_class not in reading.disposable()
    with pytest.raises(ValidationError, match="no list of disposal reaches them"):
        draw(standing, record_class, before=date(1990, 1, 1))
    with pytest.raises(AssertionError):
        reading.register(record_class, lambda *given: iter(()), lambda *given: None)


def test_every_class_is_either_kept_for_ever_or_known_to_be_disposable():
    assert rules.NEVER.isdisjoint(reading.disposable())
    assert {each.value for each in RecordClass} >= set(reading.disposable())


def test_one_list_of_a_class_is_open_at_a_time(standing, old_file):
    disposal = draw(standing)
    with pytest.raises(ValidationError, match="A list of this class is open"):
        draw(standing)

    disposals.drop(disposal, by=standing, at=NOON)
    disposals.drop(disposal, by=standing, at=NOON)

    assert draw(standing).pk != disposal.pk
    assert disposal.events.filter(step="drop").count() == 1


def test_a_paper_that_is_no_pdf_is_said_at_its_field_and_nothing_is_entered(standing, old_file):
    disposal = draw(standing)

    with pytest.raises(ValidationError) as refused:
        decide(disposal, standing, minutes=("bb.txt", b"\x00\x01"))
    with pytest.raises(ValidationError) as early:
        decide(disposal, standing, decision_on=NOON.date() - timedelta(days=1))

    assert set(refused.value.error_dict) == {"minutes_file"}
    assert set(early.value.error_dict) == {"decision_on"}
    disposal.refresh_from_db()
    assert (disposal.state, disposal.papers.count()) == ("drawn", 0)


def leave_traces(user, at):
    SignIn.objects.create(user=user, at=at, succeeded=True, way="password", address="10.0.0.1")
    Letter.objects.create(
        user=user, address=user.email, subject="x", written_at=at, due_at=at, settled_at=at, state="sent"
    ).enclosures.create(name="a", content_type="x", content=b"x")
    Notice.objects.create(user=user, name="x", subject="x", url="/", written_at=at, read_at=at)


def test_technical_traces_go_by_months_and_newer_ones_stay(standing, administrator):
    old, newer = NOON - timedelta(days=500), NOON - timedelta(days=30)
    for at in (old, old, newer):
        leave_traces(standing, at)
    stranger = factories.someone(
        factories.organisation(province=factories.ProvinceFactory(code="XX")), "officer"
    )
    leave_traces(stranger, old)
    disposal = decided(standing, "traces", date(YEAR - 1, 3, 1))

    assert [row.count for row in disposal.rows.all()] == [2, 2, 2]
    carry_out(disposal, administrator)

    for model, day in ((SignIn, "at"), (Letter, "settled_at"), (Notice, "read_at")):
        left = model.objects.order_by("user_id").values_list("user_id", day)
        assert list(left) == [(standing.pk, newer), (stranger.pk, old)]


def test_the_database_lets_no_sign_in_go_otherwise(standing, administrator):
    leave_traces(standing, NOON - timedelta(days=500))
    carry_out(decided(standing, "traces", date(YEAR - 1, 3, 1)), administrator)
    leave_traces(standing, NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        SignIn.objects.all().delete()
    assert append_only.unprotected(connection) == []


def test_the_log_holds_after_a_disposal(standing, administrator, old_file):
    log.link()
    carry_out(decided(standing), administrator)
    log.link()

    assert list(log_problems()) == []


def log_problems():
    from blocs.selectors.log import problems

    return problems()


def test_the_list_prints_with_its_fingerprints(standing, old_file, client):
    disposal = draw(standing)
    client.force_login(standing)

    answer = client.get(reverse("blocs:disposal-pdf", args=[disposal.pk]))

    assert (answer.status_code, answer["Content-Type"]) == (200, PDF)


def test_the_frame_of_the_minutes_names_the_list_by_its_fingerprint(standing, old_file):
    disposal = draw(standing)

    said = str(paper.minutes_of_disposal(disposal).blocks)

    assert disposal.digest in said.replace(" ", "")
    assert "Số mục trong danh mục kèm theo: 1" in said
    decide(disposal, standing)
    said = str(paper.minutes_of_disposal(disposal).blocks)
    assert "Quyết định số 45/QĐ-SNV" in said
    assert "Ông A, Phó Giám đốc" in said


def test_from_the_list_to_its_end_on_the_pages(client, standing, administrator, old_file):
    today = timezone.localdate()
    client.force_login(standing)
    drawn = client.post(
        reverse("blocs:disposal-new"), {"record_class": "working_files", "before": f"{BEFORE:%d/%m/%Y}"}
    )
    disposal = Disposal.objects.get()
    assert drawn["Location"] == disposal.get_absolute_url()
    fields = {
        "decision_number": "45/QĐ-SNV",
        "decision_on": f"{today:%d/%m/%Y}",
        "signer_title": "Giám đốc",
        "signer_name": "Trần Văn Mẫu",
        "minutes_number": "03/BB-SNV",
        "minutes_on": f"{today:%d/%m/%Y}",
        "present": "Ông A",
    }
    missing = client.post(reverse("blocs:disposal-decide", args=[disposal.pk]), fields).content.decode()
    assert "This field is required" in missing
    assert "45/QĐ-SNV" in missing
    files = {
        "decision_file": SimpleUploadedFile("qd.pdf", PAPER, PDF),
        "minutes_file": SimpleUploadedFile("bb.pdf", PAPER + b"%", PDF),
    }
    client.post(reverse("blocs:disposal-decide", args=[disposal.pk]), fields | files)
    disposal.refresh_from_db()
    assert disposal.state == "decided"
    signed = client.get(reverse("blocs:disposal-document-show", args=[disposal.pk, "minutes"]))
    assert b"".join(signed) == PAPER + b"%"

    client.logout()
    client.force_login(administrator)
    page = reverse("blocs:disposal-carry-out", args=[disposal.pk])
    asked = client.get(page)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": factories.PASSWORD})
    assert "Yes, dispose of it" in client.get(page).content.decode()
    client.post(page)

    disposal.refresh_from_db()
    assert (disposal.state, disposal.carried_by) == ("done", administrator)


def test_without_the_password_asked_anew_nothing_goes(client, standing, administrator, old_file):
    disposal = decided(standing)
    client.force_login(administrator)

    answer = client.post(reverse("blocs:disposal-carry-out", args=[disposal.pk]))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    disposal.refresh_from_db()
    assert disposal.state == "decided"


def test_who_is_to_carry_it_out_finds_it_among_the_own_tasks(standing, administrator, agency, old_file):
    disposal = draw(standing)
    assert list(tasks.of_administrator(administrator, NOON.date())) == []

    decide(disposal, standing)

    (task,) = tasks.of_administrator(administrator, NOON.date())
    assert task.url == disposal.get_absolute_url()
    factories.mandate(agency, "administrator", user=standing)
    assert list(tasks.of_administrator(type(standing).objects.get(pk=standing.pk), NOON.date())) == []
