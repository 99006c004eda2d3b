"""The site's settings as on a server, with the slow and the far-away parts swapped.

DATABASE_URL chooses the database; nothing else is taken from the environment or from .env.
"""

import os
import tempfile
from pathlib import Path

# One for each process of a parallel run; conftest makes it and takes it away.
OWN = Path(tempfile.gettempdir()) / f"thi-dua-tests-{os.getpid()}"

os.environ.update(DEBUG="0", SECRET_KEY="only-for-tests-" * 4, SITE_ADDRESS="http://testserver")
for unset in (
    "METRICS_TOKEN",
    "LOG_JSON",
    "SENTRY_DSN",
    "DATABASE_REPLICA_URL",
):  # but where a test starts a server that is watched
    os.environ.setdefault(unset, "")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{OWN / 'db.sqlite3'}")

from emulation.settings import *  # noqa: E402,F403  the environment had to be set first
from emulation.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = []
SECURE_PROXY_SSL_HEADER = None
ALLAUTH_TRUSTED_PROXY_COUNT = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = "thi-dua@example.vn"
QUIET_HOURS = None  # tests run by night as well
CLAMD_ADDRESS = ""
MEDIA_ROOT = str(OWN / "media")
SIGNING_KEYS_FILE = str(OWN / "signing-keys")
SIGNING_KEYS_MADE = True
SIGNING_KEY_BITS = 2048
SIGNING_PIN_COST = {"time_cost": 1, "memory_cost": 8192}
STATIC_ROOT = OWN / "static"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # finds files when asked, instead of scanning for them at every start

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since a database in memory is not shared by the threads of one test as it is on a server.
    DATABASES["default"]["TEST"] = {"NAME": str(OWN / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
BALLOT_PHRASE_COST = {"time_cost": 1, "memory_cost": 8192}
