"""Promises of the style sheets that no browser is needed for."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"
SHEETS = sorted(path for path in CSS.rglob("*.css") if "documents" not in path.parts)
VALUES = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text(encoding="utf-8")))
GROUNDS = ("sheet", "paper", "paper-deep")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "brand-deep") for ground in GROUNDS),
    *((tone, f"{tone}-wash") for tone in ("good", "wait", "bad", "info", "neutral")),
    *((tone, "sheet") for tone in ("good", "wait", "bad", "info", "brand")),
    ("ink", "gold-wash"),
    ("ink-soft", "gold-wash"),
    ("good", "gold-wash"),
    ("on-brand", "brand"),
    ("on-brand-soft", "brand"),
    ("brand-deep", "brand-wash"),
    ("on-brand", "bad"),
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink, ground):
    light, dark = sorted((luminance(VALUES[ink]), luminance(VALUES[ground])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(ink, ground):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_a_control_and_the_focus_are_seen(ground):
    assert contrast("line-control", ground) >= 3
    assert contrast("focus", ground) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_raw_colours_stand_in_the_tokens_only(sheet):
    if sheet.name != "tokens.css":
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_shouts(sheet):
    assert "!important" not in sheet.read_text(encoding="utf-8")


def test_each_component_is_imported_once():
    imported = re.findall(r'@import url\("([^"]+)"\)', (CSS / "app.css").read_text(encoding="utf-8"))

    assert len(imported) == len(set(imported))
    own = {str(path.relative_to(CSS)) for path in SHEETS} - {"app.css"}
    assert {name for name in imported if not name.startswith("..")} == own


def test_every_icon_named_in_a_template_exists():
    symbols = set(
        re.findall(
            r'<symbol id="([\w-]+)"',
            (ROOT / "static/vendor/bootstrap-icons/icons.svg").read_text(encoding="utf-8"),
        )
    )
    named = {
        name
        for page in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'(?:\{% icon |icon_name=)"([\w-]+)"', page.read_text(encoding="utf-8"))
    }

    assert named - symbols == set()


def test_what_others_made_is_listed_and_unchanged():
    import hashlib

    rows = re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", readme(), flags=re.MULTILINE)
    there = {
        path.relative_to(VENDOR).as_posix()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"README.md", "LICENSE"}
    }

    assert {name for name, _digest in rows if not name.startswith("..")} == there
    for name, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


VENDOR = ROOT / "static/vendor"


def readme():
    return (VENDOR / "README.md").read_text(encoding="utf-8")


def test_every_file_that_a_sheet_names_is_found_when_served_with_hashes(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": f"{ManifestStaticFilesStorage.__module__}.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    app = next((tmp_path / "css").glob("app.*.css")).read_text(encoding="utf-8")
    assert re.search(
        r'@import url\("\.\./vendor/bootstrap/bootstrap\.min\.[0-9a-f]{12}\.css"\) layer\(vendor\);', app
    )
