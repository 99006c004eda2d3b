import socket

import pytest
from django.db import connection


@pytest.fixture
def lost_database(transactional_db):
    """The connection leads nowhere, as when the server is gone."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "/nowhere/at-all"
    yield
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def away():
    """A shared cache whose server is not there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"redis://127.0.0.1:{port}",
    }
