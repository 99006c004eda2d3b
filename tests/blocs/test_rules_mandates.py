from datetime import date

import pytest

from blocs.models import Mandate
from blocs.rules import mandates
from emulation.models import User

PEOPLE = {1: User(pk=1, full_name="Nguyễn Thị Mẫu"), 2: User(pk=2, full_name="Trần Văn Mẫu")}
NEW_YEAR, SUMMER, AUTUMN = date(2026, 1, 1), date(2026, 7, 1), date(2026, 10, 1)


def mandate(role="head", *, user=1, organisation=1, starts=NEW_YEAR, ends=None, pk=None, **fields):
    fields.setdefault("on_behalf_of", "Giám đốc" if fields.get("signing_form", "own") != "own" else "")
    return Mandate(
        pk=pk, user=PEOPLE[user], organisation_id=organisation, role=role, starts=starts, ends=ends, **fields
    )


@pytest.mark.parametrize(
    ("wish", "there"),
    [
        (mandate("officer"), []),
        (mandate("officer"), [mandate("officer", user=2)]),
        (mandate("officer"), [mandate("head")]),
        (mandate("officer"), [mandate("officer", organisation=2)]),
        (mandate("head", starts=SUMMER), [mandate("head", user=2, ends=date(2026, 6, 30))]),
        (mandate("head", signing_form="KT"), [mandate("head", user=2)]),
        (mandate("head"), [mandate("head", user=2, signing_form="TL")]),
        (mandate("head"), [mandate("head", user=2, organisation=2)]),
        (mandate("administrator", starts=SUMMER), [mandate("officer", ends=date(2026, 6, 30))]),
        (mandate("administrator"), [mandate("officer", user=2)]),
        (mandate("head", pk=7), [mandate("head", pk=7)]),
        (mandate("head", signing_form="TUQ", authorisation="12/GUQ", ends=SUMMER), []),
    ],
)
def test_these_stand_beside_each_other(wish, there):
    assert mandates.faults(wish, there) == {}


@pytest.mark.parametrize(
    ("wish", "there", "fields"),
    [
        (mandate(starts=SUMMER, ends=NEW_YEAR), [], {"ends"}),
        (mandate(signing_form="KT", on_behalf_of=""), [], {"on_behalf_of"}),
        (mandate(signing_form="TM", on_behalf_of=""), [], {"on_behalf_of"}),
        (mandate(signing_form="TUQ", ends=SUMMER), [], {"authorisation"}),
        (mandate(signing_form="TUQ", authorisation="12/GUQ"), [], {"ends"}),
        (mandate("officer"), [mandate("officer")], {"role"}),
        (mandate("officer", ends=SUMMER), [mandate("officer", starts=SUMMER)], {"role"}),
        (mandate("head"), [mandate("head", user=2)], {"role"}),
        (mandate("head", starts=SUMMER), [mandate("head", user=2, ends=SUMMER)], {"role"}),
        (mandate("head", signing_form="TM"), [mandate("head", user=2)], {"role"}),
        (mandate("administrator"), [mandate("officer")], {"role"}),
        (mandate("standing"), [mandate("administrator", organisation=2)], {"role"}),
    ],
)
def test_these_do_not(wish, there, fields):
    assert set(mandates.faults(wish, there)) == fields


def test_the_other_head_is_named_with_its_days():
    [reason] = mandates.faults(mandate(starts=SUMMER), [mandate(user=2, ends=AUTUMN)]).values()

    for part in ("Trần Văn Mẫu", "01/01/2026", "01/10/2026"):
        assert part in str(reason)
