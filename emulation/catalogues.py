"""The message catalogues in locale/, compiled in Python: no gettext tools are needed on the machine."""

import os
import tempfile
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_changed() -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; returns those compiled.

    Leaves all alone where the folder cannot be written: a container compiles when it is built.
    """
    compiled = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        if not os.access(source.parent, os.W_OK):
            continue
        compile_one(source, target)
        compiled.append(source)
    return compiled


def compile_one(source: Path, target: Path) -> None:
    """Write target whole or not at all: several test workers may start at once."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name)
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalog)
    Path(temporary).replace(target)
