import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from documents import rendering
from documents.forms import verification
from documents.services import papers
from documents.views import limits
from tests.documents import samples
from tests.documents.pages import words_of

VERIFY = "documents:verify"


def heading_of(response):
    return strip_tags(re.search(r"<h1.*?</h1>", response.content.decode(), re.S)[0]).strip()


def file_of(content, name="van-ban.pdf"):
    return {"file": SimpleUploadedFile(name, content, "application/pdf"), "by_file": "1"}


@pytest.fixture
def paper(issue):
    return issue()


def test_anybody_may_ask(client, db):
    response = client.get(reverse(VERIFY))

    assert response.status_code == 200
    assert heading_of(response) == "Kiểm tra văn bản"


@pytest.mark.parametrize("written", ["{}", "{}".lower(), " {} "])
def test_a_code_leads_to_the_page_of_its_paper(client, paper, written):
    typed = written.format(paper.code_text.lower())

    response = client.post(reverse(VERIFY), {"code": typed, "by_code": "1"})

    assert response.url == paper.get_absolute_url()


def test_the_page_of_a_paper_says_in_one_word_that_it_holds_and_then_what_it_is(client, paper):
    response = client.get(paper.get_absolute_url())

    assert response.status_code == 200
    assert heading_of(response) == "Còn hiệu lực"
    words = words_of(response)
    assert "Tờ trình về việc đề nghị tặng Bằng khen năm 2024" in words
    assert "01/TTr-SNV" in words
    assert "Sở Nội vụ" in words
    assert "05/02/2024" in words
    assert paper.code_text in words


def test_no_name_of_a_person_is_told(client, paper, officer):
    words = words_of(client.get(paper.get_absolute_url()))

    assert officer.full_name not in words
    assert "Hoàng Văn Tĩnh" not in words


def test_a_replaced_paper_leads_to_the_one_in_its_place(client, issue, paper):
    newer = issue(supersedes=paper, reason="Sai tên đơn vị")

    response = client.get(paper.get_absolute_url())

    assert heading_of(response) == "Đã được thay thế"
    assert f'href="{newer.get_absolute_url()}"' in response.content.decode()


def test_a_void_paper_says_why(client, officer, paper):
    papers.void(paper, reason="Ban hành nhầm <b>số</b>", by=officer)

    response = client.get(paper.get_absolute_url())

    assert heading_of(response) == "Đã bị hủy bỏ"
    assert "Ban hành nhầm &lt;b&gt;số&lt;/b&gt;" in response.content.decode()


@pytest.mark.parametrize("code", [samples.CODE, "x", "0000000000", "a" * 300, "../../etc"])
def test_a_code_that_was_never_given_is_not_found(client, db, code):
    response = client.get(f"/verify/{code}/")

    assert response.status_code == 404


def test_an_unknown_code_is_answered_in_a_word_with_what_to_do(client, db):
    response = client.get(reverse("documents:paper-verify", args=[samples.CODE]))

    assert "Không tìm thấy" in words_of(response)
    assert "đối chiếu" in words_of(response)


@pytest.mark.parametrize("typed", ["", "123", "ABCDEFGHJ0", "<script>alert(1)</script>", "ả" * 30])
def test_what_is_not_a_code_is_told_at_the_field_and_kept(client, db, typed):
    response = client.post(reverse(VERIFY), {"code": typed, "by_code": "1"})

    assert response.status_code == 200
    assert response.context["code_form"].errors["code"]
    assert response.context["code_form"]["code"].value() == typed
    assert "<script>alert" not in response.content.decode()


def test_the_issued_file_is_known_as_unchanged(client, paper):
    response = client.post(reverse(VERIFY), file_of(paper.content()))

    assert heading_of(response) == "Còn hiệu lực"
    assert "Nguyên vẹn" in words_of(response)
    assert "01/TTr-SNV" in words_of(response)


def test_one_changed_letter_makes_another_file(client, paper):
    content = bytearray(paper.content())
    content[len(content) // 2] ^= 1

    response = client.post(reverse(VERIFY), file_of(bytes(content)))

    assert response.status_code == 200
    assert "Đã bị thay đổi" in words_of(response)
    assert "Còn hiệu lực" not in words_of(response)
    assert f'href="{paper.get_absolute_url()}"' in response.content.decode()


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 of somebody else", b"\0" * 1000, b"PK\x03\x04", "chữ".encode()]
)
def test_any_other_file_is_not_ours(client, db, content):
    assert "Không đọc được" in words_of(client.post(reverse(VERIFY), file_of(content)))


def test_a_paper_of_others_is_not_ours(client, db):
    content = rendering.pdf(samples.submission(code=""))

    assert "Không khớp" in words_of(client.post(reverse(VERIFY), file_of(content)))


def test_a_site_without_keys_of_its_own_still_checks_files(client, paper, settings):
    settings.SIGNING_KEYS_MADE, settings.SIGNING_KEYS_FILE = False, ""

    assert "Nguyên vẹn" in words_of(client.post(reverse(VERIFY), file_of(paper.content())))
    assert client.get(reverse("documents:revocation-list")).status_code == 404
    assert client.get(reverse("documents:root-certificate")).status_code == 404


def test_an_empty_or_missing_file_is_told_at_the_field(client, db):
    for sent in (file_of(b""), {"by_file": "1"}):
        response = client.post(reverse(VERIFY), sent)

        assert response.status_code == 200
        assert response.context["file_form"].errors["file"]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(client, db, monkeypatch):
    monkeypatch.setattr("documents.views.verification.LARGEST_FILE", 1000)
    monkeypatch.setattr("documents.views.verification.FORM_AROUND_A_FILE", 0)

    response = client.post(reverse(VERIFY), file_of(b"x" * 5000))

    assert response.status_code == 413
    assert "50 MB" in words_of(response)
    assert verification.LARGEST_FILE == 50 * 1024 * 1024


def test_a_form_without_its_token_is_refused(db):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(reverse(VERIFY), {"code": samples.CODE, "by_code": "1"}).status_code == 403


def test_who_asks_too_often_is_asked_to_wait(client, paper):
    cache.set("asked:verify:127.0.0.1", limits.PER_MINUTE - 1, timeout=3600)  # whatever the tests' pace

    answers = [client.get(paper.get_absolute_url()).status_code for _ in range(2)]

    assert answers == [200, 429]
    assert "một phút" in words_of(client.get(reverse(VERIFY)))


def test_other_ways_of_asking_are_not_offered(client, paper):
    assert client.post(paper.get_absolute_url()).status_code == 405
    assert client.delete(reverse(VERIFY)).status_code == 405


def test_a_page_costs_few_queries(client, paper, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(paper.get_absolute_url())


def test_the_address_on_the_paper_is_the_page_of_the_paper(client, paper):
    from documents.layout import lay_out

    link = lay_out(samples.submission(code=paper.code)).verification.link

    assert client.get(link.removeprefix("http://testserver")).status_code == 200
    assert len(link) < 60
