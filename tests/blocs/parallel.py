"""What several people do at the same moment: each on a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.exceptions import ValidationError
from django.db import connection

from emulation.verdicts import Refused


def at_once(*jobs):
    """What each of them returned, or the refusal that it met. Anything else fails the test."""
    start = Barrier(len(jobs))

    def one(job):
        start.wait()
        try:
            return job()
        except (Refused, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(one, job) for job in jobs]]


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused | ValidationError)]
