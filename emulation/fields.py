"""Columns that keep themselves in order, however a row is saved; update_fields must name the derived ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from emulation.text import folded, one_line, sort_key

if TYPE_CHECKING:
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class OneLineField(TextColumn):
    """A name or the like: normalised (NFC), in one line."""

    def to_python(self, value: Any) -> Any:
        return one_line(value) if isinstance(value, str) else super().to_python(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class _Derived(TextColumn):
    """Computed from other columns of its row each time it is written."""

    def __init__(self, *, of: tuple[str, ...], **kwargs: Any) -> None:
        self.of = tuple(of)
        kept: dict[str, Any] = {"editable": False, "default": "", "blank": True}
        super().__init__(**kept | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.derived([str(getattr(model_instance, name)) for name in self.of])[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value

    def derived(self, texts: list[str]) -> str:
        raise NotImplementedError


class SortKeyField(_Derived):
    """What sorts as the Vietnamese alphabet wants, in every database."""

    def derived(self, texts: list[str]) -> str:
        return sort_key(" ".join(texts))


class SearchField(_Derived):
    """The folded words of several columns, to be searched with or without marks."""

    def derived(self, texts: list[str]) -> str:
        return "|".join(folded(text) for text in texts)
