"""The papers that a bloc leader composes: written, printed, issued, replaced."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from blocs.models import MeetingInvitation, OperatingRules
from blocs.services import composing, papers
from documents.models import FormatProfile, Paper
from emulation.verdicts import Refused
from tests import factories
from tests.blocs.pledge_pages import address
from tests.documents.reading import texts_of_word, words_of

NOON, YEAR = factories.NOON, factories.YEAR
MEETING = {
    "occasion": "mid_year",
    "title": "Hội nghị sơ kết",
    "held_on": date(YEAR + 1, 7, 5),
    "held_from": time(8, 30),
    "place": "Hội trường tầng 3",
    "chair": "Khối trưởng",
    "invited": "Lãnh đạo Sở Nội vụ\nCác đơn vị thành viên",
    "agenda": "Sơ kết sáu tháng.\nThảo luận.",
}


def invite(season, by, **other):
    composing.write_invitation(season, by=by, at=NOON, **(MEETING | other))


def printed(client, name, form):
    content = client.get(address(f"{name}-{form}")).content
    return " ".join((words_of(content) if form == "pdf" else texts_of_word(content)).split())


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_usual_rules_print_before_anybody_wrote(client, season, officer, form):
    client.force_login(officer)

    text = printed(client, "operating-rules", form)

    assert "QUY CHẾ" in text
    assert "Chương I QUY ĐỊNH CHUNG" in text
    assert "Điều 10. Hiệu lực thi hành" in text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_rules_print_as_they_were_written(client, season, leader_officer, form):
    client.force_login(leader_officer)

    response = client.post(
        address("operating-rules"), {"text": "Điều 1. Tên gọi\n1. Khối lấy tên <b>A</b>", "seen": 0}
    )

    assert response.status_code == 302
    assert "Điều 1. Tên gọi 1. Khối lấy tên <b>A</b>" in printed(client, "operating-rules", form)


def test_rules_out_of_order_are_told_at_the_field_and_stay_typed(client, season, leader_officer):
    client.force_login(leader_officer)

    response = client.post(address("operating-rules"), {"text": "Điều 2. Tên gọi", "seen": 0})

    assert response.context["form"].errors["text"]
    assert "Điều 2. Tên gọi" in response.content.decode()
    assert not OperatingRules.objects.exists()


def test_rules_changed_meanwhile_are_not_overwritten(season, leader_officer, standing):
    composing.write_rules(season, text="Điều 1. Một", seen=0, by=standing, at=NOON)

    with pytest.raises(Refused):
        composing.write_rules(season, text="Điều 1. Hai", seen=0, by=leader_officer, at=NOON)

    assert OperatingRules.objects.get().text == "Điều 1. Một"


def test_the_same_rules_sent_twice_are_one_change(season, leader_officer):
    for _ in range(2):
        composing.write_rules(season, text="Điều 1. Một", seen=0, by=leader_officer, at=NOON)

    assert OperatingRules.objects.get().version == 1
    assert season.events.filter(step="write_operating-rules").count() == 1


def test_a_member_reads_who_writes_them(client, season, officer):
    client.force_login(officer)

    page = client.get(address("operating-rules"))
    response = client.post(address("operating-rules"), {"text": "Điều 1. Một", "seen": 0})

    assert page.context["verdict"].reasons
    assert response.context["form"].non_field_errors()
    assert not OperatingRules.objects.exists()


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_an_invitation_says_who_when_and_where(client, season, leader_officer, form):
    invite(season, leader_officer)
    client.force_login(leader_officer)

    text = printed(client, "meeting-invitation", form)

    assert "GIẤY MỜI" in text
    assert "trân trọng kính mời:" in text
    assert "Thời gian: 08 giờ 30 phút, " in text
    assert f"ngày 05 tháng 7 năm {YEAR + 1}." in text
    assert "Địa điểm: Hội trường tầng 3." in text
    assert "1. Sơ kết sáu tháng." in text


def test_another_occasion_begins_with_its_usual_words_and_its_date(client, season, leader_officer):
    season.milestones.create(kind="ballot", due=date(2999, 12, 5))
    client.force_login(leader_officer)

    form = client.get(address("meeting-invitation") + "?occasion=final").context["form"]

    assert form.initial["held_on"] == date(2999, 12, 5)
    assert "tổng kết" in form.initial["title"]


def test_an_invitation_to_a_day_that_is_over_is_refused_at_the_day(season, leader_officer):
    with pytest.raises(ValidationError) as caught:
        invite(season, leader_officer, held_on=date(YEAR - 1, 1, 1))

    assert list(caught.value.error_dict) == ["held_on"]
    assert not MeetingInvitation.objects.exists()


def test_a_time_that_is_none_is_told_at_the_field(client, season, leader_officer):
    client.force_login(leader_officer)

    response = client.post(address("meeting-invitation"), {"held_from": "sáng", "title": "Họp khối"})

    assert set(response.context["form"].errors) >= {"held_from", "held_on", "place"}
    assert "Họp khối" in response.content.decode()


def test_an_invitation_is_issued_only_once_it_is_written(season, leader_officer):
    with pytest.raises(Refused):
        papers.issue("meeting-invitation", season, by=leader_officer, at=NOON)


def test_a_corrected_invitation_replaces_the_one_before(season, leader_officer):
    invite(season, leader_officer)
    first = papers.issue("meeting-invitation", season, by=leader_officer, at=NOON)
    invite(season, leader_officer, place="Hội trường tầng 5")

    second = papers.issue("meeting-invitation", season, replacing=first.code, by=leader_officer, at=NOON)

    first.refresh_from_db()
    assert (first.state, second.supersedes) == (Paper.State.SUPERSEDED, first)
    assert second.number_text.startswith("02/GM")


def test_an_invitation_to_the_next_meeting_leaves_the_one_before_in_force(client, season, leader_officer):
    invite(season, leader_officer)
    first = papers.issue("meeting-invitation", season, by=leader_officer, at=NOON)
    invite(season, leader_officer, occasion="final", title="Hội nghị tổng kết")

    second = papers.issue("meeting-invitation", season, replacing=first.code, by=leader_officer, at=NOON)

    first.refresh_from_db()
    assert (first.state, second.supersedes) == (Paper.State.ISSUED, None)
    client.force_login(leader_officer)
    kinds = {kind.papers.kind: kind.papers for kind in client.get(address("paper-list")).context["kinds"]}
    assert (kinds["meeting-invitation"].current, kinds["meeting-invitation"].earlier) == (second, [first])


@pytest.mark.parametrize("kind", ["operating-rules", "meeting-invitation"])
def test_composed_papers_are_issued_and_stand_in_the_archive(season, leader_officer, client, kind):
    composing.write_rules(season, text="Điều 1. Một", by=leader_officer, at=NOON)
    invite(season, leader_officer)

    paper = papers.issue(kind, season, by=leader_officer, at=NOON)

    client.force_login(leader_officer)
    assert paper.number_text in client.get(address("paper-list")).content.decode()
    assert client.get(address(f"{kind}-pdf")).content == paper.content()


HEADS = {
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "./."),
    "front": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "./."),
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số ", "."),
    "youth_union": ("ĐOÀN TNCS HỒ CHÍ MINH", "Số:", "./."),
    "trade_union": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "./."),
    "other": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:", "./."),
}
NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize("code", HEADS)
@pytest.mark.parametrize(
    "kind", ["members", "season-plan", "operating-rules", "meeting-invitation", "handover-minutes", "pledge"]
)
def test_every_paper_prints_in_the_format_of_its_members(season, members, code, kind):
    for member in members:
        type(member).objects.filter(pk=member.pk).update(format_profile=code)
    profile = FormatProfile.objects.get(pk=code)

    document = papers.document(kind, season, on=date(YEAR, 3, 2))

    heading, number, ending = HEADS[code]
    text = " ".join(words_of(papers.as_pdf(kind, season, on=date(YEAR, 3, 2))).split())
    assert document.format == profile.format()
    assert heading in text
    assert (NATIONAL in text) == (heading == NATIONAL)
    assert (document.format.number_label, document.format.ending) == (number.strip(), ending)
