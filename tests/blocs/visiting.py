"""What a visiting team writes on the criterion "Chỉ tiêu" of the tests' score table."""

from datetime import date
from decimal import Decimal as D

from blocs.models import Criterion
from blocs.rules.report_fields import token
from blocs.selectors import visit_checklist
from blocs.services import visit_findings, visits
from blocs.services.report_fields import Typed
from tests.factories import NOON, YEAR

DAY = date(YEAR, 11, 5)


def criterion(name):
    return Criterion.objects.get(name=name, group__table__is_example=False)


def line(visit, text):
    return next(one for one in visit_checklist.of(visit).lines() if one.text == text)


def write(visit, by, **values):
    """Findings on the criterion "Chỉ tiêu"."""
    key, now = criterion("Chỉ tiêu").pk, line(visit, "Chỉ tiêu").values
    typed = {f"criterion-{key}-{name}": Typed(value, token(now[name])) for name, value in values.items()}
    return visit_findings.save(visit, typed, by=by, at=NOON)


def closed(visit, by):
    write(visit, by, finding="differs", base=D("6.5"), why="Thiếu 03 nhà so với giao ước.")
    visits.agree_with_the_rest(visit, by=by, at=NOON)
    visits.close(visit, by=by, at=NOON)
    return visit
