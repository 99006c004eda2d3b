"""What the pages for those who run the site name is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from documents.models import FormatProfile

PAGES = ["README.md", "docs/operations.md", "deploy/README.md", "deploy/compose.yaml"]
# What a bare Debian has, and what each package brings that the page installs.
BARE = {
    *("adduser", "apt-get", "cat", "cd", "chmod", "chown", "cp", "echo", "env", "export", "grep", "head"),
    *("install", "ln", "ls", "mv", "rm", "runuser", "sed", "sleep", "systemctl", "umask", "true"),
}
BROUGHT = {
    "curl": {"curl"},
    "git": {"git"},
    "make": {"make"},
    "nginx": {"nginx"},
    "openssl": {"openssl"},
    "postgresql": {"createdb", "dropdb", "pg_ctlcluster", "psql"},
    "python3-venv": {".venv/bin/python"},
}
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


def blocks(page):
    """(heading, commands) of each block, without its comments and without what is written into a file."""
    found, heading = [], ""
    for title, block in re.findall(r"^#+ (.*)$|^```sh\n([\s\S]*?)^```$", page, re.MULTILINE):
        heading = title or heading
        if block:
            block = re.sub(r"<<END\n[\s\S]*?END\n", "\n", block).replace("\\\n", " ")
            found.append((heading, re.sub(r" +# .*$", "", block, flags=re.MULTILINE)))
    return found


def programs(block):
    quiet = re.sub(r"'[^']*'|\b(?!sh\b)\w+=(?=\$\()", "", block)
    started = re.findall(r"(?:^|\||;|&&|\$\(|\{|^\()\s*([\w./-]+)(?=[ \n)])", quiet, re.MULTILINE)
    return {word for word in started if not re.fullmatch(r"\d+", word)}


def test_each_program_of_a_block_is_there_on_a_bare_machine_or_was_installed():
    page = read("docs/operations.md")
    packages = set(re.search(r"--no-install-recommends (.+)", page)[1].split())
    there = BARE.union(*(BROUGHT[package] for package in packages & BROUGHT.keys()))
    defined = set(re.findall(r"^(\w+)\(\)", page, re.MULTILINE))

    used = set().union(*(programs(block) for _heading, block in blocks(page)))

    assert {"curl", "openssl", "runuser", "run"} < used
    assert used - there - defined == set()


def test_whoever_comes_back_needs_no_more_than_the_block_for_a_new_shell():
    """Nobody has the shell any more in which the site was set up."""
    known, later, setting_up = set(), False, {"DATABASE_PASSWORD"}
    for heading, block in blocks(read("docs/operations.md")):
        later = later or heading == "In a new shell"
        if not later:
            continue
        defined = set(re.findall(r"(?:^|\()(\w+)=|^(\w+)\(\)", block, re.MULTILINE))
        known |= {name for pair in defined for name in pair}
        used = set(re.findall(r"\$\{?([A-Za-z_]\w*)", block))
        used |= {
            name for name in ("run", "ask", "drill", "setting") if re.search(rf"(?:^|\(){name} ", block, re.M)
        }
        given = setting_up if heading == "In earnest" else set()
        assert used - known - given == set(), heading


def test_a_backup_before_an_upgrade_is_made_by_the_version_that_wrote_the_rows():
    pulls = [block for _heading, block in blocks(read("docs/operations.md")) if "git pull" in block]

    assert len(pulls) == 1
    backup, stop, pull = (
        pulls[0].index(command)
        for command in ("systemctl start thi-dua-backup", "systemctl stop thi-dua", "git pull")
    )
    assert backup < stop < pull


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
