"""People who each press a button in a process of their own, and processes that die amidst it."""

import gc
import os
import signal
import sys
from multiprocessing import connection as ends
from multiprocessing import get_context

from django.db import connections

from documents.services.signing import turns

PATIENCE = 300  # seconds, for a machine that is very slow; nothing waits that long otherwise
KILLED = -signal.SIGKILL


class Crowd:
    """Each act runs in a child of this process, with connections and caches of its own, as on a server."""

    def __init__(self):
        self._running = {}

    def begins(self, name, act):
        connections.close_all()  # a child must not share the wire of its parent
        process = get_context("fork").Process(target=act)
        gc.freeze()  # what is there now is not looked through, and so not copied, by each child; it stays so:
        process.start()  # what the papers' renderer keeps must not be taken apart when the interpreter ends
        self._running[process.sentinel] = (name, process)

    def ended(self):
        """(name, exit code) of each, as they end; more may begin meanwhile."""
        while self._running:
            ready = ends.wait(list(self._running), timeout=PATIENCE)
            assert ready, f"still running: {[name for name, _process in self._running.values()]}"
            for sentinel in ready:
                name, process = self._running.pop(sentinel)
                process.join()
                yield name, process.exitcode


class AmidstASignature:
    """Counts the steps of the interpreter from the moment that the file is kept for one who signs.

    `dies_after` so many of them the process is killed as by kill -9: no cleaning up, no closing.
    """

    def __init__(self, dies_after=None):
        self.steps, self.dies_after, self._signs = 0, dies_after, False

    def __enter__(self):
        sys.setprofile(self._step)
        return self

    def __exit__(self, *_error):
        sys.setprofile(None)

    def _step(self, frame, event, value):
        if self._signs and event == "call":
            self.steps += 1
            if self.steps == self.dies_after:
                os.kill(os.getpid(), signal.SIGKILL)
        elif event == "return" and value is not None and frame.f_code is turns.take.__code__:
            self._signs = True
