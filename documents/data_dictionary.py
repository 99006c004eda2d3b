"""The data dictionary (docs/data.md), read from the models: what is kept, as what, under which rules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db import models
from django.utils import translation

from documents import append_only

APPS = ("emulation", "documents", "blocs", "awards")
OPENING = """# Data dictionary

Written by `python manage.py data_dictionary` from the models; a test compares,
so write it anew after each change of a model instead of editing here.
What each app is for stands in the [README](../README.md);
what may leave the site through the interface, in [interface.md](interface.md).

“Rows stay” means that the database itself refuses to change or delete them. Other histories
say in their purpose that rows are only added; there the code sees to it.
“Null” is a value that may be missing; a text that may be empty is marked “may be empty”.
“One of” lists what is stored, with the label in brackets.
"""
_MANY_CHOICES = 24  # beyond it they are data of a table, not a list to read


def written() -> str:
    with translation.override("en"):
        parts = [OPENING, *(_app(apps.get_app_config(label)) for label in APPS)]
    return "\n".join(parts)


def _app(config: AppConfig) -> str:
    ours = [model for model in config.get_models() if not model._meta.proxy]
    shown = [_model(model) for model in sorted(ours, key=lambda model: model.__name__)]
    return "\n".join((f"## {config.label}\n", *shown))


def _model(model: type[models.Model]) -> str:
    meta = model._meta
    lines = [f"### {meta.label}", "", _purpose(model), "", f"Table `{meta.db_table}`."]
    if meta.db_table in append_only.TABLES:
        lines[-1] += " Rows stay."
    lines += ["", "| Field | Kind | Null | Meaning |", "|---|---|---|---|"]
    lines += [_row(field) for field in (*meta.local_concrete_fields, *meta.local_many_to_many)]
    lines += [f"\n{title}: {', '.join(names)}." for title, names in _rules(model) if names]
    return "\n".join((*lines, ""))


def _purpose(model: type[models.Model]) -> str:
    """Its docstring; Django makes one of the field names where there is none."""
    words = inspect.cleandoc(model.__doc__ or "")
    if not words.startswith(f"{model.__name__}("):
        return " ".join(words.split())
    name = str(model._meta.verbose_name)
    return f"{name[:1].upper()}{name[1:]}."


def _row(field: models.Field) -> str:
    kind = f"`{field.name}` | {_kind(field)} | {'yes' if field.null else ''} | {_meaning(field)}"
    return f"| {kind} |"


def _kind(field: models.Field) -> str:
    kind = type(field).__name__
    if field.remote_field is not None:
        target = field.remote_field.model._meta.label
        gone = getattr(field.remote_field, "on_delete", None)
        kind += f" → {target}" + (f", {gone.__name__}" if gone else "")
    elif field.max_length:
        kind += f", {field.max_length}"
    elif isinstance(field, models.DecimalField):
        kind += f", {field.max_digits} digits, {field.decimal_places} after the comma"
    marks = ((field.primary_key, "key"), (field.unique and not field.primary_key, "unique"))
    return ", ".join((kind, *(mark for applies, mark in marks if applies)))


def _meaning(field: models.Field) -> str:
    said = str(field.verbose_name)
    parts = [said if said.casefold() != field.name.replace("_", " ").casefold() else "", str(field.help_text)]
    if field.blank and isinstance(field, models.CharField | models.TextField):
        parts.append("may be empty")
    choices = [f"`{value}` ({label})" for value, label in field.flatchoices if value not in ("", None)]
    if 0 < len(choices) <= _MANY_CHOICES:
        parts.append("one of " + ", ".join(choices))
    elif choices:
        parts.append(f"one of {len(choices)} values")
    return "; ".join(part.rstrip(".").replace("|", "\\|").replace("\n", " ") for part in parts if part)


def _rules(model: type[models.Model]) -> Iterator[tuple[str, list[str]]]:
    meta = model._meta
    yield "Constraints", [f"`{rule.name}`{_covers(rule)}" for rule in meta.constraints]
    yield "Indexes", [f"`{index.name}` ({', '.join(index.fields) or 'computed'})" for index in meta.indexes]


def _covers(rule: models.BaseConstraint) -> str:
    named = getattr(rule, "fields", ())
    return f" (one for each {', '.join(named)})" if named else ""
