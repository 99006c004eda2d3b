"""Sessions lie in the database and are read from the shared cache, while there is one."""

import logging
from typing import Any

from django.contrib.sessions.backends import cached_db, db
from redis import RedisError

logger = logging.getLogger(__name__)


class SessionStore(cached_db.SessionStore):
    """Whoever is signed in stays so when the cache is away. To end a session it must be there: or the one
    in it would come back with it."""

    def load(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = super().load()
        except RedisError as error:
            logger.warning("Sessions are read from the database: %s", error)
            found = db.SessionStore.load(self)
        return found
