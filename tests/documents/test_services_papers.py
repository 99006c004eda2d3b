import hashlib
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from documents.models import FormatProfile, NumberRegister, Paper
from documents.services import papers
from emulation.verdicts import Refused
from tests.documents import samples
from tests.documents.reading import words_of


def test_numbers_follow_each_other_and_take_the_form_of_the_profile(issue):
    assert [issue().number_text for _ in range(3)] == ["01/TTr-SNV", "02/TTr-SNV", "03/TTr-SNV"]


def test_each_issuer_kind_and_year_has_a_register_of_its_own(issue):
    issue()

    assert issue(year=2025).number == 1
    assert issue(kind="report", symbol="BC").number_text == "01/BC-SNV"
    assert issue(issuer_key="mttq", issuer_symbol="MTTQ-BTT").number_text == "01/TTr-MTTQ-BTT"
    assert issue().number == 2


def test_the_party_numbers_through_the_years_of_its_term(issue, state):
    party = FormatProfile.objects.get(pk="party")

    assert issue(profile=party, year=2025).number_text == "01-TTr/SNV"
    assert issue(profile=party, year=2029).number_text == "02-TTr/SNV"
    assert issue(profile=party, year=2030).number_text == "01-TTr/SNV"


def test_a_paper_may_take_no_number(issue):
    paper = issue(numbered=False)

    assert (paper.number, paper.number_text) == (None, "")
    assert not NumberRegister.objects.exists()


def test_the_paper_keeps_its_bytes_with_their_hash(issue):
    paper = issue()

    content = paper.content()
    assert hashlib.sha256(content).hexdigest() == paper.content_hash
    assert (len(content), content[:5]) == (paper.size, b"%PDF-")
    assert paper.file_name == "To-trinh-de-nghi-khen-thuong.pdf"


def test_number_day_and_code_are_printed_whatever_was_written_in_their_places(issue):
    paper = issue(lambda taken: samples.submission().as_draft())

    words = words_of(paper.content())
    assert "Số: 01/TTr-SNV" in words
    assert "Quảng Ninh, ngày 05 tháng 02 năm 2024" in words
    assert paper.code_text in words
    assert "DỰ THẢO" not in words


def test_the_text_may_quote_the_number_that_it_gets(issue):
    told = []

    issue(lambda taken: told.append(taken) or samples.submission())

    assert (told[0].number_text, told[0].on) == ("01/TTr-SNV", samples.DAY)


def test_a_line_of_history_is_left(issue, officer):
    paper = issue()

    event = paper.events.get()
    assert (event.step, event.came_from, event.went_to) == ("issue", "draft", "issued")
    assert (event.actor, event.at) == (officer, samples.MOMENT)


def test_the_site_itself_may_issue_a_paper(issue):
    paper = issue(by=None)

    assert (paper.issued_by, paper.events.get().actor) == (None, None)


def test_when_printing_fails_the_number_is_free_again(issue):
    def fail(taken):
        raise LookupError(taken.number_text)

    issue()
    with pytest.raises(LookupError, match="02/TTr-SNV"):
        issue(fail)

    assert Paper.objects.count() == 1
    assert issue().number == 2


def test_when_saving_fails_no_file_is_left(issue, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(Paper, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        issue(year=1999)

    assert default_storage.listdir("papers/1999")[1] == []


def test_a_new_paper_replaces_the_old_one_for_a_reason(issue):
    old = issue()

    new = issue(supersedes=old, reason="Sai tên đơn vị")

    assert (old.state, new.state) == ("superseded", "issued")
    assert old.superseded_by == new
    assert old.events.last().note == "Sai tên đơn vị"
    assert list(Paper.objects.about("proposal:1").current()) == [new]


def test_a_paper_is_not_replaced_without_a_reason_nor_twice(issue):
    old = issue()

    with pytest.raises(Refused):
        issue(supersedes=old)
    issue(supersedes=old, reason="Sai tên đơn vị")
    with pytest.raises(Refused):
        issue(supersedes=old, reason="Sai tên đơn vị")

    assert Paper.objects.count() == 2
    assert NumberRegister.objects.get().last == 2


def test_a_void_paper_stays_with_its_number_and_says_why(issue, officer):
    paper = issue()

    papers.void(paper, reason="Ban hành nhầm", by=officer, at=samples.MOMENT)

    paper.refresh_from_db()
    assert (paper.state, paper.void_reason, paper.number) == ("void", "Ban hành nhầm", 1)
    assert issue().number == 2


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_paper_is_not_declared_void_without_a_reason(issue, officer, reason):
    paper = issue()

    with pytest.raises(Refused):
        papers.void(paper, reason=reason, by=officer)

    paper.refresh_from_db()
    assert paper.is_current


def test_a_void_paper_is_not_declared_void_again(issue, officer):
    paper = issue()
    papers.void(paper, reason="Ban hành nhầm", by=officer)

    with pytest.raises(Refused):
        papers.void(paper, reason="Ban hành nhầm", by=officer)


def at_once(*jobs):
    """Runs each job in a thread with a connection of its own; what they return, or the error of the first."""

    def one(job):
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(one, job) for job in jobs]]


@pytest.mark.django_db(transaction=True)
def test_many_who_issue_at_once_get_each_a_number_of_their_own(issue):
    issued = at_once(*[partial(issue, subject=f"proposal:{place}") for place in range(8)])

    assert sorted(paper.number for paper in issued) == list(range(1, 9))
    assert NumberRegister.objects.get().last == 8


@pytest.mark.django_db(transaction=True)
def test_two_who_replace_one_paper_at_once_leave_one_replacement(issue):
    old = issue()

    def replace_it():
        try:
            return issue(supersedes=Paper.objects.get(pk=old.pk), reason="Sai tên đơn vị").number
        except Refused:
            return "refused"

    assert sorted(at_once(replace_it, replace_it), key=str) == [2, "refused"]
    assert NumberRegister.objects.get().last == 2


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_halfway_leaves_no_gap(issue):
    issue()
    connection.close()

    child = os.fork()
    if not child:
        issue(lambda taken: os.kill(os.getpid(), signal.SIGKILL))
    _, status = os.waitpid(child, 0)

    assert os.WTERMSIG(status) == signal.SIGKILL
    assert issue().number == 2
    assert Paper.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_paper_of_a_step_that_fails_later_leaves_no_gap(issue):
    def step_that_fails():
        with transaction.atomic():
            issue()
            raise LookupError

    issue()
    with pytest.raises(LookupError):
        step_that_fails()

    assert issue().number == 2
