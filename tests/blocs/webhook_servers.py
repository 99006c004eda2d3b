"""Servers that a message meets at its worst: with a certificate of nobody, and without an end."""

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone


def self_signed(folder):
    """A file with a key and a certificate that nobody else has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = timezone.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def drip():
    """The address of a server that answers a letter at a time and never finishes."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk():
            line, _peer = server.accept()
            with line, suppress(OSError):
                line.sendall(b"HTTP/1.1 ")
                while not over.wait(0.02):
                    line.sendall(b"a")

        talking = threading.Thread(target=talk, daemon=True)
        talking.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        over.set()
        talking.join(5)
