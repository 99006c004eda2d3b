"""The guide inside the site: every page, its links and pictures, and the reader's own page first."""

import re
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from emulation import guide
from tests import factories

EVERY = (guide.FIRST, *guide.PAGES)


def shown(client, name=guide.FIRST):
    response = client.get(guide.address(name))
    assert response.status_code == 200
    return response.content.decode()


def parts(page):
    """The titles at the side, in their order."""
    return re.findall(r'<a href="[^"]*"[^>]*lang="vi">([^<]*)</a>', page)


@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERY)
def test_who_is_not_signed_in_reads_every_page_with_its_pictures(client, name):
    page = shown(client, name)

    text = (guide.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert f">{text.splitlines()[0].removeprefix('# ')}</span></h1>" in page
    pictures = re.findall(r'<img [^>]*src="/static/(guide/[^"]+)"', page)
    assert len(pictures) == text.count("![")
    assert all(finders.find(picture) for picture in pictures)
    assert page.count("<h2 id=") == text.count("\n## ")
    assert not re.search(r"<script(?! src| type=.module. src)|style=|\.md\b", page)


@pytest.mark.parametrize("name", EVERY)
def test_every_link_leads_to_a_page_and_a_heading_of_the_guide(name):
    for link in re.findall(r'href="([^"]*)"', guide.page(name).text):
        address, _hash, place = unquote(link).partition("#")
        if address.startswith("/static/"):
            continue
        target = next(each for each in EVERY if guide.address(each) == (address or guide.address(name)))
        assert not place or f'id="{place}"' in guide.page(target).text


def test_what_is_no_part_of_a_guide_is_taken_out(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(guide, "FOLDER", tmp_path)
    (tmp_path / "head.md").write_text(
        '# Đầu\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) <b onclick="x">b</b>\n',
        encoding="utf-8",
    )

    text = guide.page("head").text
    assert "<script" not in text
    assert "<b" not in text
    assert 'href="javascript' not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "title"),
    [
        ("officer", "Chuyên viên của đơn vị thành viên"),
        ("head", "Lãnh đạo đơn vị, người ký"),
        ("standing", "Cơ quan thường trực"),
        ("council_member", "Cơ quan thường trực"),
        ("administrator", "Quản trị viên"),
    ],
)
def test_the_page_of_ones_own_role_comes_first(client, role, title):
    client.force_login(factories.someone(factories.organisation(), role))

    page = shown(client)
    assert parts(page)[:2] == ["Hướng dẫn sử dụng", title]
    assert re.search(rf'rel="next"[^>]*><span lang="vi">{title}<', page)


@pytest.mark.django_db
def test_who_leads_a_bloc_has_the_leaders_page_before_that(client):
    leader = factories.organisation()
    factories.set_up(factories.season(factories.bloc(province=leader.province), [leader]))
    client.force_login(factories.someone(leader, "head"))

    assert parts(shown(client))[1:3] == [
        "Khối trưởng, Khối phó (Cụm trưởng, Cụm phó)",
        "Lãnh đạo đơn vị, người ký",
    ]


@pytest.mark.django_db
def test_who_reads_english_is_told_that_the_guide_is_vietnamese(client):
    told = "The guide is in Vietnamese"
    assert told not in shown(client)
    client.post("/language/", {"language": "en"})

    assert told in shown(client)


@pytest.mark.django_db
def test_every_page_leads_to_the_guide(client):
    assert f'href="{reverse("blocs:guide")}"' in client.get(reverse("account_login")).content.decode()
