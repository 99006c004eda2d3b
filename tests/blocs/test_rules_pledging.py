"""The life of a pledge: every step from every status by every seat, and what is said to be next."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from blocs.models import Bloc, Pledge, PledgeItem, PledgeTarget, Province, Season
from blocs.rules import pledge_words, pledging
from blocs.rules.pledging import Facts, Who
from blocs.rules.rights import LEADERS, MEMBERS, Seat

Status = Pledge.Status
READY = Facts(lines=1, members=2, has_leader=True)
EDITORS = LEADERS | {Seat.STANDING}
HEADS = {Seat.LEADER_HEAD}
EXPECTED = {  # step: from where, by whom
    "open_for_comments": ({Status.DRAFT}, EDITORS),
    "back_to_draft": ({Status.COMMENT}, EDITORS),
    "agree": ({Status.COMMENT}, HEADS),
    "reopen": ({Status.AGREED}, HEADS),
    "open_signing": ({Status.AGREED}, HEADS),
    "void": ({Status.SIGNING}, HEADS),
}


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", pledging.STEPS)
def test_every_step_from_every_status_by_every_seat(step, status, seat):
    sources, seats = EXPECTED[step]

    verdict = pledging.can_step(step, status=status, seats=frozenset({seat}), facts=READY, reason="Có lý do")

    assert bool(verdict) == (status in sources and seat in seats)
    assert len(verdict.reasons) == (status not in sources) + (seat not in seats)


@pytest.mark.parametrize(
    ("step", "facts", "reason", "allowed"),
    [
        ("open_for_comments", Facts(lines=0, members=2, has_leader=True), "", False),
        ("open_for_comments", Facts(lines=1), "", True),
        ("agree", Facts(lines=0, members=2, has_leader=True), "", False),
        ("agree", Facts(lines=1, members=1, has_leader=True), "", False),
        ("agree", Facts(lines=1, members=2, has_leader=False), "", False),
        ("agree", Facts(lines=1, members=2, has_leader=True), "", True),
        ("agree", Facts(lines=1, members=2, has_leader=True, unsettled=1), "", False),
        ("agree", Facts(lines=1, members=2, has_leader=True, unsettled=1), "  ", False),
        ("agree", Facts(lines=1, members=2, has_leader=True, unsettled=1), "Hết hạn góp ý", True),
        ("back_to_draft", Facts(), "", True),
        ("reopen", READY, "", False),
        ("reopen", READY, " \n", False),
        ("reopen", READY, "Sai số liệu", True),
        ("open_signing", READY, "", True),
        ("open_signing", Facts(lines=1, members=2, has_leader=True, printed=True), "", False),
        ("open_signing", Facts(lines=1, members=1, has_leader=True), "", False),
        ("void", READY, " ", False),
        ("void", READY, "Sai số liệu", True),
    ],
)
def test_steps_need_what_they_need(step, facts, reason, allowed):
    (source,) = pledging.STEPS[step].sources

    verdict = pledging.can_step(
        step, status=source, seats=frozenset({Seat.LEADER_HEAD}), facts=facts, reason=reason
    )

    assert bool(verdict) == allowed


@pytest.mark.parametrize("step", pledging.STEPS)
def test_a_button_that_leads_to_a_question_is_not_shut_for_the_missing_answer(step):
    (source,) = pledging.STEPS[step].sources
    facts = Facts(lines=1, members=2, has_leader=True, unsettled=3)

    assert pledging.can_step(
        step, status=source, seats=frozenset({Seat.LEADER_HEAD}), facts=facts, asked_later=True
    )


OPEN = {Status.DRAFT, Status.COMMENT}


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("status", Status)
def test_what_is_done_between_the_steps(status, seat):
    seats = frozenset({seat})

    assert bool(pledging.can_edit(status, seats)) == (status in OPEN and seat in EDITORS)
    assert bool(pledging.can_comment(status, seats)) == (status == Status.COMMENT and seat in MEMBERS)
    assert bool(pledging.can_set_comments_until(status, seats)) == (
        status == Status.COMMENT and seat in EDITORS
    )
    for answered in (False, True):
        assert bool(pledging.can_answer(status, seats, answered=answered)) == (
            status in OPEN and seat in EDITORS and not answered
        )
    for printed in (False, True):
        assert bool(pledging.can_register(status, seats, printed=printed)) == (
            status in {Status.COMMENT, Status.AGREED} and seat in MEMBERS and not printed
        )
        assert bool(pledging.can_name_witnesses(status, seats, printed=printed)) == (
            status in OPEN | {Status.AGREED} and seat in EDITORS and not printed
        )


@pytest.mark.parametrize(
    ("status", "facts", "who"),
    [
        (Status.DRAFT, {}, Who.LEADER),
        (Status.COMMENT, {}, Who.MEMBERS),
        (Status.COMMENT, {"unsettled": 2}, Who.LEADER),
        (Status.COMMENT, {"unsettled": 2, "in_time": False}, Who.LEADER),
        (Status.COMMENT, {"in_time": False}, Who.LEADERS_HEAD),
        (Status.AGREED, {}, Who.LEADERS_HEAD),
        (Status.AGREED, {"printed": True}, Who.LEADER),
        (Status.SIGNING, {"printed": True}, Who.MEMBERS),
        (Status.IN_FORCE, {"printed": True}, None),
        (Status.AMENDED, {"printed": True}, None),
        (Status.CLOSED, {"printed": True}, None),
        (Status.VOID, {}, None),
    ],
)
def test_it_is_told_whose_turn_it_is(status, facts, who):
    assert pledging.what_next(status, **facts).who == who


@pytest.mark.parametrize("status", Status)
def test_every_status_says_what_is_next(status):
    told = pledging.what_next(status)

    assert str(told.what)
    assert str(told.how)


def season(**fields):
    province = Province(code="TT", name="tỉnh Thử Nghiệm")
    bloc = Bloc(code="k", kind=fields.pop("kind", "bloc"), province=province)
    return Season(bloc=bloc, year=2026, last_day=date(2026, 12, 31), **fields)


def hashed(items=(), targets=(), *, opening="", **fields):
    return pledging.content_hash(pledging.content(season(**fields), opening, items, targets))


def test_the_hash_covers_every_word_and_figure():
    item = {"pk": 1, "section": "content", "text": "Đoàn kết"}
    target = {"pk": 1, "text": "Nhà", "value": Decimal("50")}
    texts = [
        hashed(),
        hashed(theme="Chủ đề"),
        hashed(slogan="Chủ đề"),
        hashed(opening="Chủ đề"),
        hashed([PledgeItem(**item)]),
        hashed([PledgeItem(**item | {"section": "other"})]),
        hashed([PledgeItem(**item | {"text": "Đoàn kêt"})]),
        hashed([], [PledgeTarget(**target)]),
        hashed([], [PledgeTarget(**target | {"value": Decimal("51")})]),
        hashed([], [PledgeTarget(**target | {"unit": "nhà"})]),
        hashed([], [PledgeTarget(**target | {"comparison": "at_most"})]),
    ]

    assert len(set(texts)) == len(texts)


def test_the_hash_is_the_same_in_another_database_and_with_decomposed_marks():
    text = "Đoàn kết"
    here = hashed([PledgeItem(pk=1, text=text)], [PledgeTarget(pk=9, text="Nhà", value=Decimal("50.00"))])
    there = hashed(
        [PledgeItem(pk=7, text=unicodedata.normalize("NFD", text))],
        [PledgeTarget(pk=3, text="Nhà", value=Decimal(50))],
    )

    assert here == there


@pytest.mark.parametrize(
    ("figure", "kept"),
    [("95.5000", "95.5"), ("100.0000", "100"), ("100", "100"), ("0.0", "0"), ("1200", "1200")],
)
def test_figures_hash_as_they_were_typed(figure, kept):
    assert pledging.plain(figure) == kept


@pytest.mark.parametrize(
    ("opening", "bases", "paragraphs"),
    [
        ("", [], []),
        ("Các đơn vị thống nhất:", [], ["Các đơn vị thống nhất:"]),
        (
            "Căn cứ Luật;\n\n Căn cứ Nghị định; \nThống nhất:",
            ["Căn cứ Luật;", "Căn cứ Nghị định;"],
            ["Thống nhất:"],
        ),
        ("Thống nhất:\nMột;", [], ["Thống nhất:", "Một;"]),
        ("Căn cứ Luật;", ["Căn cứ Luật;"], []),
    ],
)
def test_bases_are_the_first_lines_that_end_with_a_semicolon(opening, bases, paragraphs):
    assert pledge_words.opening_parts(opening) == (bases, paragraphs)


@pytest.mark.parametrize(("members", "copies"), [(1, "03 bản"), (7, "09 bản"), (40, "42 bản")])
def test_copies_are_counted(members, copies):
    assert copies in pledge_words.closing_terms(season(), members=members)[1]


def test_a_cluster_is_called_one():
    terms = pledge_words.closing_terms(season(kind="cluster"), members=3)

    assert "căn cứ để Cụm chấm điểm" in terms[0]
    assert "Cụm trưởng" in terms[1]


@pytest.mark.parametrize(("period", "words"), [("calendar", "năm 2026"), ("school", "năm học 2026-2027")])
def test_the_year_in_words(period, words):
    assert pledge_words.year_words(season(period=period)) == words
