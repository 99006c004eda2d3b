import hashlib
import io
from contextlib import closing

import docx
import pytest
from django.test import RequestFactory

from documents.views.files import document_response, paper_response
from tests.documents import samples


@pytest.fixture
def paper(issue):
    return issue()


def content_of(response):
    with closing(response):
        return b"".join(response)


def test_the_stored_bytes_go_out(paper):
    response = paper_response(paper)

    assert hashlib.sha256(content_of(response)).hexdigest() == paper.content_hash
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(paper.size)
    assert response["Content-Disposition"] == 'inline; filename="To-trinh-de-nghi-khen-thuong.pdf"'


def test_nothing_is_printed_again(paper, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("documents.rendering.pdf", None)
    monkeypatch.setattr("documents.rendering.renderer", None)

    with django_assert_num_queries(1):  # whether it was signed since
        assert content_of(paper_response(paper))[:5] == b"%PDF-"


def test_a_browser_that_has_the_file_is_told_so(paper):
    etag = f'"{paper.content_hash}"'

    again = paper_response(paper, request=RequestFactory().get("/", HTTP_IF_NONE_MATCH=etag))
    with closing(paper_response(paper, request=RequestFactory().get("/", HTTP_IF_NONE_MATCH='"x"'))) as other:
        assert other.status_code == 200

    assert again.status_code == 304
    assert again["ETag"] == etag


def test_a_document_can_be_shown_without_being_issued():
    response = document_response(samples.submission().as_draft())

    assert response.content[:5] == b"%PDF-"
    assert response["Content-Disposition"] == 'inline; filename="To-trinh-de-nghi-khen-thuong.pdf"'


def test_a_document_for_word_is_saved_and_not_shown():
    response = document_response(samples.submission(), "docx")

    assert docx.Document(io.BytesIO(response.content)).core_properties.title
    assert response["Content-Disposition"] == 'attachment; filename="To-trinh-de-nghi-khen-thuong.docx"'
