"""What the pages for those who run the site name is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from documents.models import FormatProfile

PAGES = ["README.md", "docs/operations.md", "deploy/README.md", "deploy/compose.yaml"]
UNITS = sorted(path.name for path in Path(settings.BASE_DIR, "deploy").glob("thi-dua*"))


def read(path):
    return Path(settings.BASE_DIR, path).read_text(encoding="utf-8")


def commands(text):
    return set(re.findall(r'python"?,? "?manage\.py"?,? "?([a-z_]+)', text))


@pytest.mark.parametrize("page", PAGES)
def test_each_command_that_a_page_names_exists(page):
    named = commands(read(page)) | set(re.findall(r"^run ([a-z_]+)", read(page), re.MULTILINE))

    assert named
    assert named <= set(get_commands())


def test_each_name_of_the_settings_that_is_written_in_the_example():
    page = read("docs/operations.md")
    written = re.search(r"cat >> \.env <<END\n(.*?)END\n", page, re.DOTALL)[1]

    example = read(".env.example")
    assert not [name for name in re.findall(r"^(\w+)=", written, re.MULTILINE) if f"{name}=" not in example]


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_is_put_in_place_and_starts_what_is_there(unit):
    text = read(f"deploy/{unit}")
    page = read("docs/operations.md")

    started = commands(text) | set(re.findall(r"Unit=thi-dua@(\w+)\.service", text))
    assert started <= set(get_commands())
    assert unit.startswith("thi-dua@") or unit.removesuffix(".service") in page


@pytest.mark.parametrize("page", ["docs/faults.md", "docs/year.md"])
def test_each_fault_that_is_told_has_its_test(page):
    named = set(re.findall(r"`(test_\w+)`", read(page)))
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(settings.BASE_DIR, "tests").rglob("test_*.py")
    )
    files = {path.stem for path in Path(settings.BASE_DIR, "tests").rglob("test_*.py")}

    assert len(named) > 12
    assert not [name for name in named if f"def {name}(" not in tests and name not in files]


def test_each_point_of_a_format_says_where_it_comes_from():
    points = {field.name for field in FormatProfile._meta.concrete_fields}
    told = set(re.findall(r"`(\w+)`", read("docs/formats.md")))

    assert points - told == {"code", "name", "source", "confidence", "note"}
