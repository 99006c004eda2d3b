"""Against a server on a real socket that speaks clamd's INSTREAM."""

import socketserver
import struct
import threading

import pytest

from emulation import viruses
from emulation.verdicts import Refused

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)
        answers = {b"odd": b"stream: size limit exceeded ERROR\0"}
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(answers.get(content, found))


@pytest.fixture
def clamd(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        thread.join()


def test_a_clean_file_passes_whole(clamd):
    content = bytes(range(256)) * 1000

    viruses.refuse_infected(content)

    assert clamd.seen == [content]


@pytest.mark.parametrize("content", [b"before" + EICAR, b"odd"])
def test_an_infected_or_unreadable_file_is_refused(clamd, content):
    with pytest.raises(Refused):
        viruses.refuse_infected(content)


@pytest.mark.parametrize("address", ["{folder}/no-socket", "127.0.0.1:1"])
def test_without_an_answer_no_file_is_taken(settings, tmp_path, address):
    settings.CLAMD_ADDRESS = address.format(folder=tmp_path)

    with pytest.raises(Refused):
        viruses.refuse_infected(b"anything")


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMD_ADDRESS = ""

    viruses.refuse_infected(EICAR)
