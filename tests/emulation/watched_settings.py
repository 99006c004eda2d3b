"""The site of the tests with addresses that fail, watched as a server is."""

import os

os.environ.update(METRICS_TOKEN="the-word-of-prometheus", LOG_JSON="1")

from tests.settings import *  # noqa: F403  the environment had to be set first

ROOT_URLCONF = "tests.emulation.gallery_urls"
