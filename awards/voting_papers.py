"""What is marked by hand and laid into a box. Papers are Vietnamese, whatever language their reader uses."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from awards.selectors.ballots import Room
from blocs.documents.common import INVENTED, head_of, profile_of
from blocs.selectors import signers
from documents.content import Column, Document, Format, Head, Paragraph, Table


def voting_paper(room: Room) -> Document:
    """What a member marks in the room: no serial number, nothing that leads to its voter."""
    ballot, season = room.ballot, room.season
    at = ballot.events.order_by("at", "pk").values_list("at", flat=True)[0]
    day = timezone.localdate(at)
    on = season.within(day)
    members = signers.members_of(season, on=on)
    head = head_of(season, members, on=on, day=None, number="")
    return blank_ballot(
        kind="ballot-paper",
        filename=f"Phieu bau {season.bloc.code} {season.label}",
        title=ballot.question,
        head=head,
        note=f"Đánh dấu X vào một trong hai ô của mỗi dòng; đồng ý với không quá {ballot.seats} dòng.",
        columns=(Column("Tên", 60),),
        rows=tuple((str(option),) for option in room.options),
        at=at,
        style=profile_of(members).format(),
        notice=INVENTED if season.bloc.invented else "",
    )


def blank_ballot(
    *,
    kind: str,
    filename: str,
    title: str,
    head: Head,
    note: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
    at: datetime,
    style: Format | None = None,
    notice: str = "",
) -> Document:
    """A line for each that is voted on, with a box to agree and one not to."""
    return Document(
        kind=kind,
        filename=filename,
        title=f"Phiếu bầu: {title}",
        type_name="PHIẾU BẦU",
        abstract=title,
        head=head,
        blocks=(
            Paragraph(note),
            Table(
                columns=(*columns, Column("Đồng ý", 13, "center"), Column("Không đồng ý", 17, "center")),
                rows=tuple((*row, "☐", "☐") for row in rows),
            ),
        ),
        closing=False,
        format=style or Format(),
        created=at,
        modified=at,
        notice=notice,
    )
