"""Rows of what programs read: no session opens it. What a key opens: tests/awards/test_interface.py."""

from tests.factories import YEAR
from tests.project.addresses import HIDDEN, KEY, Row, public


def keyed(*args: str) -> Row:
    return Row(otherwise=KEY, signed_out=KEY, args=args)


INTERFACE: dict[str, list[Row]] = {
    "interface:api-root": [public()],
    "interface:openapi-json": [public()],
    "interface:nowhere": [Row(otherwise=HIDDEN, signed_out=HIDDEN, args=("nowhere/at/all",))],
    **{
        f"interface:{name}-list": [keyed()]
        for name in ("organisation", "bloc", "season", "pledge", "score", "decision")
    },
    "interface:organisation-detail": [keyed("member.code")],
    "interface:bloc-detail": [keyed("bloc.code")],
    **{f"interface:{name}-detail": [keyed("bloc.code", str(YEAR))] for name in ("season", "pledge", "score")},
    "interface:decision-detail": [keyed("1")],
}
