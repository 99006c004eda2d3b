"""Who may sign for a member on a day."""

from datetime import date

import pytest

from blocs.rules import pledge_signing
from blocs.rules.pledge_signing import Held
from blocs.rules.rights import LEADERS, Seat

TODAY = date(2026, 3, 2)
OWN = Held("CHỦ TỊCH", date(2020, 1, 1), None)
AUTHORISED = Held("TUQ. CHỦ TỊCH, PHÓ CHỦ TỊCH", date(2026, 1, 1), TODAY)
ENDED = Held("CHỦ TỊCH", date(2020, 1, 1), date(2026, 3, 1))
TO_COME = Held("CHỦ TỊCH", date(2026, 3, 3), None)


def may(*held, printed="CHỦ TỊCH", is_member=True, acting=False):
    return pledge_signing.may_sign(
        held, on=TODAY, printed=printed, member="Tỉnh Đoàn", is_member=is_member, acting=acting
    )


@pytest.mark.parametrize(
    ("held", "printed", "allowed"),
    [
        ([OWN], OWN.position, True),
        ([AUTHORISED], AUTHORISED.position, True),
        ([OWN], AUTHORISED.position, False),
        ([ENDED], ENDED.position, False),
        ([TO_COME], TO_COME.position, False),
        ([ENDED, OWN], OWN.position, True),
        ([ENDED, AUTHORISED], OWN.position, False),
        ([], OWN.position, False),
    ],
)
def test_the_mandate_of_today_has_to_be_the_one_that_is_printed(held, printed, allowed):
    verdict = may(*held, printed=printed)

    assert (bool(verdict), len(verdict.reasons)) == (allowed, 0 if allowed else 1)


def test_who_was_named_after_the_print_needs_a_mandate_and_no_printed_position():
    assert may(AUTHORISED, acting=True)
    assert not may(ENDED, acting=True)


def test_a_member_that_left_signs_nothing():
    assert not may(OWN, is_member=False)


def test_the_last_day_of_a_mandate_is_named(english):
    assert "01/03/2026" in str(may(ENDED).reasons[0])


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("is_open", [True, False])
def test_the_leaders_head_directs_and_the_leader_reminds(seat, is_open):
    seats = frozenset({seat})

    assert bool(pledge_signing.can_direct(seats, is_open=is_open)) == (is_open and seat == Seat.LEADER_HEAD)
    reminds = seat in LEADERS | {Seat.STANDING}
    for missing in (0, 2):
        verdict = pledge_signing.can_remind(seats, is_open=is_open, missing=missing)
        assert bool(verdict) == (is_open and reminds and missing > 0)
