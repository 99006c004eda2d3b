"""The pages of a pledge: read, begun, opened, settled, compared."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blocs.models import Pledge, PledgeTarget, Registration, UsualLine
from blocs.models.pledge import LONGEST_TEXT
from blocs.rules.pledging import fingerprint
from blocs.services import papers, pledges
from tests import factories
from tests.blocs.pledge_pages import YEAR, address

MEMBERS = ["officer", "head", "leader_officer", "leader_head", "deputy_head"]
WATCHERS = ["standing", "council", "auditor"]
PAGES = ["pledge-detail", "pledge-versions", "pledge-witnesses", "registration-list", "paper-list"]
FORMS = ["pledge-opening", "pledge-open", "pledge-comments-until", "pledge-agree", "pledge-reopen"]
FORMS += ["pledge-item-new", "pledge-target-new", "pledge-comment-new"]
SCRIPT = '<script>alert("1")</script><b>đậm</b> & "trích"'
SHOWN = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;b&gt;đậm&lt;/b&gt; &amp; &quot;trích&quot;"


@pytest.mark.parametrize("seat", MEMBERS + WATCHERS)
@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_pages_open_for_those_who_see_the_season(client, request, pledge, seat, name):
    client.force_login(request.getfixturevalue(seat))

    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("seat", ["outsider", "administrator"])
@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_a_stranger_finds_nothing(client, request, pledge, seat, name):
    client.force_login(request.getfixturevalue(seat))

    assert client.get(address(name)).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *FORMS])
def test_nobody_reads_without_signing_in(client, pledge, name):
    assert client.get(address(name))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("pledge-back-to-draft", []),
        ("pledge-order", ["content"]),
        ("pledge-line-remove", ["items", 1]),
        ("pledge-line-put-back", ["items", 1]),
        ("pledge-line-move", ["items", 1]),
        ("pledge-witness-remove", [1]),
        ("pledge-version-restore", [1]),
    ],
)
def test_buttons_answer_only_when_pressed(client, pledge, leader_officer, name, args):
    client.force_login(leader_officer)

    assert client.get(address(name, *args)).status_code == 405


@pytest.mark.parametrize(
    ("name", "seat"),
    [
        ("pledge-opening", "officer"),
        ("pledge-item-new", "officer"),
        ("pledge-target-new", "head"),
        ("pledge-open", "officer"),
        ("pledge-comments-until", "council"),
        ("pledge-agree", "leader_officer"),
        ("pledge-reopen", "standing"),
        ("pledge-comment-new", "standing"),
    ],
)
def test_a_wrong_role_is_told_why_and_sees_no_form(client, request, pledge, name, seat):
    client.force_login(request.getfixturevalue(seat))

    response = client.get(address(name))

    assert response.context["verdict"].reasons
    assert "data-draft=" not in response.content.decode()


def queries(client, name):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(name)).status_code == 200
    return len(asked)


def test_the_page_asks_the_same_few_questions_however_long_it_is(
    client, pledge, leader_officer, officer, members
):
    client.force_login(leader_officer)
    few = queries(client, "pledge-detail")
    for number in range(30):
        PledgeTarget.objects.create(pledge=pledge, text=f"Chỉ tiêu {number}", owner=members[number % 3])
        pledges.comments.add(pledge, text=f"Ý kiến {number}", item=pledge.items.first(), by=officer)

    assert queries(client, "pledge-detail") == few <= 8


@pytest.mark.parametrize("name", ["pledge-versions", "pledge-witnesses", "registration-list", "paper-list"])
def test_the_pages_beside_it_ask_the_same_too(client, pledge, leader_officer, members, name):
    client.force_login(leader_officer)
    asked = []
    for number, member in enumerate(members):
        for line in range(10 * number + 1):
            pledges.lines.add_item(pledge, section="other", text=f"{number}.{line}", by=leader_officer)
            pledges.witnesses.add(pledge, organisation=f"{number}.{line}", title="Bà", by=leader_officer)
        registration = Registration.objects.create(
            pledge=pledge, organisation=member, titles="Cờ", updated_at=factories.NOON
        )
        registration.targets.create(text="Nhà")
        asked.append(queries(client, name))

    assert len(set(asked)) == 1
    assert asked[0] <= 10


def test_the_page_shows_what_prints_in_its_order(client, pledge, officer):
    pledge.opening = "Căn cứ Luật Thi đua;\nCác đơn vị thống nhất:"
    pledge.save()
    client.force_login(officer)

    page = client.get(address("pledge-detail")).content.decode()

    places = [
        page.index(words)
        for words in (
            "Căn cứ Luật Thi đua;",
            "Các đơn vị thống nhất:",
            "I. Nội dung thi đua",
            "Hoàn thành nhiệm vụ chính trị.",
            "II. Chỉ tiêu thi đua",
            "Nhà đại đoàn kết",
            "III. Điều khoản thực hiện",
            f"hết ngày 31 tháng 12 năm {YEAR}",
        )
    ]
    assert places == sorted(places)


def test_a_reader_gets_no_tools(client, pledge, officer):
    client.force_login(officer)

    page = client.get(address("pledge-detail")).content.decode()

    assert "data-sortable" not in page
    assert "formaction" not in page


def test_whose_turn_it_is_follows_the_pledge(
    client, draft, season, members, leader_officer, leader_head, officer
):
    def turn(person):
        client.force_login(person)
        page = client.get(address("pledge-detail")).context["page"]
        return page.next.who, page.my_turn

    assert turn(leader_officer) == ("leader", True)
    pledges.open_for_comments(draft, by=leader_officer)
    assert turn(officer) == ("members", True)
    comment = pledges.comments.add(draft, text="Ý kiến", by=officer)
    assert turn(officer) == ("leader", False)
    pledges.comments.settle(comment, answer="Tiếp thu.", by=leader_officer)
    pledges.ask_comments_until(draft, until=timezone.localdate() - timedelta(1), by=leader_officer)
    assert turn(leader_officer) == ("leaders_head", False)
    pledges.agree(draft, by=leader_head)
    assert turn(leader_head) == ("leaders_head", True)
    papers.issue("pledge", season, by=leader_head, at=factories.NOON)
    assert turn(leader_officer) == ("leader", True)


def test_what_a_step_lacks_stands_beside_its_shut_button(client, season, leader_officer):
    pledges.start(season, by=leader_officer)
    client.force_login(leader_officer)

    response = client.get(address("pledge-detail"))

    (shown,) = response.context["buttons"]
    assert shown.verdict.reasons
    assert " disabled>" in response.content.decode()


def test_the_first_unanswered_comment_is_one_press_away(client, pledge, leader_officer, officer):
    pledges.comments.add(pledge, text="Ý kiến chung", by=officer)
    first = pledges.comments.add(pledge, text="Về mục một", item=pledge.items.first(), by=officer)
    client.force_login(leader_officer)

    buttons = client.get(address("pledge-detail")).context["buttons"]

    assert buttons[0].url == address("pledge-comment-answer", first.pk)


# Beginning


def test_before_the_pledge_the_leader_is_asked_how_to_begin(client, season, leader_officer):
    client.force_login(leader_officer)

    response = client.get(address("pledge-detail"))

    assert [name for name, _label in response.context["form"].fields["source"].choices] == ["empty"]
    assert response.context["form"].initial["usual"] == [
        line.pk for line in response.context["form"].fields["usual"].queryset
    ]


def test_before_the_pledge_a_member_is_told_to_wait(client, season, officer):
    client.force_login(officer)

    response = client.get(address("pledge-detail"))

    assert response.context["verdict"].reasons
    assert "<form method=" not in response.content.decode().split("<main")[1]


def test_the_leader_begins_with_last_years_text_and_a_usual_line(
    client, bloc, season, members, leader_officer
):
    before = factories.season(bloc, members, year=YEAR - 1)
    before.pledges.create().items.create(text="Của năm trước", section="content")
    usual = UsualLine.objects.filter(kind="target").first()
    client.force_login(leader_officer)

    response = client.post(address("pledge-detail"), {"source": "last", "usual": [usual.pk]})

    pledge = Pledge.objects.get(season=season)
    assert response["Location"] == pledge.get_absolute_url()
    assert [pledge.items.get().text, pledge.targets.get().text] == ["Của năm trước", usual.text]


def test_beginning_twice_is_beginning_once(client, season, leader_officer):
    client.force_login(leader_officer)

    answers = [client.post(address("pledge-detail"), {"source": "empty"}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Pledge.objects.count() == 1


def test_another_member_does_not_begin_by_posting(client, season, officer):
    client.force_login(officer)

    response = client.post(address("pledge-detail"), {"source": "empty"})

    assert response.context["form"].non_field_errors()
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("given", [{"source": "khac"}, {}, {"source": "empty", "usual": ["x"]}])
def test_a_choice_that_is_none_begins_nothing(client, season, leader_officer, given):
    client.force_login(leader_officer)

    assert client.post(address("pledge-detail"), given).status_code == 200
    assert not Pledge.objects.exists()


def test_usual_lines_of_another_province_are_not_offered(client, season, leader_officer):
    other = factories.ProvinceFactory(code="XX", name="tỉnh Khác")
    line = UsualLine.objects.create(province=other, kind="item", text="Của tỉnh khác")
    client.force_login(leader_officer)

    response = client.post(address("pledge-detail"), {"source": "empty", "usual": [line.pk]})

    assert "usual" in response.context["form"].errors


# Steps


def test_the_leader_opens_the_draft_with_a_day(client, draft, leader_officer):
    client.force_login(leader_officer)

    response = client.post(address("pledge-open"), {"until": f"15/03/{YEAR}"})

    draft.refresh_from_db()
    assert response["Location"] == draft.get_absolute_url()
    assert (draft.status, draft.comments_until) == ("comment", date(YEAR, 3, 15))


@pytest.mark.parametrize("name", ["pledge-open", "pledge-comments-until"])
def test_a_day_that_is_none_is_told_at_its_field(client, draft, leader_officer, name):
    client.force_login(leader_officer)

    response = client.post(address(name), {"until": "31/02"})

    assert list(response.context["form"].errors) == ["until"]
    assert 'value="31/02"' in response.content.decode()


def test_more_time_is_given(client, pledge, leader_officer):
    client.force_login(leader_officer)

    client.post(address("pledge-comments-until"), {"until": f"20/03/{YEAR}"})

    pledge.refresh_from_db()
    assert pledge.comments_until == date(YEAR, 3, 20)


@pytest.mark.parametrize("pressed", [1, 2])
def test_the_head_settles_the_text_however_often_it_is_pressed(client, pledge, leader_head, pressed):
    client.force_login(leader_head)

    for _ in range(pressed):
        response = client.post(address("pledge-agree"), {"sent": "1"})

    pledge.refresh_from_db()
    assert response.status_code == 302
    assert (pledge.status, pledge.events.filter(step="agree").count()) == ("agreed", 1)


def test_unanswered_comments_are_shown_and_a_reason_is_asked(client, pledge, leader_head, officer):
    pledges.comments.add(pledge, text="Chưa ai trả lời", by=officer)
    client.force_login(leader_head)

    page = client.get(address("pledge-agree"))
    refused = client.post(address("pledge-agree"), {"reason": ""})
    client.post(address("pledge-agree"), {"reason": "Hội nghị đã thống nhất."})

    pledge.refresh_from_db()
    assert "Chưa ai trả lời" in page.content.decode()
    assert refused.context["form"].non_field_errors()
    assert pledge.status == "agreed"


def test_the_head_opens_the_text_again_with_a_reason_that_all_read(client, settled, leader_head, officer):
    client.force_login(leader_head)

    refused = client.post(address("pledge-reopen"), {"reason": " "})
    client.post(address("pledge-reopen"), {"reason": "Sai số liệu."})

    client.force_login(officer)
    assert "reason" in refused.context["form"].errors
    assert "Sai số liệu." in client.get(address("pledge-detail")).content.decode()


def test_the_draft_button_goes_back(client, pledge, leader_officer):
    client.force_login(leader_officer)

    client.post(address("pledge-back-to-draft"))

    pledge.refresh_from_db()
    assert pledge.status == "draft"


# Opening


def opening(pledge, **fields):
    return {"opening": "Căn cứ Luật;", "seen": fingerprint(pledge.opening)} | fields


def test_two_officers_who_edit_the_opening_see_both_texts(client, draft, members, leader_officer):
    other = factories.someone(members[0], "officer")
    given = opening(draft, opening="Bản của tôi")
    pledges.lines.edit_opening(draft, opening="Bản của bạn", seen=given["seen"], by=other)
    client.force_login(leader_officer)

    response = client.post(address("pledge-opening"), given)

    (difference,) = response.context["meanwhile"].differences
    assert response.context["meanwhile"].by == other
    assert (difference["theirs"], difference["yours"]) == ("Bản của bạn", "Bản của tôi")
    draft.refresh_from_db()
    assert draft.opening == "Bản của bạn"

    client.post(address("pledge-opening"), given | {"seen": response.context["form"]["seen"].value()})
    draft.refresh_from_db()
    assert draft.opening == "Bản của tôi"


def test_an_opening_that_is_too_long_is_told_at_its_field_and_kept(client, draft, leader_officer):
    client.force_login(leader_officer)
    long = "Căn cứ Luật; " * (LONGEST_TEXT // 10)

    response = client.post(address("pledge-opening"), opening(draft, opening=long))

    assert list(response.context["form"].errors) == ["opening"]
    assert long.strip() in response.content.decode()


def test_a_form_sent_after_the_text_was_settled_keeps_what_was_typed(client, settled, leader_officer):
    client.force_login(leader_officer)

    response = client.post(address("pledge-opening"), opening(settled, opening="Viết suốt buổi sáng"))

    assert response.context["form"].non_field_errors()
    assert "Viết suốt buổi sáng</textarea>" in response.content.decode()


# Versions


def test_two_versions_are_compared_in_words(client, pledge, leader_officer, officer):
    item = pledge.items.first()
    pledges.lines.edit(
        item, seen=item.changed_in, text="Hoàn thành tốt nhiệm vụ chính trị.", by=leader_officer
    )
    client.force_login(officer)

    response = client.get(address("pledge-versions"), {"older": 4, "newer": 5})

    page = response.content.decode()
    assert [str(where) for where, _line in response.context["changes"]] == ["Nội dung thi đua"]
    assert "<ins>" in page
    assert [
        piece.text.strip() for piece in response.context["changes"][0][1].pieces if piece.mark == "ins"
    ] == ["tốt"]
    assert response.context["unchanged"] == 2


def test_versions_may_be_named_in_either_order_but_must_exist(client, pledge, officer):
    client.force_login(officer)

    turned = client.get(address("pledge-versions"), {"older": 4, "newer": 1})
    missing = client.get(address("pledge-versions"), {"older": 1, "newer": 99})
    senseless = client.get(address("pledge-versions"), {"older": "một", "newer": "9" * 30})

    assert (turned.context["older"].number, turned.context["newer"].number) == (1, 4)
    assert (missing.status_code, senseless.status_code) == (404, 200)


def test_going_back_to_a_version(client, pledge, leader_officer, officer):
    for person in (officer, leader_officer):
        client.force_login(person)
        client.post(address("pledge-version-restore", 2))
        assert pledge.items.live().count() == (1 if person == leader_officer else 2)


# Witnesses


def test_witnesses_are_added_once_and_taken_off(client, pledge, leader_officer):
    client.force_login(leader_officer)
    given = {"title": "Giám đốc", "organisation": "Sở Nội vụ", "name": SCRIPT}

    for _ in range(2):
        client.post(address("pledge-witnesses"), given)
    page = client.get(address("pledge-witnesses")).content.decode()
    witness = pledge.witnesses.get()
    answers = [client.post(address("pledge-witness-remove", witness.pk)).status_code for _ in range(2)]

    assert SHOWN in page
    assert answers == [302, 302]
    assert not pledge.witnesses.exists()


@pytest.mark.parametrize("field", ["title", "organisation", "name"])
def test_a_witness_too_long_for_the_paper_is_told_at_the_field(client, pledge, leader_officer, field):
    client.force_login(leader_officer)
    given = {"title": "Giám đốc", "organisation": "Sở Nội vụ", "name": "A"} | {field: "Đ" * 251}

    response = client.post(address("pledge-witnesses"), given)

    assert list(response.context["form"].errors) == [field]
    assert "Đ" * 251 in response.content.decode()


def test_a_bloc_of_forty_and_names_of_250_letters(client, bloc):
    long = ("Hội " + "Rất dài " * 40)[:246]
    members = [factories.organisation(f"{long} {number:02}", code=f"dai-{number}") for number in range(40)]
    season = factories.season(bloc, members)
    officer = factories.someone(members[0], "officer")
    pledge = pledges.start(season, by=officer, usual=UsualLine.objects.all())
    client.force_login(officer)

    page = client.get(address("pledge-detail"))

    assert page.status_code == 200
    assert len(page.context["page"].members) == 40
    assert pledge.items.count() == 11


def test_a_season_without_members_or_leader(client, bloc, standing):
    season = factories.season(bloc, [])
    pledges.start(season, by=standing)
    client.force_login(standing)

    assert client.get(address("pledge-detail")).status_code == 200
    assert client.get(address("registration-list")).status_code == 200
