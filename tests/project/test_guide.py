"""The guide in docs/guide/ says what the pages say: its labels, its pictures and its links are there."""

import gettext
import re
import runpy
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
LARGEST = 120 * 1024
MOST = 25


@cache
def on_pages():
    """Every text that a page can show in Vietnamese."""
    return set(gettext.translation("django", ROOT / "locale", ["vi"])._catalog.values())


@cache
def in_english():
    known = gettext.translation("django", ROOT / "locale", ["vi"])._catalog
    return {(key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2] for key in known}


def links(page, pattern):
    return re.findall(pattern + r"\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_bold_word_stands_on_a_page(page):
    labels = re.findall(r"\*\*(.+?)\*\*", page.read_text(encoding="utf-8"))
    assert labels
    assert [label for label in labels if label not in on_pages()] == []


def test_each_label_that_the_administrator_is_sent_to_stands_on_a_page():
    page = (ROOT / "docs" / "administration.md").read_text(encoding="utf-8")
    labels = {
        part
        for found in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)|- \*\*([^*]+):\*\*", page)
        for part in "".join(found).split(" → ")
    }

    assert len(labels) > 15
    assert labels - in_english() - {"Comes", "Moves", "Leaves", "A head is replaced"} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_link_leads_somewhere(page):
    for link in links(page, r"(?<!!)"):
        name, _, place = link.partition("#")
        target = GUIDE / name if name else page
        assert target.is_file(), link
        assert not place or place in anchors(target), link


def test_the_pictures_are_those_that_the_script_takes():
    taken = {f"{name}.png" for name, *_rest in runpy.run_path(str(ROOT / "scripts" / "pictures"))["GUIDE"]}
    shown = {Path(link).name for page in PAGES for link in links(page, "!")}
    there = {picture.name for picture in (GUIDE / "pictures").iterdir()}
    assert taken == shown == there
    assert len(there) <= MOST


def test_the_guide_is_in_the_image_of_the_site():
    left_out = (ROOT / ".dockerignore").read_text().splitlines()
    assert left_out.index("!docs/guide") > left_out.index("docs/*")


def test_the_pictures_are_small():
    sizes = {picture.name: picture.stat().st_size for picture in (GUIDE / "pictures").iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
