"""Lines and comments of a pledge as people write, move and discuss them."""

import unicodedata
from decimal import Decimal

import pytest

from blocs.models import PledgeTarget
from blocs.models.pledge import LONGEST_TEXT
from blocs.services import pledges
from tests import factories
from tests.blocs.pledge_pages import address

SCRIPT = '<script>alert("1")</script><b>đậm</b> & "trích"'
SHOWN = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;b&gt;đậm&lt;/b&gt; &amp; &quot;trích&quot;"
TARGET = {
    "text": "Cây xanh",
    "comparison": "at_least",
    "value": "1.250,5",
    "unit": "cây",
    "owner": "",
    "seen": "0",
}


def texts(pledge, section="content"):
    return list(pledge.items.live().filter(section=section).values_list("text", flat=True))


def page_of(client):
    return client.get(address("pledge-detail")).content.decode()


# Writing


def test_an_item_is_added_where_it_was_asked_for(client, draft, leader_officer):
    client.force_login(leader_officer)

    shown = client.get(address("pledge-item-new"), {"section": "measures"})
    response = client.post(address("pledge-item-new"), {"section": "measures", "text": "Sơ kết 6 tháng."})

    item = draft.items.get(section="measures")
    assert shown.context["form"].initial["section"] == "measures"
    assert response["Location"].endswith(f"#items-{item.pk}")


def test_a_target_is_added_as_vietnam_writes_figures(client, draft, members, leader_officer):
    client.force_login(leader_officer)

    response = client.post(address("pledge-target-new"), TARGET | {"owner": members[1].pk})

    target = PledgeTarget.objects.get(text="Cây xanh")
    assert response["Location"].endswith(f"#targets-{target.pk}")
    assert (target.value, target.owner, target.promise) == (Decimal("1250.5"), members[1], "≥ 1.250,5")


@pytest.mark.parametrize("pressed", [1, 2])
@pytest.mark.parametrize(
    ("name", "given"),
    [("pledge-item-new", {"section": "other", "text": "Cam kết"}), ("pledge-target-new", TARGET)],
)
def test_a_new_line_sent_twice_is_there_once(client, draft, leader_officer, name, given, pressed):
    client.force_login(leader_officer)

    for _ in range(pressed):
        client.post(address(name), given)

    assert draft.items.count() + draft.targets.count() == 4


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("pledge-item-new", {"section": "content", "text": ""}, "text"),
        ("pledge-item-new", {"section": "content", "text": " \n\t\u200b"}, "text"),
        ("pledge-item-new", {"section": "khac", "text": "Một"}, "section"),
        ("pledge-item-new", {"section": "content", "text": "Dài " * LONGEST_TEXT}, "text"),
        ("pledge-target-new", TARGET | {"text": ""}, "text"),
        ("pledge-target-new", TARGET | {"value": "nhiều"}, "value"),
        ("pledge-target-new", TARGET | {"value": "1,2,3"}, "value"),
        ("pledge-target-new", TARGET | {"value": "1" * 20}, "value"),
        ("pledge-target-new", TARGET | {"value": "NaN"}, "value"),
        ("pledge-target-new", TARGET | {"value": "1e400"}, "value"),
        ("pledge-target-new", TARGET | {"unit": "u" * 41}, "unit"),
        ("pledge-target-new", TARGET | {"owner": "999999"}, "owner"),
        ("pledge-target-new", TARGET | {"owner": "x"}, "owner"),
        ("pledge-target-new", TARGET | {"comparison": "gần"}, "comparison"),
        ("pledge-target-new", TARGET | {"data_source": "n" * 251}, "data_source"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_stays_typed(
    client, draft, leader_officer, name, given, field
):
    client.force_login(leader_officer)

    response = client.post(address(name), given)

    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert {key: form[key].value() for key in given} == {key: str(value) for key, value in given.items()}
    assert draft.items.count() + draft.targets.count() == 3


def test_text_from_word_comes_in_clean_and_composed(client, draft, leader_officer):
    client.force_login(leader_officer)
    pasted = unicodedata.normalize(
        "NFD", "\ufeffĐẩy\u00a0mạnh  chuyển đổi số;\r\n\r\n\r\n\r\n– cải\u200b cách\vhành chính\u00ad"
    )

    client.post(address("pledge-item-new"), {"section": "other", "text": pasted})

    assert texts(draft, "other") == ["Đẩy mạnh chuyển đổi số;\n\n– cải cách\nhành chính"]


def test_script_stays_text_on_the_page(client, pledge, leader_officer, officer):
    client.force_login(leader_officer)
    client.post(address("pledge-item-new"), {"section": "other", "text": SCRIPT})
    client.post(
        address("pledge-target-new"), TARGET | {"text": SCRIPT, "unit": "<b>%</b>", "data_source": SCRIPT}
    )
    client.post(address("pledge-opening"), {"opening": SCRIPT, "seen": pledge_opening(client)})
    client.force_login(officer)
    client.post(address("pledge-comment-new"), {"text": SCRIPT})

    page = page_of(client)

    assert page.count(SHOWN) >= 5
    assert "<script>alert" not in page
    assert "<b>%" not in page


def pledge_opening(client):
    return client.get(address("pledge-opening")).context["form"]["seen"].value()


def test_a_line_is_changed(client, draft, leader_officer):
    item = draft.items.first()
    client.force_login(leader_officer)
    form = client.get(address("pledge-line-edit", "items", item.pk)).context["form"]

    response = client.post(
        address("pledge-line-edit", "items", item.pk),
        form.initial | {"text": "Đã sửa", "section": "measures"},
    )

    assert response["Location"].endswith(f"#items-{item.pk}")
    assert texts(draft, "measures") == ["Đã sửa"]


@pytest.mark.parametrize("kind", ["items", "targets"])
def test_who_saves_second_sees_both_texts_and_may_then_decide(client, draft, members, leader_officer, kind):
    other = factories.someone(members[0], "officer")
    line = getattr(draft, kind).first()
    client.force_login(leader_officer)
    mine = client.get(address("pledge-line-edit", kind, line.pk)).context["form"].initial
    mine = {name: "" if value is None else value for name, value in mine.items()} | {"text": "Bản của tôi"}
    pledges.lines.edit(line, seen=line.changed_in, text="Bản của bạn", by=other)

    response = client.post(address("pledge-line-edit", kind, line.pk), mine)

    line.refresh_from_db()
    meanwhile = response.context["meanwhile"]
    assert (meanwhile.by, line.text) == (other, "Bản của bạn")
    assert [(row["theirs"], row["yours"]) for row in meanwhile.differences] == [
        ("Bản của bạn", "Bản của tôi")
    ]
    assert "Bản của tôi</textarea>" in response.content.decode()

    client.post(
        address("pledge-line-edit", kind, line.pk), mine | {"seen": response.context["form"]["seen"].value()}
    )
    line.refresh_from_db()
    assert line.text == "Bản của tôi"


def test_figures_and_owners_are_compared_in_words(client, draft, members, leader_officer):
    target = draft.targets.get()
    client.force_login(leader_officer)
    mine = {
        "text": target.text,
        "comparison": "at_most",
        "value": "60",
        "unit": "nhà",
        "owner": members[1].pk,
    }
    pledges.lines.edit(
        target,
        seen=target.changed_in,
        value=Decimal("1250.5"),
        owner=members[2],
        by=factories.someone(members[0], "head"),
    )

    response = client.post(address("pledge-line-edit", "targets", target.pk), mine | {"seen": 1})

    shown = {(row["theirs"], row["yours"]) for row in response.context["meanwhile"].differences}
    assert ("1.250,5", "60") in shown
    assert (members[2].current_name, members[1].current_name) in shown


def test_a_line_taken_out_while_one_writes_is_told_and_comes_back_when_saved_again(
    client, draft, members, leader_officer
):
    item = draft.items.first()
    client.force_login(leader_officer)
    mine = {"section": "content", "text": "Viết lâu", "seen": item.changed_in}
    pledges.lines.remove(item, by=factories.someone(members[0], "officer"))

    response = client.post(address("pledge-line-edit", "items", item.pk), mine)
    item.refresh_from_db()
    assert item.removed_in is not None
    client.post(
        address("pledge-line-edit", "items", item.pk),
        mine | {"seen": response.context["form"]["seen"].value()},
    )

    assert texts(draft)[0] == "Viết lâu"


def test_a_line_sent_after_the_text_was_settled_keeps_what_was_typed(client, settled, leader_officer):
    item = settled.items.first()
    client.force_login(leader_officer)

    response = client.post(
        address("pledge-line-edit", "items", item.pk),
        {"section": "content", "text": "Viết lâu", "seen": item.changed_in},
    )

    assert response.context["form"].non_field_errors()
    assert "Viết lâu</textarea>" in response.content.decode()


@pytest.mark.parametrize("kind", ["items", "targets", "members"])
def test_lines_of_other_pledges_are_not_found(client, draft, leader_officer, kind):
    client.force_login(leader_officer)

    assert client.get(address("pledge-line-edit", kind, 999_999)).status_code == 404
    for name in ("remove", "put-back", "move"):
        assert client.post(address(f"pledge-line-{name}", kind, 999_999)).status_code == 404


# Taking out, putting back, moving


def test_a_line_is_taken_out_and_put_back_however_often_it_is_pressed(client, draft, leader_officer):
    item = draft.items.first()
    client.force_login(leader_officer)

    for _ in range(2):
        client.post(address("pledge-line-remove", "items", item.pk))
    assert len(texts(draft)) == 1
    assert item.text in page_of(client).split('id="removed"')[1]
    for _ in range(2):
        client.post(address("pledge-line-put-back", "items", item.pk))

    assert texts(draft)[0] == item.text


@pytest.mark.parametrize(("direction", "first"), [("down", 1), ("up", 0), ("aside", 1), ("", 1)])
def test_arrows_move_by_one_place(client, draft, leader_officer, direction, first):
    before = texts(draft)
    client.force_login(leader_officer)

    client.post(address("pledge-line-move", "items", draft.items.first().pk), {"direction": direction})

    assert texts(draft)[0] == before[first]


def test_the_numbers_give_the_order_without_scripts(client, draft, leader_officer):
    first, second = draft.items.order_by("pk")
    client.force_login(leader_officer)

    response = client.post(
        address("pledge-order", "content"), {f"position-{first.pk}": "2", f"position-{second.pk}": "1"}
    )

    assert response.status_code == 302
    assert texts(draft) == [second.text, first.text]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"position-": "1"},
        {"position-x": "y"},
        {"position-1": "-1"},
        {"position-" + "9" * 40: "1"},
        {"position-٣": "٣"},
    ],
)
def test_an_order_that_says_nothing_changes_nothing(client, draft, leader_officer, given):
    before = texts(draft)
    client.force_login(leader_officer)

    assert client.post(address("pledge-order", "content"), given).status_code == 302
    assert texts(draft) == before


def test_a_part_that_is_none_has_no_order(client, draft, leader_officer):
    client.force_login(leader_officer)

    assert client.post(address("pledge-order", "signatures"), {}).status_code == 404


def test_another_member_presses_in_vain(client, pledge, officer):
    item, before = pledge.items.first(), texts(pledge)
    client.force_login(officer)

    client.post(address("pledge-line-remove", "items", item.pk))
    client.post(address("pledge-line-move", "items", item.pk), {"direction": "down"})
    client.post(address("pledge-order", "content"), {f"position-{item.pk}": "2"})
    refused = client.post(address("pledge-item-new"), {"section": "content", "text": "Của tôi"})

    assert texts(pledge) == before
    assert refused.context["form"].non_field_errors()


# Comments


@pytest.mark.parametrize("kind", ["items", "targets", ""])
def test_a_member_comments_on_a_line_or_on_the_whole(client, pledge, members, officer, kind):
    line = getattr(pledge, kind).first() if kind else None
    client.force_login(officer)
    where = f"{address('pledge-comment-new')}?{kind}={line.pk}" if kind else address("pledge-comment-new")

    for _ in range(2):
        response = client.post(where, {"text": "Đề nghị nêu số."})

    comment = pledge.comments.get()
    assert response["Location"].endswith(f"#{kind}-{line.pk}" if kind else "#general")
    assert (comment.item or comment.target) == line
    assert comment.organisation == members[2]
    assert "Đề nghị nêu số." in page_of(client)


def test_a_comment_on_a_line_taken_out_meanwhile_is_kept(client, pledge, leader_officer, officer):
    item = pledge.items.first()
    pledges.lines.remove(item, by=leader_officer)
    client.force_login(officer)

    client.post(f"{address('pledge-comment-new')}?items={item.pk}", {"text": "Nên giữ."})

    assert "Nên giữ." in page_of(client).split('id="removed"')[1]


@pytest.mark.parametrize("query", ["items=x", "items=999999", "items=1&targets=1", "items=" + "9" * 30])
def test_a_comment_on_nothing_is_not_found(client, pledge, officer, query):
    client.force_login(officer)

    assert client.get(f"{address('pledge-comment-new')}?{query}").status_code == 404


@pytest.mark.parametrize("text", ["", " \n ", "Dài " * 600])
def test_a_comment_that_cannot_be_is_told_and_stays_typed(client, pledge, officer, text):
    client.force_login(officer)

    response = client.post(address("pledge-comment-new"), {"text": text})

    assert list(response.context["form"].errors) == ["text"]
    assert response.context["form"]["text"].value() == text


def test_a_comment_written_while_the_text_was_settled_is_not_lost(client, settled, officer):
    client.force_login(officer)

    response = client.post(address("pledge-comment-new"), {"text": "Viết suốt buổi"})

    assert response.context["form"].non_field_errors()
    assert "Viết suốt buổi</textarea>" in response.content.decode()


def test_the_leader_answers_and_all_read_it(client, pledge, leader_officer, officer):
    comment = pledges.comments.add(pledge, item=pledge.items.first(), text="Đề nghị sửa.", by=officer)
    client.force_login(leader_officer)

    for _ in range(2):
        response = client.post(address("pledge-comment-answer", comment.pk), {"answer": "Đã tiếp thu."})

    client.force_login(officer)
    assert response["Location"].endswith(f"#items-{comment.item_id}")
    assert "Đã tiếp thu." in page_of(client)


def test_two_who_answer_one_comment(client, pledge, members, leader_officer, officer):
    comment = pledges.comments.add(pledge, text="Đề nghị sửa.", by=officer)
    pledges.comments.settle(comment, answer="Của bạn", by=factories.someone(members[0], "officer"))
    client.force_login(leader_officer)

    response = client.post(address("pledge-comment-answer", comment.pk), {"answer": "Của tôi"})

    comment.refresh_from_db()
    assert comment.answer == "Của bạn"
    assert "“Của bạn”" in str(response.context["form"].non_field_errors())
    assert "Của tôi</textarea>" in response.content.decode()


def test_a_member_does_not_answer(client, pledge, officer):
    comment = pledges.comments.add(pledge, text="Đề nghị sửa.", by=officer)
    client.force_login(officer)

    response = client.get(address("pledge-comment-answer", comment.pk))

    assert response.context["verdict"].reasons
    assert client.get(address("pledge-comment-answer", 999_999)).status_code == 404
