"""Rows of movements."""

from typing import Any

from tests.factories import YEAR
from tests.project.addresses import AGENCIES, EVERYBODY, MEMBERS, PLANNERS, WATCHERS, Row, anybody


def written(world: Any) -> dict[str, Any]:
    return {"name": "Phong trào mới", "form": "thematic", "level": "province", "first_year": YEAR}


def rewritten(world: Any) -> dict[str, Any]:
    return written(world) | {"seen": world.movement.changes.get().pk}


def rewritten_in_bloc(world: Any) -> dict[str, Any]:
    return written(world) | {"seen": world.bloc_movement.changes.get().pk}


OF_PROVINCE = MEMBERS | WATCHERS | {"outsider"}
OF_BLOC = MEMBERS | WATCHERS

MOVEMENTS: dict[str, list[Row]] = {
    "blocs:movement-list": [anybody()],
    "blocs:movement-new": [Row(AGENCIES, EVERYBODY - AGENCIES, sends=written, changes=AGENCIES)],
    "blocs:movement-new-in-bloc": [
        Row(PLANNERS, OF_BLOC - PLANNERS, args=("bloc.code",), sends=written, changes=PLANNERS)
    ],
    "blocs:movement-detail": [
        Row(OF_PROVINCE, args=("movement.pk",)),
        Row(OF_BLOC, args=("bloc_movement.pk",)),
    ],
    "blocs:movement-edit": [
        Row(
            {"standing"},
            OF_PROVINCE - {"standing"},
            args=("movement.pk",),
            sends=rewritten,
            changes={"standing"},
        ),
        Row(
            PLANNERS,
            OF_BLOC - PLANNERS,
            args=("bloc_movement.pk",),
            sends=rewritten_in_bloc,
            changes=PLANNERS,
        ),
    ],
}
