"""The titles, commendations and rules that the site begins with; what officials edited is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import models

DATA = Path(__file__).resolve().parent / "data"
AWARDS, RULE_SETS = DATA / "awards.json", DATA / "rule_sets.json"
BALLOT_RULES, STATISTICAL_FORMS = DATA / "ballot_rules.json", DATA / "statistical_forms.json"
LEVELS = [  # of movements, as the forms write them
    ("Thủ tướng Chính phủ phát động", "prime_minister"),
    ("Bộ, ban, ngành, đoàn thể Trung ương phát động", "central"),
    ("Tỉnh phát động", "province"),
    ("Sở, ngành, đoàn thể tỉnh phát động", "sector"),
    ("Khối, cụm thi đua phát động", "bloc"),
    ("Cơ quan, đơn vị phát động", "organisation"),
]


def load(award: type[models.Model]) -> int:
    """Add the awards that are missing, fill in what older rows lack, and say how many were added.

    A migration lends its own model, which may not have all the columns yet.
    """
    columns = {field.name for field in award._meta.get_fields()}
    added = 0
    for told in _read(AWARDS):
        row = {name: value for name, value in told.items() if name in columns}
        kept, is_new = award._default_manager.get_or_create(code=row["code"], defaults=row)
        added += is_new
        if not is_new and "level" in columns and not kept.level:  # type: ignore[attr-defined]  # Award's
            award._default_manager.filter(pk=kept.pk).update(
                **{name: value for name, value in row.items() if name not in ("code", "name", "kind")}
            )
    return added


def load_rules(
    award: type[models.Model], rule_set: type[models.Model], award_rule: type[models.Model]
) -> tuple[int, int]:
    """Add the sets of rules and the rules that are missing; how many of each."""
    columns = {field.name for field in rule_set._meta.concrete_fields}
    awards = {row.code: row for row in award._default_manager.all()}  # type: ignore[attr-defined]  # a code
    sets: dict[str, Any] = {row.code: row for row in rule_set._default_manager.all()}  # type: ignore[attr-defined]  # a code
    new_sets = new_rules = 0
    for told in _read(RULE_SETS):
        fields = {name: value for name, value in told.items() if name in columns and name != "parent"}
        if told["code"] not in sets:
            sets[told["code"]] = rule_set._default_manager.create(parent=sets.get(told["parent"]), **fields)
            new_sets += 1
        for rule in told["rules"]:
            key = {"rule_set": sets[told["code"]], "award": awards[rule["award"]], "whom": rule["whom"]}
            rest = {name: value for name, value in rule.items() if name not in ("award", "whom")}
            _kept, is_new = award_rule._default_manager.get_or_create(**key, defaults=rest)
            new_rules += is_new
    return new_sets, new_rules


def amend_rules(rule_set: type[models.Model], award_rule: type[models.Model]) -> None:
    """Put the known rules as they are read today where nobody has changed a rule of their set."""
    for told in _read(RULE_SETS):
        kept = rule_set._default_manager.filter(code=told["code"]).exclude(events__step="rule").first()
        for rule in told["rules"] if kept else ():
            rows = award_rule._default_manager.filter(
                rule_set=kept, award__code=rule["award"], whom=rule["whom"]
            )
            rows.update(**{name: rule[name] for name in ("conditions", "judged", "source", "confidence")})


def load_ballot_rules(ballot_rule: type[models.Model]) -> int:
    """Add the usual thresholds for all provinces where none begin on that day; how many."""
    added = 0
    for told in _read(BALLOT_RULES):
        key = {"province": None, "award": None, "starts": told["starts"]}
        _kept, is_new = ballot_rule._default_manager.get_or_create(**key, defaults=told)
        added += is_new
    return added


def load_statistical_forms(
    form: type[models.Model], line: type[models.Model], award: type[models.Model]
) -> int:
    """Add the yearly forms for all provinces that are missing, with their lines; how many."""
    added = 0
    for told in _read(STATISTICAL_FORMS):
        fields = {name: value for name, value in told.items() if name not in ("code", "lines")}
        row, is_new = form._default_manager.get_or_create(province=None, code=told["code"], defaults=fields)
        if is_new:
            line._default_manager.bulk_create(
                line(form=row, order=place, label=label, counts=counts)
                for place, (label, counts) in enumerate(_lines(told["lines"], award), start=1)
            )
        added += is_new
    return added


def _lines(named: str, award: type[models.Model]) -> list[tuple[str, str]]:
    """The levels of movements, or the awards of one level."""
    if named == "levels":
        return LEVELS
    return list(award._default_manager.filter(level=named or None).order_by("pk").values_list("name", "code"))


def _read(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
