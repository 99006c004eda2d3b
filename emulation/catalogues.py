"""The message catalogues in locale/, compiled in Python: no gettext tools are needed on the machine."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    from emulation.extraction import Text

LOCALE = Path(__file__).resolve().parent.parent / "locale"
VIETNAMESE = LOCALE / "vi" / "LC_MESSAGES" / "django.po"
CONTEXT_END = "\x04"  # between context and text, as in compiled catalogues
HEADER = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
_PLACEHOLDERS = re.compile(r"%(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[a-z%]|\{\w*(?:[.:!][^}]*)?\}")


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
    from babel.messages.mofile import write_mo

    with _replacing(target) as file:
        write_mo(file, read(source))


def read(source: Path) -> Catalog:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not source.exists():
        return Catalog(locale="vi")
    with source.open("rb") as file:
        return read_po(file, locale="vi")


def write(source: Path, catalog: Catalog) -> None:
    """Sorted, without line numbers and dates, so that two people's changes rarely meet."""
    from babel.messages.pofile import write_po

    with _replacing(source) as file:
        file.write(HEADER.encode())
        write_po(
            file,
            catalog,
            width=0,
            sort_output=True,
            omit_header=True,
            include_lineno=False,
            ignore_obsolete=True,
        )


def merged(old: Catalog, texts: Iterable[Text], *, keep_unused: bool = False) -> Catalog:
    """The texts of the source with what the old catalogue says for them; nothing is guessed."""
    from babel.messages.catalog import Catalog

    new = Catalog(locale="vi")
    for text in texts:
        known = old.get(text.singular, text.context or None)
        new.add(
            _id(text),
            (_words(known),) if text.plural else _words(known),
            locations=[(text.file, 0)],
            context=text.context or None,
        )
    if keep_unused:
        for message in _messages(old):
            if new.get(_singular(message), message.context) is None:
                new.add(message.id, message.string, locations=message.locations, context=message.context)
    return new


def fill(catalog: Catalog, translations: Mapping[str, str]) -> list[str]:
    """Set the Vietnamese of these texts ("text", or "context\\x04text"); returns those unknown here."""
    unknown = []
    for key, words in translations.items():
        context, _end, singular = key.rpartition(CONTEXT_END)
        message = catalog.get(singular, context or None)
        if message is None:
            unknown.append(key)
            continue
        words = unicodedata.normalize("NFC", words)
        message.string = (words,) if message.pluralizable else words
    return unknown


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong, one line each: not translated, another set of placeholders, decomposed letters."""
    for message in _messages(catalog):
        words = _words(message)
        name = f"{message.context}: {_singular(message)}" if message.context else _singular(message)
        if not words.strip():
            yield f"not translated: {name}"
        elif not _same_placeholders(message, words):
            yield f"other placeholders than the source: {name} → {words}"
        elif not unicodedata.is_normalized("NFC", words):
            yield f"not in NFC: {name}"
        elif _edges(_singular(message)) != _edges(words):
            yield f"other line ends or spaces at its ends than the source: {name}"


def untranslated(catalog: Catalog) -> dict[str, str]:
    """The texts without Vietnamese, in the form that fill() reads."""
    return {_key(message): "" for message in _messages(catalog) if not _words(message)}


def keys(catalog: Catalog) -> set[str]:
    return {_key(message) for message in _messages(catalog)}


@contextmanager
def locked() -> Iterator[None]:
    """One at a time: several people's tools may fill the catalogue at once."""
    VIETNAMESE.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(VIETNAMESE.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _replacing(target: Path) -> Iterator[tempfile._TemporaryFileWrapper[bytes]]:
    """Write target whole or not at all: several test workers may start at once."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
        yield file
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def _messages(catalog: Catalog) -> list[Message]:
    return sorted((message for message in catalog if message.id), key=_key)


def _id(text: Text) -> str | tuple[str, str]:
    return (text.singular, text.plural) if text.plural else text.singular


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _key(message: Message) -> str:
    return f"{message.context}{CONTEXT_END}{_singular(message)}" if message.context else _singular(message)


def _words(message: Message | None) -> str:
    if message is None:
        return ""
    return message.string if isinstance(message.string, str) else message.string[0] if message.string else ""


def _same_placeholders(message: Message, words: str) -> bool:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [sorted(_PLACEHOLDERS.findall(source)) for source in sources]
    return sorted(_PLACEHOLDERS.findall(words)) in wanted


def _edges(text: str) -> tuple[bool, bool]:
    return text != text.lstrip(), text != text.rstrip()
