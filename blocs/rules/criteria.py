"""What a criterion may say, field by field, while it is written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.models import Criterion, Formula
from blocs.models.score import Kind
from blocs.rules import terms
from blocs.rules.formulas import Steps
from documents.wording import figure
from emulation.verdicts import Reason

POINTS = ("max", "bonus_max", "deduction_max")


def faults(criterion: Criterion) -> dict[str, Reason]:
    """What is wrong, by the name of the field; a term of the formula stands as term_points and the like."""
    return _faults_of_points(criterion) | _faults_of_formula(criterion)


def _faults_of_points(criterion: Criterion) -> dict[str, Reason]:
    found: dict[str, Reason] = {}
    values = {name: getattr(criterion, name) for name in POINTS}
    if any(value is None or criterion.step is None for value in values.values()):
        return found
    for name, value in values.items():
        if value % criterion.step:
            told = {"most": figure(value), "step": figure(criterion.step)}
            found[name] = _("%(most)s points cannot be reached in steps of %(step)s.") % told
    if criterion.kind == Kind.PENALTY:
        for name in ("max", "bonus_max"):
            if values[name]:
                found[name] = _("A deduction gives no points; write 0.")
        if not values["deduction_max"]:
            found["deduction_max"] = _("Say how many points are taken off at most.")
    elif not any(values.values()):
        found["max"] = _("Say how many points the criterion gives, or takes off.")
    return found


def _faults_of_formula(criterion: Criterion) -> dict[str, Reason]:
    if criterion.formula not in ("", *Formula.values):
        return {}  # the field itself tells
    try:
        rule = terms.read(criterion.formula, criterion.terms)
    except terms.Wrong as wrong:
        return {f"term_{name}": reason for name, reason in wrong.faults.items()}
    if criterion.formula in ("", Formula.SUM):
        return {}
    if (criterion.formula == Formula.PENALTY) != (criterion.kind == Kind.PENALTY):
        return {"formula": _("Points off per occurrence belong to deductions, and only they do.")}
    if isinstance(rule, Steps) and all(value is not None for value in (criterion.max, criterion.bonus_max)):
        most = criterion.max + criterion.bonus_max
        if any(points > most for _threshold, points in rule.steps):
            return {
                "term_steps": _("A threshold gives more points than the criterion has: %(most)s.")
                % {"most": figure(most)}
            }
    return {}
