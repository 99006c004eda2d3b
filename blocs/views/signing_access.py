"""What the pages of a signing begin with."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from blocs.models import Pledge
from blocs.selectors import signing as reading
from blocs.selectors.signing import Board, Row
from blocs.views.access import me
from blocs.views.pledges import visible_pledge


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
    """The row, if it is for the reader to sign; 404 for everybody else."""
    board = board_of(request, pledge_code, year, to_direct=False)
    row = place_on(board, member)
    if not row.mine:
        raise Http404
    return board.pledge, board, row
