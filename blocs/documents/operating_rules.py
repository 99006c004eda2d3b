"""The operating rules of a bloc (quy chế hoạt động), in chapters and articles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.models import Season
from blocs.rules import articles, pledge_words
from blocs.selectors import composing, signers
from documents.content import Block, Document, Heading, Paragraph, Signers


def operating_rules(
    season: Season, *, on: date, day: date | None = None, number: str = "", code: str = ""
) -> Document:
    """The rules as the leader wrote them, or the usual ones."""
    members = signers.members_of(season, on=on, signing=day)
    style = profile_of(members).format()
    leader = next((member for member in members if member.leads), None)
    at = recorded_at(season)
    name = season.bloc.name_on(on)
    return Document(
        kind="operating-rules",
        filename=f"Quy che {season.bloc.code} {season.label}",
        title=f"Quy chế tổ chức và hoạt động của {name}",
        type_name="QUY CHẾ",
        abstract=f"Tổ chức và hoạt động của {name}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=tuple(_blocks(composing.rules(season, on=on).text)),
        recipients=recipients(season),
        signatures=Signers((signers.party(leader, style, role=role_word(season, leader.role).upper()),))
        if leader
        else None,
        format=style,
        subject=f"Quy chế hoạt động, {pledge_words.year_words(season)}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )


def _blocks(text: str) -> Iterable[Block]:
    in_chapters = False
    for line in articles.lines(text):
        if line.kind == "chapter":
            in_chapters = True
            yield Heading("\n".join(filter(None, (f"Chương {line.number}", line.text.upper()))), centred=True)
        elif line.kind == "article":
            yield Heading(f"Điều {line.number}. {line.text}".rstrip(), level=2 if in_chapters else 1)
        else:
            yield Paragraph(line.text)
