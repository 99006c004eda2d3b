"""Rows of movements."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from blocs.services import movements
from tests.factories import YEAR
from tests.project.addresses import (
    AGENCIES,
    EVERYBODY,
    MEMBERS,
    PLANNERS,
    WATCHERS,
    Row,
    anybody,
    button,
)


def written(world: Any) -> dict[str, Any]:
    return {"name": "Phong trào mới", "form": "thematic", "level": "province", "first_year": YEAR}


def rewritten(world: Any) -> dict[str, Any]:
    return written(world) | {"seen": movements.last_change(world.movement)}


def rewritten_in_bloc(world: Any) -> dict[str, Any]:
    return written(world) | {"seen": movements.last_change(world.bloc_movement)}


OF_PROVINCE = MEMBERS | WATCHERS | {"outsider"}
OF_BLOC = MEMBERS | WATCHERS


def in_bloc(may: set[str], *args: str, sends: Any, **more: Any) -> Row:
    """A form of the bloc's movement; the others who see it are told why not."""
    return Row(may, OF_BLOC - may, args=("bloc_movement.pk", *args), sends=sends, changes=may, **more)


def of_agency(*args: str, sends: Any) -> Row:
    may = {"standing"}
    return Row(may, OF_PROVINCE - may, args=("movement.pk", *args), sends=sends, changes=may)


def counted(world: Any) -> dict[str, Any]:
    return {"name_1": "Nhà đại đoàn kết", "unit_1": "nhà", "name_2": "Hộ được giúp"}


def asked(world: Any) -> dict[str, Any]:
    return {"organisations": [world.leader.pk]}


def enrolled(world: Any) -> dict[str, Any]:
    return {"target": "Xây 5 nhà", f"value_{world.measure.pk}": "5", "seen": "0"}


def declined(world: Any) -> dict[str, Any]:
    return {"reason": "Đã tham gia theo ngành dọc.", "seen": "0"}


def reached(world: Any) -> dict[str, Any]:
    return {"text": "Đã xây 1 nhà.", f"value_{world.measure.pk}": "1", "seen": "0"}


def reviewed(world: Any) -> dict[str, Any]:
    return {"held_on": "15/01/2021", "summary": "Đạt kế hoạch.", "seen": "0"}


def of_person(world: Any) -> dict[str, Any]:
    given = {"organisation": world.member.pk, "kind": "collective", "name": "Tổ dân vận", "year": YEAR}
    return given | {"story": "Giúp 20 hộ nghèo.", "seen": "1"}


def papers_of_movement(world: Any) -> dict[str, Any]:
    return {"kind": "launch", "sent": SimpleUploadedFile("thu.pdf", b"%PDF-1.7 thu")}


OWN_PEOPLE = {"officer", "head"}
DRAFT_READERS = OWN_PEOPLE | PLANNERS | {"auditor"}

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
    "blocs:movement-measures": [in_bloc(PLANNERS, sends=counted)],
    "blocs:movement-push": [in_bloc(PLANNERS, sends=asked), of_agency(sends=asked)],
    "blocs:movement-remind": [button("bloc_movement.pk", by=PLANNERS)],
    "blocs:movement-remind-preview": [
        Row(
            PLANNERS,
            OF_BLOC - PLANNERS,
            args=("bloc_movement.pk",),
            sends=lambda world: {},  # the button on it is another address
        ),
    ],
    "blocs:movement-answers": [
        Row(OF_BLOC, args=("bloc_movement.pk",)),
        Row(OF_PROVINCE, args=("movement.pk",)),
    ],
    "blocs:movement-enrol": [in_bloc({"officer", "head"}, "member.code", sends=enrolled)],
    "blocs:movement-decline": [in_bloc({"officer", "head"}, "member.code", sends=declined)],
    "blocs:movement-result": [in_bloc({"deputy_head"}, "deputy.code", "2020", "1", sends=reached)],
    "blocs:movement-plan-pdf": [Row(OF_BLOC, args=("bloc_movement.pk",))],
    "blocs:movement-plan-docx": [Row(OF_PROVINCE, args=("movement.pk",))],
    "blocs:movement-document-add": [button("bloc_movement.pk", by=PLANNERS, sends=papers_of_movement)],
    "blocs:movement-document-show": [Row(OF_BLOC, args=("bloc_movement.pk", "movement_document.pk"))],
    "blocs:movement-document-remove": [button("bloc_movement.pk", "movement_document.pk", by=PLANNERS)],
    "blocs:exemplar-list": [anybody()],
    "blocs:exemplar-new": [  # each member of its own people
        Row(
            MEMBERS | {"standing"},
            {"council", "auditor"},
            args=("bloc_movement.pk",),
            sends=of_person,
            changes=OWN_PEOPLE | PLANNERS,
        )
    ],
    "blocs:exemplar-detail": [
        Row(OF_BLOC, args=("published_exemplar.pk",)),
        Row(DRAFT_READERS, args=("exemplar.pk",)),
    ],
    "blocs:exemplar-picture": [
        Row(OF_BLOC, args=("published_exemplar.pk",)),
        Row(DRAFT_READERS, args=("exemplar.pk",)),
    ],
    "blocs:exemplar-edit": [
        Row(
            OWN_PEOPLE | PLANNERS,
            {"auditor"},
            args=("exemplar.pk",),
            sends=of_person,
            changes=OWN_PEOPLE | PLANNERS,
        )
    ],
    "blocs:exemplar-publish": [button("exemplar.pk", by=PLANNERS)],
    "blocs:exemplar-publish-several": [
        button(by=PLANNERS, sends=lambda world: {"chosen": [world.exemplar.pk], "sure": "1"})
    ],
    "blocs:exemplar-withdraw": [button("published_exemplar.pk", by=PLANNERS)],
    "blocs:exemplar-remove": [button("exemplar.pk", by=OWN_PEOPLE | PLANNERS)],
    "blocs:movement-review": [in_bloc(PLANNERS, "final", sends=reviewed)],
}
