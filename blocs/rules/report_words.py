"""Paragraphs for the text of a report, written from its figures; in Vietnamese, as the paper is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from blocs.models import Comparison, ReportSection
from blocs.rules.reporting import Outcome
from documents.wording import figure

Section = ReportSection.Kind
JUDGED = {Outcome.EXCEEDED: "vượt chỉ tiêu", Outcome.MET: "đạt chỉ tiêu", Outcome.MISSED: "chưa đạt chỉ tiêu"}


@dataclass(frozen=True, slots=True)
class TargetTold:
    text: str
    unit: str
    comparison: str
    promise: str  # with its sign: "≥ 95"
    promised: Decimal | None
    achieved: Decimal | None
    outcome: Outcome | None

    def amount(self, value: Decimal) -> str:
        return f"{figure(value)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Told:
    """What the paragraphs are written from."""

    year: str
    targets: Sequence[TargetTold] = ()
    movements: Sequence[str] = ()  # those with results
    points: Decimal | None = None  # that the member gives itself
    most: Decimal | None = None


def paragraphs(section: str, told: Told) -> str:
    """Empty where the figures say nothing for this section, or where there are none yet."""
    write = WRITERS.get(Section(section))
    return "\n".join(write(told)) if write else ""


def _results(told: Told) -> Iterator[str]:
    known = [target for target in told.targets if target.achieved is not None]
    if known:
        counted = [target.outcome for target in known]
        yield (
            f"Về thực hiện giao ước thi đua: {len(known)}/{len(told.targets)} chỉ tiêu đã có kết quả, "
            f"trong đó vượt {counted.count(Outcome.EXCEEDED)}, đạt {counted.count(Outcome.MET)}, "
            f"chưa đạt {counted.count(Outcome.MISSED)} chỉ tiêu."
        )
        yield from (_line(target) for target in known)
    if told.movements:
        yield (
            f"Về phong trào thi đua: đã tham gia và có kết quả ở {len(told.movements)} phong trào: "
            f"{'; '.join(told.movements)}."
        )
    if told.points is not None and told.most is not None and known:
        yield f"Về tự chấm điểm: đơn vị tự chấm {figure(told.points)}/{figure(told.most)} điểm."


def _weaknesses(told: Told) -> Iterator[str]:
    missed = _missed(told)
    if missed:
        yield f"Còn {len(missed)}/{len(told.targets)} chỉ tiêu giao ước chưa đạt:"
        yield from (_line(target, with_gap=True) for target in missed)


def _plans(told: Told) -> Iterator[str]:
    missed = _missed(told)
    if missed:
        yield (
            f"Tập trung hoàn thành các chỉ tiêu chưa đạt của năm {told.year}: "
            f"{'; '.join(target.text for target in missed)}."
        )


def _missed(told: Told) -> list[TargetTold]:
    return [target for target in told.targets if target.outcome == Outcome.MISSED]


def _line(target: TargetTold, *, with_gap: bool = False) -> str:
    assert target.achieved is not None
    said = f"- {target.text}: thực hiện {target.amount(target.achieved)}"
    if target.promise:
        said += f" (giao ước {target.promise}{f' {target.unit}' if target.unit else ''})"
    if target.outcome is not None and not with_gap:
        said += f", {JUDGED[target.outcome]}"
    if with_gap and target.promised is not None and target.comparison != Comparison.EXACTLY:
        gap = abs(target.promised - target.achieved)
        more = "vượt mức cho phép" if target.comparison == Comparison.AT_MOST else "còn thiếu"
        said += f", {more} {target.amount(gap)}"
    return f"{said}."


WRITERS = {Section.RESULTS: _results, Section.WEAKNESSES: _weaknesses, Section.PLANS: _plans}
