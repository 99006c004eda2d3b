import pytest

from tests.blocs.conftest import *  # noqa: F403  the same cast


@pytest.fixture
def sign_in(client):
    """Signs somebody in who reads the site in English."""

    def signed_in(user):
        user.language = "en"
        user.save(update_fields=["language"])
        client.force_login(user)

    return signed_in
