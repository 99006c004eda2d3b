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
