"""What a change of an organisation does, effect by effect; each also in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from blocs.rules.organisation_events.facts import (
    BLOCS,
    ORGANISATION,
    PEOPLE,
    PLEDGES,
    Body,
    Effect,
    Facts,
    Held,
    Kind,
    Promise,
    What,
    Wish,
    Year,
)


def effects(wish: Wish, facts: Facts) -> Iterator[Effect]:
    yield from _names(wish, facts)
    yield from _tree(wish, facts)
    for year in facts.years:
        yield from _year(wish, year)
    if wish.closes:
        for held in facts.mandates:
            yield from _mandate(wish, held)
    for promise in facts.promises:
        yield from _promise(wish, promise, facts)
    for paper in facts.papers:
        words = _("%(paper)s stays as it was issued, with the names of its day.") % {"paper": paper}
        yield Effect(What.STAYS, words, PLEDGES)


def _names(wish: Wish, facts: Facts) -> Iterator[Effect]:
    last = f"{wish.last_day:%d/%m/%Y}"
    for row in facts.names:
        if row.valid_to is None and (wish.closes or wish.kind == Kind.RENAME):
            words = _("The name “%(name)s” holds until %(day)s.") % {"name": row.text, "day": last}
            yield Effect(What.NAME_ENDS, words, ORGANISATION, row.key, day=wish.last_day)
    if wish.kind == Kind.RENAME:
        words = _("From %(day)s it is named “%(name)s”. Papers of earlier days keep the old name.")
        given = {"day": f"{wish.day:%d/%m/%Y}", "name": wish.name}
        yield Effect(What.NAME_BEGINS, words % given, ORGANISATION, day=wish.day, text=wish.name)
    if wish.closes:
        words = _("%(name)s has its last day on %(day)s; it is marked as closed and stays to be read.")
        yield Effect(
            What.CLOSES,
            words % {"name": wish.source.name, "day": last},
            ORGANISATION,
            wish.source.key,
            day=wish.last_day,
        )
    if wish.receiver is not None:
        for text in dict.fromkeys(row.text for row in facts.names):
            if text not in facts.spellings:
                words = _("Who searches for “%(text)s” finds %(name)s, too.")
                given = {"text": text, "name": wish.receiver.name}
                yield Effect(What.ALIAS, words % given, ORGANISATION, wish.receiver.key, text=text)


def _tree(wish: Wish, facts: Facts) -> Iterator[Effect]:
    moves: list[tuple[Body, Body | None]] = []
    if wish.kind == Kind.TRANSFER:
        moves.append((wish.source, wish.targets[0]))
    elif wish.closes:
        for child in facts.children:
            to = wish.receiver if wish.receiver is not None and wish.receiver != child else facts.parent
            moves.append((child, to))
    for body, to in moves:
        words = _("%(name)s then belongs to %(parent)s.") % {
            "name": body.name,
            "parent": to.name if to else _("nobody else"),
        }
        yield Effect(What.MOVES, words, ORGANISATION, body.key, to.key if to else None)


def _year(wish: Wish, year: Year) -> Iterator[Effect]:
    ended = year.left_on is not None and year.left_on < wish.day
    if ended or year.last_day < wish.day:
        return
    if year.is_closed:
        words = _("%(bloc)s: the year is closed and stays as it was.") % {"bloc": year.words}
        yield Effect(What.STAYS, words, BLOCS)
        return
    if wish.closes:
        yield from _ends(wish, year)
    if wish.joins:
        since = max(wish.day, year.first_day)
        for body in wish.targets:
            if body.key not in year.members:
                words = _("%(bloc)s: %(name)s is a member from %(day)s.") % {
                    "bloc": year.words,
                    "name": body.name,
                    "day": f"{since:%d/%m/%Y}",
                }
                yield Effect(What.JOINS, words, BLOCS, year.season, body.key, since)


def _ends(wish: Wish, year: Year) -> Iterator[Effect]:
    given = {"bloc": year.words, "name": wish.source.name, "day": f"{wish.last_day:%d/%m/%Y}"}
    for key, starts in year.deputy_terms:
        if starts < wish.day:
            words = _("%(bloc)s: %(name)s is deputy until %(day)s.") % given
            yield Effect(What.DEPUTY_ENDS, words, BLOCS, key, day=wish.last_day)
        else:
            words = _("%(bloc)s: %(name)s does not become deputy.") % given
            yield Effect(What.DEPUTY_NEVER, words, BLOCS, key)
    if year.leads and year.deputy is not None:
        since = max(wish.day, year.first_day)
        words = _("%(bloc)s: the deputy %(deputy)s acts as leader from %(day)s.") % {
            "bloc": year.words,
            "deputy": year.deputy.name,
            "day": f"{since:%d/%m/%Y}",
        }
        yield Effect(What.ACTS, words, BLOCS, year.season, year.deputy.key, since)
    if year.joined_on < wish.day:
        words = _("%(bloc)s: %(name)s is a member until %(day)s.") % given
        yield Effect(What.LEAVES, words, BLOCS, year.membership, day=wish.last_day)
    else:
        words = _("%(bloc)s: %(name)s does not become a member.") % given
        yield Effect(What.NEVER_JOINS, words, BLOCS, year.membership)


def _mandate(wish: Wish, held: Held) -> Iterator[Effect]:
    if held.ends is not None and held.ends < wish.day:
        return
    if held.starts >= wish.day:
        words = _("%(mandate)s: would begin after the last day and does not come to hold.")
        yield Effect(What.STAYS, words % {"mandate": held.words}, PEOPLE)
        return
    words = _("%(mandate)s: ends on %(day)s.") % {
        "mandate": held.words,
        "day": f"{wish.last_day:%d/%m/%Y}",
    }
    yield Effect(What.MANDATE_ENDS, words, PEOPLE, held.key, day=wish.last_day)


def _promise(wish: Wish, promise: Promise, facts: Facts) -> Iterator[Effect]:
    if not wish.closes:
        return
    given = {"bloc": promise.words, "target": promise.text}
    year = next((row for row in facts.years if row.season == promise.season), None)
    if year is None or year.is_closed or year.last_day < wish.day:
        return
    if not promise.is_open:
        words = _(
            "%(bloc)s: “%(target)s” stays as agreed. An amendment of the pledge passes it on to another."
        )
        yield Effect(What.STAYS, words % given, PLEDGES)
        return
    receiver = wish.receiver
    if receiver is not None and (receiver.key in year.members or wish.joins):
        words = _("%(bloc)s: “%(target)s” passes to %(name)s.") % (given | {"name": receiver.name})
        yield Effect(What.PASSES, words, PLEDGES, promise.key, receiver.key)
    else:
        words = _("%(bloc)s: “%(target)s” passes to all members.") % given
        yield Effect(What.PASSES, words, PLEDGES, promise.key)
