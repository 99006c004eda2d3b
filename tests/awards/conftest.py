import pytest

from tests import factories
from tests.blocs.conftest import *  # noqa: F403  the same cast


@pytest.fixture
def sign_in(client):
    """Signs somebody in who reads the site in English."""

    def signed_in(user):
        user.language = "en"
        user.save(update_fields=["language"])
        client.force_login(user)

    return signed_in


@pytest.fixture
def heads(leader_head, deputy_head, head):
    """Of the three members, in their order; the first directs ballots."""
    return [leader_head, deputy_head, head]


@pytest.fixture
def board(db):
    return factories.UserFactory.create_batch(3)
