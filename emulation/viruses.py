"""Asks clamd whether a file holds a virus, where CLAMD_ADDRESS names one: host:port, or a socket.

The protocol is clamd's INSTREAM: the bytes in pieces with their length before each, and one line back.
"""

from __future__ import annotations

import logging
import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

from emulation.verdicts import Refused

logger = logging.getLogger(__name__)
PIECE = 64 * 1024
PATIENCE = 30  # seconds


def refuse_infected(content: bytes) -> None:
    """Raises Refused for a virus, and when the scanner does not answer: unscanned files are not taken."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _asked(settings.CLAMD_ADDRESS, content)
    except OSError as error:
        logger.exception("clamd does not answer at %s", settings.CLAMD_ADDRESS)
        raise Refused(_("The virus scanner does not answer; please send the file again later.")) from error
    if answer.endswith("FOUND"):
        raise Refused(_("The virus scanner found something in this file; it is not taken."))
    if not answer.endswith("OK"):
        logger.error("clamd answered: %s", answer)
        raise Refused(_("The virus scanner could not read this file; it is not taken."))


def _asked(address: str, content: bytes) -> str:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connected(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line
