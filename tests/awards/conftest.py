from tests.blocs.conftest import *  # noqa: F403  the same cast
