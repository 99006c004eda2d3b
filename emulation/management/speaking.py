"""Commands that speak to those who run the site."""

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation


def language_of_the_shell() -> str:
    """Vietnamese, unless LANGUAGE asks for English first."""
    return "en" if os.environ.get("LANGUAGE", "").lower().startswith("en") else "vi"


class SpeakingCommand(BaseCommand):
    """Speaks the language of the shell."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with translation.override(language_of_the_shell()):
            return super().execute(*args, **options)
