"""Promises about the files themselves."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = [ROOT / app for app in ("emulation", "documents", "blocs", "awards")]
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def texts():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if "vendor" in path.parts or path == Path(__file__) or not path.exists():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize(
    "unwanted", [PLACES_OF_ONE_MACHINE, LEFT_FOR_LATER], ids=["machine paths", "loose ends"]
)
def test_no_file_holds(unwanted):
    assert [(name, found.group()) for name, text in texts() for found in unwanted.finditer(text)] == []


def test_rules_ask_neither_database_nor_clock_nor_request():
    forbidden = {"django.db", "django.db.models", "django.http", "django.utils.timezone", "django.conf"}
    allowed = {"django.utils.timezone.localtime"}  # writes a given moment as it is read here
    found = []
    for path in (path for app in OURS for path in (app / "rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom):
                named = {f"{node.module}.{alias.name}" for alias in node.names}
                names = {node.module, *named} if named - allowed else set()
            if names & forbidden:
                found.append((path.name, names & forbidden))
    assert found == []


def test_rows_are_locked_so_that_others_may_point_at_them():
    """A line of the log points at the province: under a full lock, who holds a season and logs waits for who
    holds the province and wants the season."""
    bare = []
    for path in (path for app in OURS for path in app.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "select_for_update":
                continue
            if "no_key" not in {keyword.arg for keyword in node.keywords}:
                bare.append((path.name, node.lineno))
    assert bare == []


def test_tests_that_the_documents_name_are_there():
    named = {
        (path.name, name)
        for path in (ROOT / "docs").glob("*.md")
        for name in re.findall(r"`(test_\w+)(?:\.py)?`", path.read_text(encoding="utf-8"))
    }
    tests = list((ROOT / "tests").rglob("test_*.py"))
    known = {path.stem for path in tests}
    for path in tests:
        known |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))

    assert named
    assert {(file, name) for file, name in named if name not in known} == set()


def test_paper_fonts_and_screen_fonts_come_with_their_licence():
    folders = {
        path.parent for path in (ROOT / "static" / "fonts").rglob("*") if path.suffix in (".ttf", ".woff2")
    }

    assert folders
    assert [folder.name for folder in folders if not (folder / "OFL.txt").exists()] == []
