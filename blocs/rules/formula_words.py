"""How a criterion is scored, in a sentence for its line in the table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from blocs.rules.formulas import Penalty, PerUnit, Ratio, Rule, Steps
from documents.wording import figure


def words(rule: Rule | None) -> str:
    """Empty where people judge, and where the parts say it."""
    if isinstance(rule, Ratio):
        return " ".join(_ratio(rule))
    if isinstance(rule, PerUnit):
        told = {"points": figure(rule.points), "every": figure(rule.every)}
        if rule.every == 1:
            return _("%(points)s points for each.") % told
        return _("%(points)s points for every %(every)s.") % told
    if isinstance(rule, Steps):
        return _steps(rule)
    if isinstance(rule, Penalty):
        return _("%(points)s points off each time.") % {"points": figure(rule.points)}
    return ""


def _ratio(rule: Ratio) -> list[str]:
    said = [_("In proportion to the target in the pledge.")]
    if rule.target is not None:
        said = [_("In proportion to the target %(target)s.") % {"target": figure(rule.target)}]
    if rule.at_most:
        said.append(_("Fewer is better."))
    if rule.lowest:
        said.append(_("Below %(lowest)s %% no points.") % {"lowest": figure(rule.lowest)})
    return said


def _steps(rule: Steps) -> str:
    sign, unit = ("≤" if rule.at_most else "≥"), (" %" if rule.of_target else "")
    ordered = sorted(rule.steps, reverse=not rule.at_most)
    told = "; ".join(
        _("%(sign)s %(threshold)s%(unit)s: %(points)s points")
        % {"sign": sign, "threshold": figure(threshold), "unit": unit, "points": figure(points)}
        for threshold, points in ordered
    )
    return (_("Of the target: %(steps)s.") if rule.of_target else "%(steps)s.") % {"steps": told}
