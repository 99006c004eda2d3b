from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from awards import certificates
from awards.council_papers import council_minutes
from awards.decision_papers import decision_paper
from awards.models import AwardRule, CertificateLayout, CouncilSeat, CouncilSession, Honour
from awards.rules import council as rules
from awards.selectors import council as reading
from awards.selectors import decisions as deciding
from awards.selectors.council import Sitting
from awards.services import council, decisions, holds, nominations
from awards.services.council import Named
from blocs.documents.common import INVENTED
from documents.content import Paragraph
from emulation.verdicts import Refused
from tests import factories
from tests.awards import nominees
from tests.blocs.parallel import at_once, refusals
from tests.documents.reading import words_of
from tests.factories import NOON

TEN = [Named(f"Ủy viên {number}", "Giám đốc Sở") for number in range(1, 11)]


@pytest.fixture
def appraised(season, members, leader_head, standing):
    """Three nominees of the bloc for the province's flag, appraised."""
    proposal = nominees.received(season, members, by=leader_head, standing=standing)
    rows = list(proposal.nominations.order_by("place", "pk"))
    for row in rows:
        nominations.appraise(row, by=standing, at=NOON)
    return rows


@pytest.fixture
def session(bloc, appraised, standing):
    return council.prepare(bloc.province, members=TEN, agenda=appraised, by=standing, **FIELDS)


FIELDS = {
    "name": "Phiên họp xét khen thưởng năm 2026",
    "held_on": date(2026, 3, 2),
    "place": "Hội trường Sở Nội vụ",
    "secretary": "Ông Lê Văn Mẫu",
    "usual_percent": 80,
    "at": NOON,
}


def told(act, *args, **given):
    with pytest.raises(Refused) as refused:
        act(*args, **given)
    return str(refused.value)


def attended(session, standing, *, present=8, written=1):
    seats = list(session.seats.all())
    kinds = ["present"] * present + ["written"] * written + ["absent"] * (len(seats) - present - written)
    told = {seat.pk: (kind, "Đi công tác") for seat, kind in zip(seats, kinds, strict=True)}
    council.attend(session, told, by=standing, at=NOON)
    return seats


def voted(session, standing, *figures):
    questions = session.questions.order_by("order")
    told = {question.pk: row for question, row in zip(questions, figures, strict=True)}
    council.vote(session, told, by=standing, at=NOON)


def recorded(session, standing):
    council.record(session, discussion="", conclusion="Nhất trí.", by=standing, at=NOON)


def states(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def test_written_opinions_count_and_silence_does_not_agree(session, appraised, standing):
    seats = attended(session, standing)
    first = session.questions.order_by("order")[0]
    council.opine(session, seats[8], {first.pk: (True, "Xứng đáng.")}, by=standing, at=NOON)
    voted(session, standing, (7, 1, 0), (7, 0, 1), (8, 0, 0))

    recorded(session, standing)

    # 7 and a written one of 10 are 80 of a hundred; 7 of 10 are not, however few sit there
    assert [row.outcome for row in session.questions.order_by("order")] == ["passed", "below", "passed"]
    assert states(appraised) == ["council_voted", "rejected", "council_voted"]
    assert "7/10" in appraised[1].because
    assert reading.Sitting(session).lines[0].share == "80,0"


@given(st.integers(1, 40), st.integers(0, 40), st.integers(1, 100))
def test_a_pass_is_compared_in_whole_numbers(members, agreeing, percent):
    tally = rules.Tally("A", percent, agreeing=min(agreeing, members), disagreeing=0)

    share = min(agreeing, members) / members * 100
    if abs(share - percent) > 1e-9:
        assert tally.passes(members) == (share > percent)
    else:
        assert tally.passes(members)
    assert tally.passes(members) == (min(agreeing, members) >= tally.needed(members))


@pytest.mark.parametrize(("code", "percent"), [("CO_TINH", 80), ("CSTD_TINH", 90), ("CO_CP", 80)])
def test_the_rules_name_eighty_and_ninety_of_all(db, code, percent):
    found = AwardRule.objects.filter(award__code=code, vote_percent__isnull=False)

    assert set(found.values_list("vote_percent", flat=True)) == {percent}


@pytest.mark.parametrize(("agreeing", "passes"), [(8, False), (9, True)])
def test_nine_of_ten_pass_ninety(agreeing, passes):
    assert rules.Tally("A", 90, agreeing=agreeing, disagreeing=0).passes(10) is passes


def test_too_few_members_and_gaps_are_told_at_once(session, standing, english):
    reasons = told(council.record, session, discussion="", conclusion="", by=standing, at=NOON)
    assert "for every member whether they attended" in reasons
    assert reasons.count("enter how many agree") == 3

    attended(session, standing, present=7, written=3)
    voted(session, standing, (7, 0, 0), (7, 0, 0), (7, 0, 0))

    assert "Too few members attended: 7 of 10, and 80%" in told(
        council.record, session, discussion="", conclusion="", by=standing, at=NOON
    )


def test_more_votes_than_people_are_refused_and_nothing_is_kept(session, standing, english):
    attended(session, standing)

    assert "more votes are entered" in told(voted, session, standing, (8, 1, 0), (8, 0, 0), (8, 0, 0))
    assert {row.agreeing for row in session.questions.all()} == {None}


def test_the_hours_stand_in_the_minutes_and_end_after_they_begin(session, appraised, standing, english):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (8, 0, 0))
    for seat in session.seats.filter(presence="written"):
        opinions = {question.pk: (True, "") for question in session.questions.all()}
        council.opine(session, seat, opinions, by=standing, at=NOON)
    CouncilSession.objects.filter(pk=session.pk).update(held_from=time(8))
    given = {"discussion": "", "conclusion": "Nhất trí.", "by": standing, "at": NOON}
    with pytest.raises(ValidationError, match="The session ends after it begins"):
        council.record(session, held_until=time(7, 30), **given)

    council.record(session, held_until=time(11, 30), **given)

    session.refresh_from_db()
    paper = council_minutes(Sitting(session))
    words = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert words[0].startswith("Hôm nay, hồi 08 giờ ngày")
    assert words[-1] == "Phiên họp kết thúc hồi 11 giờ 30 phút cùng ngày."


def test_a_hold_or_a_withdrawal_after_the_agenda_stops_a_nominee(
    session, appraised, standing, leader_head, english
):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (8, 0, 0))
    holds.place(
        appraised[0].recipient,
        ground="complaint",
        starts=date(2026, 3, 1),
        document="Đơn 5",
        by=standing,
        at=NOON,
    )
    nominations.withdraw(appraised[1], reason="Đơn vị xin rút.", by=leader_head, at=NOON)

    recorded(session, standing)

    outcomes = [(row.outcome, row.note) for row in session.questions.order_by("order")]
    assert outcomes == [("stopped", "On hold"), ("stopped", "Withdrawn"), ("passed", "")]
    assert states(appraised) == ["on_hold", "withdrawn", "council_voted"]


def test_a_nominee_dissolved_before_the_vote_is_not_decided(session, appraised, members, standing, english):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (8, 0, 0))
    members[2].last_day = NOON.date() - timedelta(days=1)
    members[2].save()

    recorded(session, standing)

    last = session.questions.get(nomination=appraised[2])
    assert last.outcome == "stopped"
    assert "Hội Phụ nữ" in last.note or "Hội Liên hiệp Phụ nữ" in last.note


def test_a_recorded_session_stays_as_it_is(session, standing, english):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (8, 0, 0))
    recorded(session, standing)
    recorded(session, standing)  # pressed twice

    assert "does not change any more" in told(voted, session, standing, (1, 0, 0), (1, 0, 0), (1, 0, 0))
    assert session.events.filter(step="record").count() == 1


def test_members_write_their_own_opinion_and_nobody_elses(bloc, appraised, agency, standing, english):
    member = factories.someone(agency, "council_member")
    named = [Named(member.full_name, "Phó Giám đốc", member), *TEN]
    session = council.prepare(bloc.province, members=named, agenda=appraised, by=standing, **FIELDS)
    own, other = list(session.seats.all())[:2]
    question = session.questions.order_by("order")[0]

    council.opine(session, own, {question.pk: (False, "Chưa đủ.")}, by=member, at=NOON)

    own.refresh_from_db()
    assert own.presence == CouncilSeat.Presence.WRITTEN
    assert Sitting(session).lines[0].tally.written_disagreeing == 1
    assert "standing agency" in told(council.opine, session, other, {question.pk: (True, "")}, by=member)


def test_the_secretary_records_and_members_do_not(bloc, appraised, agency, council_member, english):
    secretary = factories.someone(agency, "council_secretary")
    session = council.prepare(bloc.province, members=TEN, agenda=appraised, by=secretary, **FIELDS)

    assert session.questions.count() == 3
    assert "secretary" in told(
        council.prepare, bloc.province, members=TEN, agenda=[], by=council_member, **FIELDS
    )


@pytest.fixture
def council_member(agency):
    return factories.someone(agency, "council_member")


def test_nobody_stands_on_two_agendas_and_no_member_twice(session, bloc, appraised, standing, english):
    assert "another agenda" in told(
        council.prepare, bloc.province, members=TEN, agenda=appraised, by=standing, **FIELDS
    )
    assert "twice" in told(
        council.prepare, bloc.province, members=[TEN[0], TEN[0]], agenda=[], by=standing, **FIELDS
    )


def test_an_edit_keeps_what_was_entered_of_those_who_stay(session, appraised, standing):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (7, 0, 0))
    fields = {name: FIELDS[name] for name in ("name", "held_on", "place", "secretary", "usual_percent")}

    council.edit(
        session, members=TEN[1:], agenda=appraised[:2], by=standing, quorum_percent=70, at=NOON, **fields
    )

    assert [seat.presence for seat in session.seats.all()][:7] == ["present"] * 7
    assert [row.agreeing for row in session.questions.order_by("order")] == [8, 8]


def test_the_rules_of_a_set_are_read_once_for_the_whole_agenda(session, appraised, standing):
    fields = {name: FIELDS[name] for name in ("name", "held_on", "place", "secretary", "usual_percent")}
    with CaptureQueriesContext(connection) as queries:
        council.edit(
            session, members=TEN, agenda=appraised, by=standing, quorum_percent=80, at=NOON, **fields
        )

    asked = [each for each in queries.captured_queries if 'FROM "awards_awardrule"' in each["sql"]]
    assert len(asked) == 1


def passed(session, standing):
    attended(session, standing)
    voted(session, standing, (8, 0, 0), (8, 0, 0), (8, 0, 0))
    recorded(session, standing)


DECIDED = nominees.DECISION | {"at": NOON}


@pytest.fixture
def decision(session, bloc, appraised, standing):
    passed(session, standing)
    states(appraised)
    return decisions.prepare(bloc.province, nominees=appraised, by=standing, **DECIDED)


def test_a_decision_awards_and_its_honours_stand_in_the_history(decision, appraised, standing):
    decisions.record(decision, by=standing, at=NOON)
    decisions.record(decision, by=standing, at=NOON)  # pressed twice

    assert states(appraised) == ["decided"] * 3
    honours = Honour.objects.order_by("pk")
    assert {(row.decision_number, row.year, row.award.code) for row in honours} == {
        ("125/QĐ-UBND", 2026, "BK_TINH")
    }
    assert len(honours) == 3


def test_a_decision_names_its_award_and_whom_and_tells_what_is_invented(decision, bloc):
    paper = decision_paper(deciding.Sheet(decision))
    words = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert (
        "Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 03 tập thể đã có thành tích xuất sắc "
        "(có danh sách kèm theo)."
    ) in words
    assert paper.notice == ""

    bloc.invented = True
    bloc.save()

    sheet = deciding.Sheet(decision)
    assert decision_paper(sheet).notice == INVENTED
    stock = CertificateLayout(width=420, height=297)
    made = certificates.pdf(stock, [certificates.Certificate(decision, sheet.lines[0])])
    assert INVENTED in words_of(made)


def test_each_organisation_is_told_once_who_of_it_is_awarded(client, decision, appraised, standing, heads):
    decisions.record(decision, by=standing, at=NOON)
    decisions.record(decision, by=standing, at=NOON)  # pressed twice

    awarded = {row.recipient.organisation_id for row in appraised}
    acting = [user for user in heads if user.mandates.get().organisation_id in awarded]
    told = [user for user in heads if user.notices.filter(name="decision_recorded").count() == 1]
    assert told == acting != []
    text = acting[0].letters.get(kind="decision_recorded").text
    assert "125/QĐ-UBND" in text
    client.force_login(acting[0])
    assert client.get(acting[0].notices.get(name="decision_recorded").url).status_code == 200


def test_a_hold_after_the_vote_stops_the_decision_by_name(decision, appraised, standing, english):
    holds.place(
        appraised[1].recipient,
        ground="inspection",
        starts=date(2026, 3, 1),
        document="Kết luận 7",
        by=standing,
        at=NOON,
    )

    reason = told(decisions.record, decision, by=standing, at=NOON)

    assert "is on hold; lift the hold first" in reason
    assert not Honour.objects.exists()
    assert decisions.standing(decision, on=NOON.date()).reasons


def test_other_systems_are_told_of_the_decision_once(decision, standing, told_outside):
    for _press in range(2):
        decisions.record(decision, by=standing, at=NOON)

    assert told_outside() == [("decided", "decision", decision.pk, f"/api/v1/decisions/{decision.pk}/")]


def test_a_nominee_dissolved_after_the_vote_stops_the_decision(decision, members, standing, english):
    members[0].last_day = NOON.date() - timedelta(days=1)
    members[0].save()

    assert "Tỉnh Đoàn" in told(decisions.record, decision, by=standing, at=NOON)
    assert not Honour.objects.exists()


def test_who_was_not_voted_on_is_not_decided_where_a_vote_is_asked(
    season, members, leader_head, standing, bloc, english
):
    proposal = nominees.received(season, members[:1], by=leader_head, standing=standing)
    nomination = proposal.nominations.get()
    nominations.appraise(nomination, by=standing, at=NOON)
    AwardRule.objects.filter(award=nomination.award).update(vote_percent=80)

    assert deciding.decidable({bloc.province_id}) == []
    assert "not waiting for a decision" in told(
        decisions.prepare, bloc.province, nominees=[nomination], by=standing, **DECIDED
    )


def test_a_correction_keeps_what_the_decision_said(decision, standing, english):
    line = decision.lines.order_by("order")[0]
    was = line.name
    given = {"what": "name", "becomes": "Tỉnh đoàn tỉnh Thử Nghiệm", "number": "12/ĐC", "by": standing}
    given |= {"corrected_on": date(2026, 3, 2), "at": NOON}
    assert "Only a recorded decision" in told(decisions.correct, line, **given)
    decisions.record(decision, by=standing, at=NOON)
    assert "not older" in told(decisions.correct, line, **given | {"corrected_on": date(2026, 3, 1)})

    correction = decisions.correct(line, **given)

    line.refresh_from_db()
    assert (correction.was, line.name) == (was, "Tỉnh đoàn tỉnh Thử Nghiệm")
    assert "says already" in told(decisions.correct, line, **given)


def test_the_same_number_and_day_is_one_decision(decision, bloc, standing, english):
    with pytest.raises(ValidationError, match="entered already"):
        decisions.prepare(bloc.province, nominees=[], by=standing, **DECIDED)


def test_only_the_standing_agency_decides_here(decision, council_member, english):
    assert "standing agency" in told(decisions.record, decision, by=council_member, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_a_decision_recorded_by_two_at_once_awards_once(decision, standing):
    outcomes = at_once(*[lambda: decisions.record(type(decision).objects.get(), by=standing, at=NOON)] * 3)

    assert refusals(outcomes) == []
    assert Honour.objects.count() == 3
