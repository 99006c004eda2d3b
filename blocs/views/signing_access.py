"""What the pages of a signing begin with."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from blocs.models import Pledge
from blocs.selectors import signing as reading
from blocs.selectors.signing import Board, Row
from blocs.views.access import me
from blocs.views.pledges import visible_pledge
from emulation.http import Missing


def board_of(request: HttpRequest, code: str, year: int, *, to_direct: bool = True) -> Board:
    """Of the season's newest pledge; 404 before anybody was asked to sign it."""
    board = reading.board(visible_pledge(request, code, year), me(request), to_direct=to_direct)
    if board is None:
        raise Http404
    return board


def place_on(board: Board, member: str) -> Row:
    """The row of the member with this code, or 404."""
    for row in board.rows:
        if row.member is not None and row.member.code == member:
            return row
    raise Http404


def own_place(request: HttpRequest, pledge_code: str, year: int, member: str) -> tuple[Pledge, Board, Row]:
    """The row, if it is for the reader to sign; everybody else is told why there is nothing to sign here."""
    pledge = visible_pledge(request, pledge_code, year)
    board = reading.board(pledge, me(request), to_direct=False)
    if board is None:
        raise _nothing_to_sign(pledge, _why_not_signed(pledge))
    row = place_on(board, member)
    if not row.mine:
        told = _(
            "%(name)s signs here for %(member)s. The signing board shows who has signed and who is missing."
        )
        raise _nothing_to_sign(pledge, told % {"name": row.signer.who_signs, "member": row.who})
    return pledge, board, row


def _nothing_to_sign(pledge: Pledge, reason: str) -> Missing:
    season = pledge.season
    board = reverse("blocs:signing-board", args=[season.bloc.code, season.year])
    return Missing(
        _("There is nothing for you to sign here"), reason, way=board, to=_("To the signing board")
    )


def _why_not_signed(pledge: Pledge) -> str:
    stopped = reading.stopped_before(pledge)
    if stopped is None:
        return _("The pledge is not being signed yet. You are written to when it is your turn.")
    told = _(
        "The signing was stopped: “%(reason)s” That version is void, and nothing was signed in it just now. "
        "You are written to when the new version is ready to be signed."
    )
    return told % {"reason": stopped.stop_reason}
