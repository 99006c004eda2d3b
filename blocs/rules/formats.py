"""In which format an organisation's papers print unless somebody chooses another one."""

from blocs.models import Organisation
from emulation.text import folded

YOUTH_UNION = ("doan thanh nien", "tinh doan", "thanh doan", "doan tncs")
TRADE_UNION = ("lien doan lao dong", "cong doan")


def usual_profile(kind: str, name: str) -> str:
    """The code of a documents.FormatProfile: by the kind; unions have their own and are told by the name."""
    called = folded(name)
    if kind == Organisation.Kind.FRONT:
        return "front"
    if kind == Organisation.Kind.PARTY:
        return "party"
    if kind == Organisation.Kind.SOCIO_POLITICAL and called.startswith(YOUTH_UNION):
        return "youth_union"
    if kind == Organisation.Kind.SOCIO_POLITICAL and called.startswith(TRADE_UNION):
        return "trade_union"
    return "state"
