from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from awards.services import honours
from blocs.models import BlocChange, LogLine, LogLink, Mandate, MandateChange, SeasonEvent
from blocs.selectors import log as reading
from blocs.selectors import log_sources, people
from blocs.services import accounts, blocs, log, milestones, seasons
from documents import append_only
from documents.models import FormatProfile
from documents.services import audit
from tests import factories

LIST = reverse("blocs:log-list")
CHECK = reverse("blocs:log-check")


@pytest.fixture
def renamed(bloc, standing):
    """One change of a bloc, with what was there before."""
    blocs.edit(bloc, decision="Quyết định số 7", by=standing)
    return LogLine.objects.get(source="blocs.blocchange", step="edit")


def shown(client, user, **query):
    client.force_login(user)
    return client.get(LIST, query).context["lines"]


def tamper(**values):
    """As somebody could who holds the password of the database."""
    append_only.lift(connection)
    LogLine.objects.filter(pk=LogLine.objects.order_by("pk").first().pk).update(**values)
    append_only.protect(connection)


def test_every_history_of_the_site_is_part_of_the_log():
    apart = {"documents.paperevent", "documents.signatureevent"}  # the chain of papers has its own page
    with_history = {
        f"{model._meta.label_lower}"
        for model in BlocChange._meta.apps.get_models()
        if model.__name__.endswith(("Change", "Event", "Move")) and hasattr(model, "actor")
    }

    assert with_history - apart == set(log_sources.SOURCES)


def test_a_change_tells_who_when_what_was_before_and_after(client, renamed, bloc, standing):
    (told,) = shown(client, standing, kind="blocs.blocchange")

    assert (told.line.actor, told.line.title) == (standing, bloc.current_name)
    assert told.before.endswith("–")
    assert told.after.endswith("Quyết định số 7")
    assert told.url == reverse("blocs:bloc-detail", args=[bloc.code])


def test_the_visitors_address_is_kept_and_shown_to_auditors_and_administrators(
    client, bloc, standing, auditor, administrator, settings
):
    client.force_login(standing)
    kept = {"kind": "bloc", "scope": "province", "decision": "Số 8"}
    client.post(reverse("blocs:bloc-edit", args=[bloc.code]), kept, REMOTE_ADDR="203.0.113.9")
    accounts.open_account(
        bloc.province, full_name="An", email="an@example.vn", username="an", by=administrator
    )

    assert LogLine.objects.get(source="blocs.blocchange").address == "203.0.113.9"
    assert LogLine.objects.get(source="blocs.accountchange").address is None  # not by a page
    assert "203.0.113.9" not in client.get(LIST).content.decode()
    client.force_login(auditor)
    assert "203.0.113.9" in client.get(LIST).content.decode()


def test_administrators_see_what_was_done_to_accounts_alone(client, renamed, bloc, administrator):
    accounts.open_account(
        bloc.province, full_name="An", email="an@example.vn", username="an", by=administrator
    )

    assert {told.line.source for told in shown(client, administrator)} == {"blocs.accountchange"}


def test_the_log_of_another_province_stays_hidden(client, renamed):
    elsewhere = factories.ProvinceFactory(code="khac", name="tỉnh Khác")
    stranger = factories.someone(factories.organisation(province=elsewhere), "standing")

    assert shown(client, stranger) == []


@pytest.mark.parametrize("seat", ["officer", "leader_head", "council", "outsider"])
def test_all_others_find_nothing(request, client, db, seat):
    client.force_login(request.getfixturevalue(seat))

    assert client.get(LIST).status_code == 404
    assert client.post(CHECK).status_code == 404


def test_it_is_narrowed_by_person_kind_thing_and_days(client, season, renamed, standing, auditor):
    seasons.edit(season, theme="Thi đua quyết thắng", by=standing)
    today = timezone.localdate()

    def steps(**query):
        return [told.line.source for told in shown(client, auditor, **query)]

    assert steps() == ["blocs.seasonevent", "blocs.blocchange"]
    assert steps(kind="blocs.seasonevent") == ["blocs.seasonevent"]
    assert steps(q="khoi thi dua 2") == steps(q=str(season.year)) == ["blocs.seasonevent"]
    assert len(steps(person=standing.username)) == 2
    assert steps(person=auditor.username) == []
    assert steps(since=f"{today + timedelta(days=1):%d/%m/%Y}") == []
    assert len(steps(since=f"{today:%d/%m/%Y}", until=f"{today:%d/%m/%Y}")) == 2
    assert steps(until=f"{today - timedelta(days=1):%d/%m/%Y}") == []


def test_states_dates_and_fields_are_told_in_words(client, season, standing, auditor):
    auditor.language = "en"
    auditor.save()
    seasons.edit(season, theme="Thi đua", by=standing)
    milestones.move(season, kind="pledge", due=season.first_day, reason="Hội nghị", by=standing)

    told = {line.line.source: line for line in shown(client, auditor)}

    assert told["blocs.seasonevent"].after == "theme: Thi đua"
    assert told["blocs.milestonemove"].after == f"{season.first_day:%d/%m/%Y}"
    assert told["blocs.milestonemove"].note == "Hội nghị"


def test_the_workbook_has_the_address_for_those_who_see_it(client, renamed, standing, auditor):
    heads = {}
    for user in (standing, auditor):
        client.force_login(user)
        book = load_workbook(BytesIO(client.get(LIST, {"format": "xlsx"}).getvalue()))
        heads[user] = len(next(book.active.values))

    assert heads[auditor] == heads[standing] + 1


def test_reading_a_hold_is_written_down_and_only_then(client, members, standing, officer):
    recipient = honours.of_organisation(members[2])
    page = reverse("awards:recipient-detail", args=[recipient.pk])
    client.force_login(standing)
    client.get(page)
    assert not LogLine.objects.filter(step="read_holds").exists()

    honours.hold(recipient, ground="complaint", starts=timezone.localdate(), document="Đơn", by=standing)
    client.get(page)
    client.force_login(officer)
    client.get(page)

    line = LogLine.objects.get(step="read_holds")
    assert (line.actor, line.address) == (standing, "127.0.0.1")
    assert line.title == members[2].current_name


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_lets_nobody_change_a_line(renamed, act):
    log.link()
    for rows in (LogLine.objects.all(), LogLink.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(id=7) if act == "update" else rows._raw_delete("default")


def test_lines_get_their_place_once(renamed, season, standing):
    assert log.link() == 1
    seasons.edit(season, theme="Thi đua", by=standing)

    assert (log.link(), log.link()) == (1, 0)
    assert list(LogLink.objects.values_list("seq", flat=True)) == [1, 2]
    assert list(reading.problems()) == []


def test_a_changed_line_is_named_on_the_page_and_by_the_command(client, renamed, standing):
    log.link()
    tamper(note="khác")

    client.force_login(standing)
    broken = client.get(LIST).context["chain"].broken

    assert "1" in broken
    assert renamed.title in broken
    problems = list(audit.problems())
    assert len(problems) == 1
    assert renamed.title not in problems[0]
    assert "1" in str(next(iter(client.post(CHECK, follow=True).context["messages"])))


def test_lines_cut_off_and_their_links_with_them_are_missed(renamed, season, standing):
    log.link()
    seasons.edit(season, theme="Thi đua", by=standing)
    log.link()
    append_only.lift(connection)
    last = LogLink.objects.last()
    last.delete()
    LogLine.objects.filter(pk=last.line_id).delete()
    append_only.protect(connection)

    assert len(list(reading.problems())) == 1


def test_a_chain_made_anew_contradicts_the_evidence(renamed, season, standing):
    seasons.edit(season, theme="Thi đua", by=standing)
    log.link()
    tamper(note="khác")
    append_only.lift(connection)
    LogLink.objects.all().delete()
    prev = "0" * 64
    for seq, line in enumerate(LogLine.objects.order_by("pk"), start=1):
        prev = log.fingerprint(prev, seq, line)
        LogLink.objects.create(line=line, seq=seq, hash=prev)
    append_only.protect(connection)

    assert len(list(reading.problems())) == 1


def test_the_whole_is_checked_by_a_button(client, renamed, standing):
    client.force_login(standing)

    told = [str(message) for message in client.post(CHECK, follow=True).context["messages"]]

    assert len(told) == 1
    state = reading.state_of_chain(people.person(standing, on=timezone.localdate()))
    assert (state.linked, state.waiting, state.broken) == (1, 0, "")


def test_what_happened_before_the_log_was_kept_is_taken_over_once(season, standing):
    SeasonEvent.objects.bulk_create(
        [SeasonEvent(season=season, actor=standing, step="start", at=factories.NOON)]
    )
    taken = [StringIO(), StringIO()]
    for out in taken:
        call_command("fill_log", stdout=out)

    line = LogLine.objects.get(source="blocs.seasonevent")
    assert (line.at, line.address) == (factories.NOON, None)
    assert MandateChange.objects.count() == LogLine.objects.filter(source="blocs.mandatechange").count()
    assert "0" in taken[1].getvalue()


def test_a_changed_format_of_papers_comes_into_the_log(officer):
    """Its key is a word, where all others are numbers."""
    profile = FormatProfile.objects.get(pk="front")

    profile.changes.create(actor=officer, note="font_size", at=timezone.now())

    line = LogLine.objects.get(source="documents.profilechange")
    assert (line.thing, line.title) == (None, profile.name)


def test_the_newest_lines_of_all_parts_are_one_list(client, standing, bloc, monkeypatch):
    now = timezone.now()
    for minutes, province in enumerate([bloc.province, None, bloc.province, None, bloc.province]):
        LogLine.objects.create(
            at=now - timedelta(minutes=minutes),
            province=province,
            source="x",
            step="y",
            title=f"no. {minutes}",
        )
    monkeypatch.setattr("blocs.views.log.PER_PAGE", 2)
    seen = [told.line.title for number in (1, 2, 3) for told in shown(client, standing, kind="", page=number)]

    assert seen[:5] == [f"no. {minutes}" for minutes in range(5)]


def test_the_list_of_a_long_log_ends_and_says_so(client, standing, bloc, monkeypatch):
    monkeypatch.setattr(reading.Newest, "MOST", 3)
    for number in range(5):
        blocs.edit(bloc, decision=f"Quyết định số {number}", by=standing)
    client.force_login(standing)
    page = client.get(LIST)

    assert len(page.context["lines"]) == 3
    assert "3 dòng mới nhất" in page.content.decode()
    assert "dòng mới nhất" not in client.get(LIST, {"since": "2999-01-01"}).content.decode()


def test_who_reads_a_province_and_looks_after_its_accounts_sees_each_line_once(
    client, standing, bloc, renamed
):
    factories.mandate(Mandate.objects.get(user=standing).organisation, "administrator", user=standing)

    assert len(shown(client, standing, kind="blocs.blocchange")) == 1
