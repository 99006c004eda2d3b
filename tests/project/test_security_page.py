"""docs/security.md: every requirement of ASVS 4.0.3 at level 2 has one line, and what it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w.@-]+(?:/[\w.@-]+)+|[\w-]+\.(?:md|txt|toml)|\.env\.example)`")
# How many there are at level 2 in each chapter of the standard, less those that it has deleted.
LEVEL_2 = {1: 38, 2: 54, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13, 14: 23}


def test_each_requirement_has_one_line():
    numbers = [number for number, *_ in ROW.findall(PAGE)]

    assert len(numbers) == len(set(numbers))
    assert {part: sum(n.startswith(f"{part}.") for n in numbers) for part in LEVEL_2} == LEVEL_2


@pytest.mark.parametrize("row", ROW.findall(PAGE), ids=lambda row: row[0])
def test_each_line_says_how_it_stands_and_why(row):
    _number, _asks, state, answer = row

    assert state in {"met", "partly", "not met", "none"}
    assert answer.strip()


def test_every_file_that_is_named_is_there():
    named = set(NAMED.findall(PAGE))

    assert named
    assert {name for name in named if not (ROOT / name).exists()} == set()
