"""A stream that only the passphrase opens, and that is whole or not at all.

libsodium's secretstream: each piece is bound to the one before, and the last is marked as such. The key comes
from the passphrase by Argon2id.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from nacl import bindings, pwhash, utils
from nacl.exceptions import CryptoError, RuntimeError

MAGIC = b"thi-dua-backup/1\n"
PIECE = 1024 * 1024
OPS, MEMORY = pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
_OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Unopened(Exception):
    """The passphrase is another one, or the file is not as it was written."""


def _key(passphrase: str, salt: bytes) -> bytes:
    size = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
    key: bytes = pwhash.argon2id.kdf(size, passphrase.encode(), salt, opslimit=OPS, memlimit=MEMORY)
    return key


class Sealing(io.RawIOBase):
    """What is written here reaches the target sealed; closing writes the last piece."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        self._target = target
        self._waiting = bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        salt = utils.random(pwhash.argon2id.SALTBYTES)
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, _key(passphrase, salt))
        target.write(MAGIC + salt + header)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # narrower than any buffer
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._push(bytes(self._waiting[:PIECE]), _MORE)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._push(bytes(self._waiting), _LAST)
            self._waiting.clear()
        super().close()

    def _push(self, piece: bytes, tag: int) -> None:
        self._target.write(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, None, tag))


class Opening(io.RawIOBase):
    """Reads what Sealing wrote; raises Unopened where it is not that."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._source = source
        self._ready = b""
        self._ended = False
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        source.read(len(MAGIC))
        salt = source.read(pwhash.argon2id.SALTBYTES)
        header = source.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        if len(header) != bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES:
            raise Unopened
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, _key(passphrase, salt))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # as io calls it
        while not self._ready and not self._ended:
            self._pull()
        taken = self._ready[: len(buffer)]
        buffer[: len(taken)] = taken
        self._ready = self._ready[len(taken) :]
        return len(taken)

    def _pull(self) -> None:
        sealed = self._source.read(PIECE + _OVERHEAD)
        if not sealed:
            raise Unopened
        try:
            self._ready, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed)
        except (CryptoError, RuntimeError) as error:
            raise Unopened from error
        self._ended = tag == _LAST
        if self._ended and self._source.read(1):
            raise Unopened
