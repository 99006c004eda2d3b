"""The site of the tests, with a folder of papers that outlives each of its processes."""

import os

from tests.settings import *  # noqa: F403

MEDIA_ROOT = os.environ["MEDIA_ROOT"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
