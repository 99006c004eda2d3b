"""What every test stands on: nothing is skipped, nothing complains, and a browser for the journeys."""

import logging
import os
import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import settings as hypothesis

from emulation.catalogues import compile_changed
from tests import new_site
from tests.browser import CHROMIUM, CHROMIUM_FLAGS

DATABASES = {"db", "transactional_db", "live_server", "django_db_setup"}

hypothesis.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.load_profile("steady")


def pytest_configure():
    settings.OWN.mkdir()
    compile_changed()  # as manage.py does


def pytest_unconfigure():
    shutil.rmtree(settings.OWN)


def pytest_report_header():
    return f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """A test that did not run proves nothing: a run with skipped ones has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    left_out = [
        report for kind in ("skipped", "xfailed", "xpassed") for report in reporter.stats.get(kind, [])
    ]
    if left_out:
        reporter.write_line("")
        for report in left_out:
            reporter.write_line(f"NOT RUN: {report.nodeid}: {report.longrepr}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(tryfirst=True)  # before -m chooses by what is marked here
def pytest_collection_modifyitems(items):
    """Whatever opens a browser runs apart: its event loop in this thread would be in the way of others.

    The longest begin first: at the end one process would be left alone with them.
    """
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "browser" in asked:
            item.add_marker("journey")
        asks = item.get_closest_marker("django_db") or asked & DATABASES
        if asks and not item.get_closest_marker("any_database"):
            item.add_marker("database")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)  # kept within each kind of test


@pytest.fixture(autouse=True)
def what_migrations_fill_in(request):
    """Tests that commit leave an empty database behind, so each begins with what a new site holds."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        new_site.fill()


@pytest.fixture(scope="session", autouse=True)
def mails_are_rows_first(django_test_environment):
    """As on a server; pytest would have them arrive at once."""
    settings.EMAIL_BACKEND = "emulation.outbox.Outbox"


@pytest.fixture(autouse=True)
def fresh_cache():
    """Rate limits count in the cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def weasyprint_complaints():
    """WeasyPrint tells of a lost font, image or property only in its log. Who expects it clears the list."""
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    yield complaints.lines
    logger.removeHandler(complaints)
    assert complaints.lines == []


class Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, started once."""
    from playwright.sync_api import sync_playwright  # here, as only journeys need it

    if not os.access(CHROMIUM, os.X_OK):
        pytest.fail("Chromium is missing: apt-get install chromium", pytrace=False)
    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser, live_server) -> Callable:
    """open_page(width, height): a page with cookies of its own. Complaints on its console fail the test."""
    contexts, said = [], []

    def opened(width: int = 1366, height: int = 768, **options):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="en-US", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                said.append(f"{message.text} {message.location['url']}")
                if message.type in COMPLAINTS
                else None
            ),
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


COMPLAINTS = {"error", "warning"}
