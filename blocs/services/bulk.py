"""Many rows in one statement."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MOST_PARAMETERS = 32_766  # what every SQLite takes since 3.32


@contextmanager
def whole_batches() -> Iterator[None]:
    """Let SQLite take as many rows at once as it can: Django still counts on the 999 parameters of old."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.features.max_query_params
    connection.features.max_query_params = MOST_PARAMETERS
    try:
        yield
    finally:
        connection.features.max_query_params = usual
