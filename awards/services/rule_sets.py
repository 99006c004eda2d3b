"""Rules of awards, entered and changed by the standing agency. Call as rule_sets.write(…).

What was used is never overwritten: a change holds from a day on. Where a set of rules begins on that day and
nobody has been judged by it yet, the row is written there; otherwise a set of its own begins on the day,
takes the rest from the one before it and ends when that would have ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import Award, AwardRule, Confidence, Proposal, RuleSet
from awards.rules import conditions
from awards.rules.rights import Act, may
from awards.selectors import rules
from blocs.selectors import people
from emulation.models import User
from emulation.verdicts import Refused


@transaction.atomic
def write(
    award: Award,
    whom: str,
    *,
    starts: date,
    fields: Mapping[str, Any],
    by: User,
    at: datetime | None = None,
) -> AwardRule:
    """What is asked for an award from a day on; the same again changes nothing. Raises ValidationError for
    what cannot be read, Refused where a proposal was judged on or after the day already."""
    at = at or timezone.now()
    _allowed(by, at)
    told = {"source": fields.get("source", ""), "confidence": fields.get("confidence", Confidence.ASSUMED)}
    if not told["source"]:
        raise ValidationError({"source": _("Say which document the change comes from.")})
    faults = list(conditions.faults(fields["conditions"]))
    if faults:
        raise ValidationError({"conditions": faults})
    before = rules.rules_of(_in_force(starts)).get((award.code, whom))
    if before is not None and all(getattr(before, name) == value for name, value in fields.items()):
        return before
    rule_set = _set_from(starts, by=by, at=at, **told)
    rule = AwardRule.objects.filter(rule_set=rule_set, award=award, whom=whom).first()
    if rule is None:
        rule = AwardRule(rule_set=rule_set, award=award, whom=whom, rules=before.rules if before else "")
    for name, value in fields.items():
        setattr(rule, name, value)
    rule.full_clean()
    rule.save()
    note = f"{rule}: {'; '.join(_differences(before, rule))} ({rule.source})"
    rule_set.events.create(actor=by, step="rule", note=note, at=at)
    return rule


@transaction.atomic
def set_figures(
    *, starts: date, source: str, by: User, at: datetime | None = None, **figures: int | None
) -> RuleSet:
    """The figures that a set says itself, from a day on; None: as in the set it takes over from."""
    at = at or timezone.now()
    _allowed(by, at)
    if not source:
        raise ValidationError({"source": _("Say which document the change comes from.")})
    before = _in_force(starts)
    changed = {name: value for name, value in figures.items() if getattr(before, name) != value}
    if not changed:
        return before
    held = {name: figure.value for name, figure in rules.figures_of(before).items()}
    rule_set = _set_from(starts, by=by, at=at, source=source, confidence=Confidence.SOURCED)
    for name, value in changed.items():
        setattr(rule_set, name, value)
    rule_set.full_clean()
    rule_set.save()
    now = rules.figures_of(rule_set)
    told = (f"{_label(RuleSet, name)}: {_said(held[name])} → {_figure_said(now[name])}" for name in changed)
    rule_set.events.create(actor=by, step="figures", note=f"{'; '.join(told)} ({source})", at=at)
    return rule_set


def _set_from(starts: date, *, source: str, confidence: str, by: User, at: datetime) -> RuleSet:
    """The set to write into: the unused one that begins on the day, or a new one."""
    RuleSet.objects.select_for_update(no_key=True).order_by("pk").first()  # one writer at a time
    current = _in_force(starts)
    heirs = RuleSet.objects.filter(parent=current, starts__gt=starts)
    used = Proposal.objects.filter(
        Q(rule_set=current) | Q(rule_set__in=heirs), received_on__gte=starts
    ).count()
    if used:
        raise Refused(
            ngettext(
                "%(count)s proposal received on or after %(day)s was judged by these rules. "
                "Let the change begin on a later day.",
                "%(count)s proposals received on or after %(day)s were judged by these rules. "
                "Let the change begin on a later day.",
                used,
            )
            % {"count": used, "day": f"{starts:%d/%m/%Y}"}
        )
    if current.starts == starts:
        return current
    made = RuleSet(
        code=f"RS-{starts:%Y-%m-%d}",
        name=_("%(name)s, changed from %(day)s")
        % {"name": _first(current).name, "day": f"{starts:%d/%m/%Y}"},
        starts=starts,
        ends=current.ends,
        parent=current,
        legal_basis=f"{current.legal_basis}; {source}",
        confidence=confidence,
    )
    made.full_clean()
    current.ends = starts - timedelta(days=1)
    current.save(update_fields=["ends"])
    made.save()
    heirs.exclude(pk=made.pk).update(parent=made)  # what they say nothing of, they take from the change
    made.events.create(actor=by, step="begin", note=f"{made.code} ← {current.code}", at=at)
    return made


def _first(rule_set: RuleSet) -> RuleSet:
    """The set that was changed, not one of its changes."""
    while rule_set.code.count("-") == 3 and rule_set.parent is not None:
        rule_set = rule_set.parent
    return rule_set


def _in_force(day: date) -> RuleSet:
    found = rules.rule_set_on(day)
    if found is None:
        raise Refused(
            _("No rules of awards hold on %(day)s; the standing agency enters them first.")
            % {"day": f"{day:%d/%m/%Y}"}
        )
    return found


def _differences(before: AwardRule | None, after: AwardRule) -> list[str]:
    """What changed, in words; the tree of conditions is named, not written out."""
    if before is None:
        return [_("new")]
    told = []
    for name in ("conditions", "judged", "vote_percent", "prize_coefficient", "dossier"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            label = _label(AwardRule, name)
            plain = name in ("vote_percent", "prize_coefficient")
            told.append(f"{label}: {_said(old)} → {_said(new)}" if plain else label)
    return told or [_("source")]


def _label(model: type[Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _said(value: Any) -> str:
    return "–" if value is None else str(value)


def _figure_said(figure: rules.SetFigure) -> str:
    if not figure.is_inherited or figure.source is None:
        return _said(figure.value)
    return _("%(value)s, as in %(rules)s") % {"value": _said(figure.value), "rules": figure.source.code}


def _allowed(by: User, at: datetime) -> None:
    someone = people.person(by, on=timezone.localdate(at))
    may(Act.EDIT_RULES, people.all_seats(someone)).or_refuse()
