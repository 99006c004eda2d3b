"""Compares a file with what is there and decides what becomes of each thing. Saves and asks nothing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from blocs.exchange.outcome import Fate, Findings, What
from blocs.exchange.planning import blocs, movements, organisations, pledges
from blocs.exchange.planning.plan import Ground, Plan
from blocs.exchange.records import SeasonFile
from blocs.exchange.stock import Stock
from blocs.exchange.words import Suggestions
from emulation.text import folded


def plan(file: SeasonFile, there: Stock, findings: Findings, suggestions: Suggestions) -> Plan:
    ground = Ground(file, there, findings, suggestions)
    if _province(ground):
        organisations.plan(ground)
        blocs.plan(ground)
        movements.plan(ground)
        pledges.plan(ground)
    return ground.plan


def _province(ground: Ground) -> bool:
    row, known = ground.file.province, ground.there.province
    fate, notes = Fate.UNCHANGED, []
    if known is None:
        fate = Fate.CREATED
    elif _without_rank(row.name) != _without_rank(known.name):
        ground.wrong(
            row.at("code"),
            _("The code “%(code)s” already belongs to “%(name)s”."),
            code=row.code,
            name=known.name,
        )
        return False  # compared with another province, everything else would be wrong too
    elif row.place != known.place:
        fate = Fate.CHANGED
        notes.append(_("place on papers “%(place)s”") % {"place": row.place})
    ground.plan.province_fate = fate
    ground.line(What.PROVINCE, row.name, fate, notes)
    return True


def _without_rank(name: str) -> str:
    """ "tỉnh Quảng Ninh" and "Quảng Ninh" are the same; QN may also be meant for Quảng Nam."""
    words = folded(name)
    for rank in ("tinh ", "thanh pho ", "tp "):
        words = words.removeprefix(rank)
    return words
