"""The words for ratings, scopes and grounds, as findings use them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from awards.models import Basis, Rating, Scope
from emulation.verdicts import Reason

RATING_WORDS: dict[str, Reason] = {
    Rating.EXCELLENT: gettext_lazy("excellent completion"),
    Rating.GOOD: gettext_lazy("good completion"),
    Rating.COMPLETED: gettext_lazy("completion"),
    Rating.FAILED: gettext_lazy("failure to complete"),
}
SCOPE_WORDS: dict[str, Reason] = {
    Scope.GRASSROOTS: gettext_lazy("at the grassroots"),
    Scope.PROVINCE: gettext_lazy("in the province"),
    Scope.NATION: gettext_lazy("in the nation"),
}
FIGURE_WORDS: dict[str, Reason] = {
    "share_ldtt": gettext_lazy("Advanced Workers among its people, %"),
    "share_completed": gettext_lazy("people who completed their tasks, %"),
    "count_cstd_cs": gettext_lazy("Grassroots Emulation Fighters"),
    "count_disciplined": gettext_lazy("people with a warning or a heavier measure"),
    "share_women": gettext_lazy("women among its people, %"),
}


BASIS_WORDS: dict[str, Reason] = {
    Basis.MERIT: gettext_lazy("merit"),
    Basis.SUDDEN: gettext_lazy("a sudden achievement"),
    Basis.THEMATIC: gettext_lazy("a movement"),
    Basis.CAREER: gettext_lazy("a career of service"),
    Basis.OTHER: gettext_lazy("another ground"),
}


def ground_words(grounds: Iterable[str]) -> list[str]:
    return [str(BASIS_WORDS.get(ground, ground)) for ground in grounds]
