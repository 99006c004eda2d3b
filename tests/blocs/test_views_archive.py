from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from blocs.services import papers
from documents.models import Paper
from tests import factories

YEAR = factories.YEAR
LIST = reverse("blocs:paper-archive")


def shown(response):
    return [line.paper for line in response.context["lines"]]


def pdf_of(paper):
    return reverse("blocs:paper-pdf", args=[paper.code])


def met(client, address):
    """The status; a file that is sent is read to its end, which closes it."""
    response = client.get(address)
    list(response)
    return response.status_code


@pytest.fixture
def issued(season):
    return factories.paper(season)


@pytest.fixture
def of_others(outsider):
    [membership] = outsider.mandates.get().organisation.memberships.all()
    return factories.paper(membership.season, title="Danh sách của khối khác")


@pytest.mark.parametrize("who", ["officer", "head", "leader_head", "deputy_head"])
def test_members_see_the_papers_of_their_bloc(client, issued, of_others, who, request):
    client.force_login(request.getfixturevalue(who))

    assert shown(client.get(LIST)) == [issued]
    assert met(client, pdf_of(issued)) == 200
    assert met(client, pdf_of(of_others)) == 404


@pytest.mark.parametrize("who", ["standing", "council", "auditor"])
def test_who_watches_over_the_province_sees_all(client, issued, of_others, who, request):
    client.force_login(request.getfixturevalue(who))

    assert set(shown(client.get(LIST))) == {issued, of_others}
    assert met(client, pdf_of(of_others)) == 200


@pytest.mark.parametrize("who", ["outsider", "administrator"])
def test_strangers_see_nothing_of_the_bloc(client, issued, who, request):
    client.force_login(request.getfixturevalue(who))

    assert issued not in shown(client.get(LIST))
    assert met(client, pdf_of(issued)) == 404


def test_another_province_sees_nothing(client, issued):
    abroad = factories.ProvinceFactory(code="XX", name="tỉnh Khác", place="Khác")
    client.force_login(factories.someone(factories.organisation(province=abroad), "standing"))

    assert shown(client.get(LIST)) == []
    assert met(client, pdf_of(issued)) == 404


def test_signed_out_one_is_asked_to_sign_in(client, issued):
    for address in (LIST, pdf_of(issued)):
        assert client.get(address).status_code == 302


def test_a_paper_that_was_really_issued_is_there_with_its_bytes(client, season, leader_head, officer):
    paper = papers.issue("members", season, by=leader_head, at=factories.NOON)
    client.force_login(officer)

    page = client.get(LIST).content.decode()
    bytes_sent = client.get(pdf_of(paper)).content

    for text in (pdf_of(paper), paper.get_absolute_url(), paper.number_text, "Danh sách", "02/03/2026"):
        assert text in page
    assert bytes_sent == paper.content()


def test_drafts_and_papers_about_other_things_stay_away(client, season, standing, issued):
    factories.paper(
        season, state=Paper.State.DRAFT, number=None, issued_on=None, issued_at=None, content_hash=""
    )
    factories.paper(season, kind="proposal")
    stranger = factories.paper(season)
    Paper.objects.filter(pk=stranger.pk).update(subject="members:987654")
    client.force_login(standing)

    assert shown(client.get(LIST)) == [issued]


def test_the_newest_stands_first(client, season, officer):
    old, new, newest = (
        factories.paper(season, issued_at=factories.NOON + timedelta(days=days)) for days in (0, 1, 2)
    )
    client.force_login(officer)

    assert shown(client.get(LIST)) == [newest, new, old]


def test_replaced_and_void_papers_say_so_and_can_be_read(client, season, officer):
    void = factories.paper(season, state=Paper.State.VOID, void_reason="Ghi nhầm <b>tên</b> đơn vị.")
    replaced = factories.paper(season, state=Paper.State.SUPERSEDED)
    client.force_login(officer)

    page = client.get(LIST).content.decode()

    assert "Ghi nhầm &lt;b&gt;tên&lt;/b&gt; đơn vị." in page
    for paper in (void, replaced):
        assert paper.get_state_display() in page
        assert met(client, pdf_of(paper)) == 200


def test_a_code_is_found_in_small_letters_too(client, issued, officer):
    client.force_login(officer)

    assert met(client, reverse("blocs:paper-pdf", args=[issued.code.lower()])) == 200


def test_it_is_searched_and_filtered(client, bloc, season, members, standing, of_others, issued):
    last_year = factories.season(bloc, members, year=YEAR - 1)
    pledge = factories.paper(
        last_year,
        kind="pledge",
        title="Giao ước thi đua năm trước",
        number_text="07/GƯTĐ-MTTQ",
        state=Paper.State.SUPERSEDED,
    )
    client.force_login(standing)

    def found(**given):
        return set(shown(client.get(LIST, given)))

    assert found(q="giao uoc") == found(q="GIAO ƯỚC") == found(q="Giao u\u031bo\u031b\u0301c") == {pledge}
    assert found(q="07/GƯTĐ") == found(q="gutd-mttq") == {pledge}
    assert found(q=pledge.code_text) == {pledge}
    assert found(q="tinh doan") == {pledge, issued, of_others}
    assert found(kind="pledge") == {pledge}
    assert found(bloc=bloc.code) == {pledge, issued}
    assert found(year=str(YEAR)) == {issued, of_others}
    assert found(state="superseded") == {pledge}
    assert found(bloc=bloc.code, year=str(YEAR), kind="members", state="issued") == {issued}
    assert found(kind="x", bloc="y", year="z", state="draft", page="chín") == {pledge, issued, of_others}


def test_what_is_shown_is_taken_away_as_a_workbook(client, season, standing):
    factories.paper(season, title="=cmd()")
    factories.paper(season)
    client.force_login(standing)

    sheet = load_workbook(BytesIO(client.get(LIST, {"format": "xlsx", "q": "cmd"}).getvalue())).active

    assert sheet.max_row == 2
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=cmd()", "s")


@pytest.mark.parametrize(
    ("given", "words"),
    [({}, "Chưa ban hành văn bản nào"), ({"q": "không có"}, "Không có dòng nào khớp với điều kiện lọc")],
)
def test_an_empty_list_says_what_to_do(client, season, officer, given, words):
    client.force_login(officer)

    assert words in client.get(LIST, given).content.decode()


@pytest.mark.parametrize("how_many", [1, 30])
@pytest.mark.parametrize("who", ["standing", "officer"])
def test_it_costs_the_same_however_many_papers_and_seasons(
    client, bloc, members, season, how_many, who, request, django_assert_max_num_queries
):
    for number in range(how_many):
        factories.paper(factories.season(bloc, members, year=YEAR - 1 - number))
    client.force_login(request.getfixturevalue(who))

    with django_assert_max_num_queries(8):
        response = client.get(LIST)

    assert len(shown(response)) == how_many


def test_fifty_stand_on_a_page(client, season, officer):
    for _number in range(51):
        factories.paper(season)
    client.force_login(officer)

    assert len(shown(client.get(LIST))) == 50
    assert len(shown(client.get(LIST, {"page": "2"}))) == 1
