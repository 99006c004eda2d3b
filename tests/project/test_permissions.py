"""Every address × every seat: what opens, and that who may not change something changes nothing."""

import html
import re
from contextlib import ExitStack
from copy import deepcopy
from functools import lru_cache

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import translation

from awards.rules import ballots as balloting
from awards.rules import rights as awarding
from blocs.rules import rights
from documents import printing, rendering
from tests.blocs.season_files import undone
from tests.project.addresses import (
    AWAY,
    CAST,
    HIDDEN,
    KEY,
    METHOD,
    OPEN,
    SIGNIN,
    TOLD,
    all_addresses,
    walked,
)
from tests.project.rows import ROWS
from tests.project.rows.interface import INTERFACE
from tests.project.world import World

REASONS = [*rights.WHO.values(), *awarding.WHO.values(), *balloting.WHO.values()]
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
POST_FORM = re.compile(r"<form\b[^>]*method=\"post\"", re.IGNORECASE)
PUBLIC = {
    "health",
    "metrics",  # asked by a program, which brings a word of its own
    "language-choose",
    "large-text-toggle",
    "awards:results",  # names of those awarded, and notices that ask for opinions
    "blocs:guide",  # who cannot sign in finds there what to do
    "blocs:guide-page",
    "documents:verify",
    "documents:paper-verify",
    "documents:root-certificate",
    "documents:revocation-list",
    "blocs:calendar-feed",  # calendar programs cannot sign in; whoever holds the address reads it
    *INTERFACE,  # asks for the key of a program instead, or tells nothing of anybody
    "blocs:invitation-accept",  # whoever holds the link; the account is opened by it
    "notices-stop",  # whoever holds the link of a mail; mail programs post to it
    "account_login",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "mfa_authenticate",  # after the password: the sign-in is half done
    "account_logout",  # whoever has signed out already is only sent to the start
    "account_signup",  # says that accounts are opened by an administrator
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_confirm_login_code",
}
EACH = sorted(
    (pytest.param(name, row, id=f"{name}-{n}") for name in sorted(ROWS) for n, row in enumerate(ROWS[name])),
    key=lambda each: each.values[1].status,  # so that each world is built once
)
SENT = [each for each in EACH if each.values[1].sends]
SHOWN = [each for each in EACH if not each.values[1].sends]


@pytest.fixture(scope="module", autouse=True)
def each_paper_is_printed_once():
    """The same page gives the same bytes (test_rendering): eight people who may see it get one print."""
    renderer = type(rendering.renderer())
    prints, kept = renderer.printed, {}

    def printed(self, page, format, files):
        key = (page, format, tuple(files.items()))
        if key not in kept:
            kept[key] = prints(self, page, format, files)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "printed", printed)
        content_type, written = printing.FORMS["docx"]
        patch.setitem(printing.FORMS, "docx", (content_type, lru_cache(written)))
        yield


class Worlds:
    """One world at a time, with its pledge in one status: the rows are in that order."""

    def __init__(self):
        self.status, self.made, self.open = None, None, ExitStack()

    def of(self, status):
        if status != self.status:
            self.open.close()
            self.open.enter_context(undone())
            self.made = World()
            self.made.write_pledge(status)
            self.made.cookies = {person: _signed_in(self.made.cast[person]).cookies for person in CAST}
            self.status = status
        return self.made


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Not a parameter of its own: pytest would then take the first row of each test, the second of each …"""
    with django_db_blocker.unblock():
        made = Worlds()
        yield made
        made.open.close()


@pytest.fixture
def built(worlds, row):
    return worlds.of(row.status)


@pytest.fixture
def world(built, db):
    """A copy, to which the test is rolled back: the world stands before the test begins its transaction."""
    return deepcopy(built)


def test_every_address_has_its_rows_and_every_row_its_address():
    assert set(ROWS) == all_addresses()


def test_only_the_public_addresses_answer_without_sign_in():
    assert {name for name, _route, view in walked() if not getattr(view, "login_required", True)} == PUBLIC


@pytest.mark.parametrize(("name", "row"), EACH)
def test_who_meets_what(world, name, row):
    address = world.address(name, row.args, row.query)

    met = {person: _met(_client(world, person), address, row) for person in CAST}

    assert met == {person: row.expects(person) for person in CAST}
    assert _met(Client(), address, row) == row.signed_out


@pytest.mark.parametrize(("name", "row"), SENT)
def test_who_may_not_changes_nothing(world, name, row):
    address = world.address(name, row.args, row.query)

    changed = {person for person in CAST if _changes(_client(world, person), address, row.sends(world))}

    assert changed == row.changes
    if row.signed_out == SIGNIN:
        assert not _changes(Client(), address, row.sends(world))


@pytest.mark.any_database  # each page is shown on each kind of database by the first test
@pytest.mark.parametrize(("name", "row"), SHOWN)
def test_pages_that_only_show_change_nothing(world, name, row):
    address = world.address(name, row.args, row.query)

    for client in (Client(), *(_client(world, person) for person in CAST)):
        assert not _changes(client, address)


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def _client(world, person):
    client = Client()
    client.cookies = deepcopy(world.cookies[person])
    return client


def _met(client, address, row):
    response = client.get(address)
    list(response)  # read to its end, a file that is sent is closed
    if response.status_code == 302:
        return SIGNIN if response["Location"].startswith("/accounts/login/?next=") else AWAY
    if response.status_code in {401, 404, 405}:
        return {401: KEY, 404: HIDDEN, 405: METHOD}[response.status_code]
    assert response.status_code == 200
    return _told_or_open(response, is_form=bool(row.told and row.sends)) if row.told else OPEN


def _told_or_open(response, *, is_form):
    """Told: a reason stands where the form would be."""
    shown = MAIN.search(response.content.decode()).group()
    with translation.override("en"):
        has_reason = any(str(reason) in html.unescape(shown) for reason in REASONS)
    has_form = POST_FORM.search(shown) is not None
    assert has_form != has_reason if is_form else not has_form
    return TOLD if has_reason else OPEN


def _changes(client, address, sent=None):
    """Whether what is stored is another after the POST, which is then undone."""
    with undone(), Writes() as writes:
        response = client.post(address, sent)
        list(response)
        assert response.status_code < 500
        after = _stored(writes.tables())
    return after != _stored(after)


class Writes:
    """The tables into which the database was told to write, visits apart; the others are as they were."""

    READING = ("SELECT", "(SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
    WRITING = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')

    def __init__(self):
        self.told = []
        self.listening = connection.execute_wrapper(self)

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(self.READING):
            self.told.append(sql)
        return execute(sql, params, many, context)

    def __enter__(self):
        self.listening.__enter__()
        return self

    def __exit__(self, *error):
        self.listening.__exit__(*error)

    def tables(self):
        told = [self.WRITING.match(sql) for sql in self.told]
        assert all(told), self.told  # whatever else it is, it is not known to leave all as it was
        return {found.group(1) for found in told} - {Session._meta.db_table}


def _stored(tables):
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables
    }
