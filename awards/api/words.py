"""Fields that hold one of a few words. In the description each lists them, under no name of its own:
the choices of our models share short names, and a description has only one `Kind`."""

from typing import Any

from django.db.models import TextChoices
from pydantic import Field


def one_of(choices: type[TextChoices], **more: Any) -> Any:
    return Field(json_schema_extra={"enum": [*choices.values]}, **more)


def asked_for(choices: type[TextChoices]) -> Any:
    """The same as a parameter, which may be left out."""
    words = "|".join(choices.values)
    return Field(None, pattern=f"^({words})$", description="One of the words of the same field.")
