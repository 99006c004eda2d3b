"""The words for ratings, scopes and grounds, as findings use them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import Award, Basis, Rating, Scope
from documents.wording import figure
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
    "share_ldtt": gettext_lazy("Share of Advanced Workers among its people"),
    "share_completed": gettext_lazy("Share of people who completed their tasks"),
    "count_cstd_cs": gettext_lazy("Grassroots Emulation Fighters"),
    "count_disciplined": gettext_lazy("People with a warning or a heavier measure"),
    "share_women": gettext_lazy("Share of women among its people"),
    "share_excellent": gettext_lazy("Share of people rated excellent among those rated good or better"),
}


def measured(name: str, value: Decimal | int) -> str:
    """A share with its per cent sign; a count bare."""
    return f"{figure(value)}%" if name.startswith("share_") else figure(value)


def bound_words(name: str, *, least: Decimal | None = None, most: Decimal | None = None) -> str:
    told = {"what": FIGURE_WORDS.get(name, name)}
    if least is not None:
        return _("%(what)s: at least %(limit)s") % (told | {"limit": measured(name, least)})
    return _("%(what)s: at most %(limit)s") % (told | {"limit": measured(name, most or Decimal(0))})


AWARD_WORDS: dict[str, Reason] = {
    "LDTT": gettext_lazy("Advanced Worker"),
    "CSTD_CS": gettext_lazy("Grassroots Emulation Fighter"),
    "CSTD_TINH": gettext_lazy("Provincial Emulation Fighter"),
    "CSTD_TQ": gettext_lazy("National Emulation Fighter"),
    "TT_LDTT": gettext_lazy("Advanced Labour Collective"),
    "TT_LDXS": gettext_lazy("Excellent Labour Collective"),
    "CO_TINH": gettext_lazy("Provincial Emulation Flag"),
    "CO_TINH_CD": gettext_lazy("Provincial Emulation Flag (movement)"),
    "CO_CP": gettext_lazy("Government Emulation Flag"),
    "CO_CP_CD": gettext_lazy("Government Emulation Flag (movement)"),
    "XP_TB": gettext_lazy("Exemplary Commune"),
    "GK": gettext_lazy("Letter of Commendation"),
    "BK_TINH": gettext_lazy("Provincial Certificate of Merit"),
    "BK_TTG": gettext_lazy("Prime Minister's Certificate of Merit"),
    "HCLD_3": gettext_lazy("Labour Order, third class"),
    "HCLD_2": gettext_lazy("Labour Order, second class"),
    "HCLD_1": gettext_lazy("Labour Order, first class"),
    "KNC_TINH": gettext_lazy("Commemorative Medal of the province"),
    "BK_TD_PT": gettext_lazy("Provincial Certificate of Merit (movement)"),
    "CO_MTTQ_TW": gettext_lazy("Emulation Flag of the central Fatherland Front"),
    "BK_MTTQ_TW": gettext_lazy("Certificate of Merit of the central Fatherland Front"),
    "BK_TCCTXH": gettext_lazy("Certificate of Merit of a provincial organisation"),
}
FAMILY_WORDS: dict[tuple[str, str], Reason] = {  # central bodies and provinces are of one level (L22, 3.5)
    (Award.Level.MINISTRY, Award.Family.FLAG): gettext_lazy("Emulation flag of a ministry or province"),
    (Award.Level.MINISTRY, Award.Family.CERTIFICATE): gettext_lazy(
        "Certificate of merit of a ministry or province"
    ),
}


BASIS_WORDS: dict[str, Reason] = {
    Basis.MERIT: gettext_lazy("merit"),
    Basis.SUDDEN: gettext_lazy("a sudden achievement"),
    Basis.THEMATIC: gettext_lazy("a movement"),
    Basis.CAREER: gettext_lazy("a career of service"),
    Basis.OTHER: gettext_lazy("another ground"),
}


def award_words(code: str) -> Reason:
    """Its name; the code of one that was added later."""
    return AWARD_WORDS.get(code, code)


def ground_words(grounds: Iterable[str]) -> list[str]:
    return [str(BASIS_WORDS.get(ground, ground)) for ground in grounds]
