"""What an attacker learns of a ballot who keeps a dump, a backup and the logs after every step."""

import json
import logging
import re
import tarfile
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from awards import sealing
from awards.forms.ballots import VoteForm
from awards.models import Ballot
from awards.services import ballots
from emulation.backups import archive

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
PHRASES = ("mua-thu-ha-noi-1", "song-bach-dang-2", "nui-bai-tho-cao-3")
WRONG = "mot-cau-khac-han-4"
ROLL, URN = ("awards.elector", "way"), ("awards.ballot", "urn")


class Attacker:
    def __init__(self, caplog, folder):
        self.caplog, self.folder = caplog, folder
        self.dumps, self.backups = [], []
        caplog.set_level(logging.DEBUG)

    def looks(self):
        self.dumps.append(dump())
        self.backups.append(backup(self.folder / f"{len(self.backups)}.backup"))

    @property
    def everything(self):
        tables = [table for copy in self.backups for table in copy.values()]
        return b"\n".join([*self.dumps, *tables, self.caplog.text.encode()])

    def rows(self, model):
        """Of each backup, the fields of a model's rows."""
        return [[json.loads(line)["fields"] for line in copy[model].splitlines()] for copy in self.backups]


def dump():
    """Every cell of every table, sessions too; what is binary as it is."""
    cells = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells += [cell for row in cursor.fetchall() for cell in row]
    return b"\n".join(
        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells
    )


def backup(file):
    archive.write(file)
    with tarfile.open(file) as packed:
        return {
            entry.name.removeprefix("tables/"): packed.extractfile(entry).read()
            for entry in packed
            if entry.name.startswith("tables/")
        }


def changed(before, after):
    """What differs between two backups, by table and field."""
    found = set()
    for model in before.keys() | after.keys():
        old, new = (
            {row["pk"]: row["fields"] for row in map(json.loads, copy.get(model, b"").splitlines())}
            for copy in (before, after)
        )
        for key in old.keys() | new.keys():
            was, is_ = old.get(key, {}), new.get(key, {})
            names = was.keys() | is_.keys()
            found |= {(model, name) for name in names if was.get(name) != is_.get(name)}
    return found


def address(name, ballot):
    return reverse(f"awards:ballot-{name}", args=[ballot.season.bloc.code, ballot.season.year, ballot.pk])


def posts(user, name, ballot, **fields):
    client = Client()
    client.force_login(user)
    return client.post(address(name, ballot), fields).content.decode()


def votes(user, ballot, mark):
    sent = {"paper": VoteForm.new_paper(ballot), "sure": "on"}
    sent |= {"marks": [mark]} if mark else {"instead": "blank"}
    page = posts(user, "vote", ballot, **sent)
    return re.search(r"<strong>([2-9A-Z-]{29})</strong>", page).group(1)


@pytest.fixture
def board(heads):
    """In a small bloc those who vote count as well."""
    return heads


@pytest.fixture
def attacker(caplog, tmp_path):
    return Attacker(caplog, tmp_path)


@pytest.fixture
def opened(season, members, heads, board, attacker):
    def make(mode):
        for user in heads:
            user.language = "en"
            user.save()
        ballot = ballots.prepare(
            season, question="Ai dẫn đầu?", options=members, board=board, mode=mode, by=heads[0]
        )
        attacker.looks()
        for user, phrase in zip(board, PHRASES, strict=True):
            posts(user, "key", ballot, phrase=phrase, again=phrase)
            attacker.looks()
        posts(heads[0], "open", ballot)
        ballot.refresh_from_db()
        return ballot

    return make


def count(ballot, board, attacker):
    """A wrong phrase is tried first, as it leaves no trace either."""
    for user, phrase in zip(board, PHRASES, strict=True):
        posts(user, "count", ballot, phrase=WRONG)
        posts(user, "count", ballot, phrase=phrase)
        attacker.looks()


def look_at_votes(attacker, heads, ballot, marks):
    """Each votes with this mark, and twice from another device; what is stored changes in two fields only."""
    attacker.looks()
    receipts, first = [], len(attacker.backups) - 1
    for head, mark in zip(heads, marks, strict=False):
        receipts.append(votes(head, ballot, mark))
        assert "Each member has one vote." in posts(
            head, "vote", ballot, paper=VoteForm.new_paper(ballot), marks=[2], sure="on"
        )
        attacker.looks()
    for before, after in pairwise(attacker.backups[first:]):
        assert changed(before, after) - {("emulation.user", "last_login")} == {ROLL, URN}
    return receipts


def nothing_of_it_shows(attacker, receipts, ballot, board):
    """Neither a receipt, nor a phrase, nor a vote under the key of the whole board."""
    kept = attacker.everything
    assert b"awards.ballot" in kept
    assert not [word for word in (*receipts, *PHRASES, WRONG) if word.encode() in kept]
    assert {row["agreeing"] for copy in attacker.rows("awards.option") for row in copy} == {None}
    shares = [
        sealing.open_share(bytes(row.share), phrase, bytes(row.salt), bytes(row.public_key))
        for row, phrase in zip(ballot.board.order_by("pk"), PHRASES, strict=True)
    ]
    key = sealing.join_shares(shares, bytes(ballot.public_key))
    urn = bytes(Ballot.objects.get(pk=ballot.pk).urn)
    assert len(urn) == 40 + sealing.SLOT * len(receipts)  # however they voted
    for start in range(0, len(urn) - sealing.SLOT + sealing.MARK, 8):
        with pytest.raises(sealing.Broken):
            sealing.unseal(urn[start : start + sealing.SLOT - sealing.MARK], key)


def the_bulletin_checks(receipts, ballot, reader):
    ballot.refresh_from_db()
    assert ballot.bulletin == sorted(receipts)
    client = Client()
    client.force_login(reader)
    page = client.get(address("detail", ballot)).content.decode()
    assert [receipt for receipt in receipts if receipt in page] == receipts
    assert sealing.new_receipt() not in page


def no_copy_held_all_shares(attacker, ballot):
    held = [sum(bool(row["handed_in"]) for row in copy) for copy in attacker.rows("awards.boardmember")]
    assert max(held) == ballot.keys_needed - 1
    assert held[-1] == 0


def test_a_secret_ballot_is_neither_read_early_nor_linked(attacker, opened, heads, board):
    ballot = opened("secret")
    receipts = look_at_votes(attacker, heads, ballot, [1, None, 1])
    posts(heads[0], "close", ballot)
    attacker.looks()
    nothing_of_it_shows(attacker, receipts, ballot, board)

    count(ballot, board, attacker)

    the_bulletin_checks(receipts, ballot, heads[2])
    no_copy_held_all_shares(attacker, ballot)
    assert {row["answers"] for copy in attacker.rows("awards.elector") for row in copy} == {None}
    assert [row["agreeing"] for row in attacker.rows("awards.option")[-1]] == [2, 0, 0]
    assert {row["urn"] for row in attacker.rows("awards.ballot")[-1]} == {""}


def test_a_mixed_ballot_shows_no_sum_of_either_way_at_any_time(attacker, opened, heads, board):
    ballot = opened("mixed")
    third = ballot.electors.get(organisation__mandates__user=heads[2])
    posts(board[0], "hand-out", ballot, electors=[third.pk])
    receipts = look_at_votes(attacker, heads[:2], ballot, [1, 2])
    posts(heads[0], "close", ballot)
    attacker.looks()
    on_paper = {"returned": 1, "spoilt": 0, "blank": 0, "agreeing-1": 1, "agreeing-2": 0, "agreeing-3": 0}
    posts(board[0], "box", ballot, **on_paper)
    attacker.looks()
    nothing_of_it_shows(attacker, receipts, ballot, board)
    boxes = attacker.rows("awards.papercount")
    (box,) = boxes[-1]
    assert {name: box[name] for name in ("returned", "spoilt", "blank")} == {
        "returned": 1,
        "spoilt": 0,
        "blank": 0,
    }
    sealed = bytes(ballot.paper_count.agreeing)
    assert len(sealed) == 40 + 2 * 3  # however the paper was marked
    with pytest.raises(sealing.Broken):
        sealing.kept_sums(sealed, b"another salt")

    count(ballot, board, attacker)

    the_bulletin_checks(receipts, ballot, heads[2])
    no_copy_held_all_shares(attacker, ballot)
    assert [row["agreeing"] for row in attacker.rows("awards.option")[-1]] == [2, 1, 0]
    assert attacker.rows("awards.papercount")[-1][0]["agreeing"] == ""
