"""Who gets what at which address. A new address without a row fails; so does a row without an address.

The rows stand in rows/. They are written from the domain model's own table (section 8), not taken from
blocs/rules/rights.py: so the two check each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# What a person meets at the door with GET: the page; the page that says why not; 404; another page;
# the sign-in; 405, since the address is a button's; 401, since it asks for the key of a program.
OPEN, TOLD, HIDDEN, AWAY, SIGNIN, METHOD = "open", "told", "hidden", "away", "signin", "method"
KEY = "key"

CAST = (
    "officer",
    "head",
    "leader_officer",
    "leader_head",
    "deputy_head",
    "standing",
    "council",
    "auditor",
    "administrator",
    "outsider",  # head of an organisation of another bloc, which it leads
    "stranger_standing",  # the standing agency of another province
)
MEMBERS = {"officer", "head", "leader_officer", "leader_head", "deputy_head"}
LEADERS = {"leader_officer", "leader_head"}
WATCHERS = {"standing", "council", "auditor"}
PLANNERS = LEADERS | {"standing"}
AGENCIES = {"standing", "stranger_standing"}
EVERYBODY = set(CAST)
NOBODY: set[str] = set()

Sent = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """What the cast meets with GET (who is named nowhere meets `otherwise`), and who may POST what."""

    opens: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    otherwise: str = HIDDEN
    signed_out: str = SIGNIN
    args: tuple[str, ...] = ()  # names in the world of world.py, or literals, in the order of the address
    query: str = ""
    status: str = "comment"  # of the pledge: the one in which the act is possible
    sends: Sent | None = None  # what to POST so that it is done, given the world
    changes: set[str] = field(default_factory=set)  # who changes something by that; for the others all stays

    def expects(self, person: str) -> str:
        for met, people in ((OPEN, self.opens), (TOLD, self.told), (AWAY, self.away)):
            if person in people:
                return met
        return self.otherwise


def public(*args: str, **more: Any) -> Row:
    return Row(opens=EVERYBODY, signed_out=OPEN, args=args, **more)


def anybody(*args: str, **more: Any) -> Row:
    """Every signed-in person."""
    return Row(opens=EVERYBODY, args=args, **more)


def button(
    *args: str, by: set[str], sends: Sent = lambda world: {}, signed_out: str = SIGNIN, **more: Any
) -> Row:
    """Answers POST only; `by` are those for whom it does something."""
    return Row(otherwise=METHOD, signed_out=signed_out, args=args, sends=sends, changes=by, **more)


def season_page(*args: str, **more: Any) -> Row:
    """Members of the bloc and those who watch over the province."""
    return Row(opens=MEMBERS | WATCHERS, args=("bloc.code", "season.year", *args), **more)


def season_form(may: set[str], *args: str, sends: Sent, **more: Any) -> Row:
    """A form in a season: the others who see the season are told why not."""
    told = (MEMBERS | WATCHERS) - may
    return Row(may, told, args=("bloc.code", "season.year", *args), sends=sends, changes=may, **more)


def season_button(by: set[str], *args: str, **more: Any) -> Row:
    return button("bloc.code", "season.year", *args, by=by, **more)


def all_addresses() -> set[str]:
    """Every named address of the site, as namespace:name, the libraries' own included."""
    return {name for name, _route, _view in walked()}


def walked() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Name, route and view of each pattern of the site; the first one wins where a route stands twice."""
    seen = set()
    for name, route, view in _under(get_resolver(), "", ""):
        if route not in seen:
            seen.add(route)
            yield name, route, view


def _under(
    resolver: URLResolver, before: str, namespace: str
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{route} has no name"
            yield namespace + pattern.name, route, pattern.callback
        else:
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _under(pattern, route, inside)
