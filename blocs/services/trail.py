"""What a service changed, row by row, so that it can be taken back as long as nobody has gone on from it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from emulation.verdicts import Refused

Values = dict[str, str | None]
Step = dict[str, Any]


class Trail:
    """Changes, adds and removes rows, and remembers how they were."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def change(self, row: models.Model, **fields: Any) -> None:
        before = values(row, fields)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))
        self._keep(row, before=before, after=values(row, fields))

    def add(self, row: models.Model) -> None:
        row.save()
        row.refresh_from_db()  # as it will read when it is compared
        self._keep(row, after=values(row))

    def remove(self, row: models.Model) -> None:
        self._keep(row, before=values(row))
        row.delete()

    def touch(self, row: models.Model) -> None:
        """Remember that it was about this row, which itself stays as it is."""
        self._keep(row)

    def _keep(self, row: models.Model, **more: Values) -> None:
        self.steps.append({"model": row._meta.label_lower, "pk": row.pk, **more})


def values(row: models.Model, names: Any = None) -> Values:
    """Fields by name, as text that reads back."""
    fields = [
        field
        for field in row._meta.concrete_fields
        if names is None or field.name in names or field.attname in names
    ]
    return {
        field.name: None if field.value_from_object(row) is None else field.value_to_string(row)
        for field in fields
    }


@transaction.atomic
def take_back(steps: list[Step]) -> None:
    """The last first. Refuses when a row has changed since, or when others rest on one that was added."""
    for step in reversed(steps):
        model = apps.get_model(step["model"])
        before, after = step.get("before"), step.get("after")
        if after is not None:
            row = model._base_manager.select_for_update(no_key=True).filter(pk=step["pk"]).first()
            if row is None or values(row, after) != after:
                raise _changed(model)
            if before is None:
                _remove(row)
            else:
                _write(row, before)
                row.save(update_fields=list(before))
        elif before is not None:
            row = model()
            _write(row, before)
            _put_back(row)


def _write(row: models.Model, kept: Values) -> None:
    for name, text in kept.items():
        field: Any = row._meta.get_field(name)
        setattr(row, field.attname, None if text is None else field.to_python(text))


def _remove(row: models.Model) -> None:
    try:
        row.delete()
    except models.ProtectedError as error:
        raise _changed(type(row)) from error


def _put_back(row: models.Model) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _changed(type(row)) from error


def _changed(model: type[models.Model]) -> Refused:
    told = _("It cannot be undone any more: meanwhile somebody went on from it (%(what)s).")
    return Refused(told % {"what": model._meta.verbose_name})
