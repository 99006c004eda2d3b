"""How a criterion is scored, in a sentence for its line in the table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from blocs.models.score import Source
from blocs.rules.formulas import Chosen, Penalty, PerUnit, Ratio, Rule, Steps
from documents.wording import figure


def words(rule: Rule | None, chosen: Chosen | None = None) -> str:
    """Empty where people judge, and where the parts say it."""
    return " ".join(part for part in (_formula(rule), _figure(chosen)) if part)


def _figure(chosen: Chosen | None) -> str:
    """Which figure is taken; empty where the criterion's own words say it."""
    if chosen is None:
        return ""
    told = {
        Source.TARGET: _("Figure: what was achieved of the target “%(name)s” of the pledge."),
        Source.TARGETS_MET: _("Figure: the share of the pledge's targets that are met."),
        Source.TARGETS_MISSED: _("Figure: the number of the pledge's targets that are not met."),
        Source.MOVEMENT: _("Figure: whether the movement “%(name)s” has results."),
        Source.MOVEMENTS: _("Figure: the share of the movements that have results."),
        Source.LATE: _("Figure: the number of reports handed in late."),
        Source.OWN: _("Figure: stated by the member."),
    }[chosen.source]
    return told % {"name": chosen.name}


def _formula(rule: Rule | None) -> str:
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
