"""Sends a few bytes to an address that somebody has typed, without being led to machines behind the wall.

The name is looked up once and each of its addresses looked at; the connection goes to the one that was looked
at, so that a name which changes its mind leads nowhere. No redirect is followed, and no answer is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 5  # seconds for each step
LONGEST = 15  # seconds for all of it, however slowly the other side talks
PORTS = {"https": 443, "http": 80}

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """Nobody took it; `kind` is a word for why: address, name, connection or certificate."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Target:
    secure: bool
    host: str
    port: int
    path: str


def target(address: str) -> Target | None:
    """What an address names; None for one that is no web address, or hides a name or a password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    hides = parts.username or parts.password or parts.fragment
    if parts.scheme not in PORTS or not parts.hostname or hides:
        return None
    if not address.isascii() or any(letter <= " " for letter in address):
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port or PORTS[parts.scheme], path)


def may_reach(ip: Ip, *, secure: bool) -> bool:
    """The world by https; the networks that this site's settings name, by http as well."""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if any(ip in ipaddress.ip_network(network) for network in settings.WEBHOOK_NETWORKS):
        return True
    return secure and ip.is_global and not ip.is_multicast


def may_be_named(found: Target) -> bool:
    """What can be said before anybody looks the name up."""
    try:
        return may_reach(ipaddress.ip_address(found.host), secure=found.secure)
    except ValueError:
        return found.secure or bool(settings.WEBHOOK_NETWORKS)


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that the other side answers with. Raises Unreachable."""
    found = target(address)
    if found is None:
        raise Unreachable("address")
    connection = _Pinned(found, _looked_up(found))
    watch = threading.Timer(LONGEST, connection.break_off)
    watch.start()
    try:
        connection.request("POST", found.path, body, dict(headers))
        return connection.getresponse().status
    except ssl.SSLError as error:
        raise Unreachable("certificate") from error
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable("connection") from error
    finally:
        watch.cancel()
        connection.close()


def _looked_up(found: Target) -> Sequence[Ip]:
    """Every address of the name, each of which may be reached; one that may not spoils them all."""
    try:
        rows = socket.getaddrinfo(found.host, found.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("name") from error
    ips = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    if not all(may_reach(ip, secure=found.secure) for ip in ips):
        raise Unreachable("address")
    return ips


class _Pinned(http.client.HTTPConnection):
    """Goes to an address that was looked at; the name stands in the request and is what TLS proves."""

    def __init__(self, found: Target, ips: Sequence[Ip]) -> None:
        super().__init__(found.host, found.port, timeout=PATIENCE)
        self.ips, self.secure = ips, found.secure

    def connect(self) -> None:
        line = self._line()
        if self.secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=self.host)
        self.sock = line

    def break_off(self) -> None:
        if self.sock is not None:
            with suppress(OSError):  # it ended by itself this very moment
                self.sock.shutdown(socket.SHUT_RDWR)

    def _line(self) -> socket.socket:
        for ip in self.ips[:-1]:
            with suppress(OSError):
                return socket.create_connection((str(ip), self.port), PATIENCE)
        return socket.create_connection((str(self.ips[-1]), self.port), PATIENCE)
