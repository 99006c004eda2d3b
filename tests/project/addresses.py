"""Who gets what at which address. A new address without a row fails; so does a row without an address.

The seats and what they may do stand in blocs/rules/rights.py; here stands what each person meets at the door:
`open` the page, `told` that it is not theirs to do, `hidden` (404), `signin`, `method` (405: only by button).
"""

from dataclasses import dataclass, field

OPEN, TOLD, HIDDEN, SIGNIN, METHOD = "open", "told", "hidden", "signin", "method"

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
    "outsider",
    "stranger_standing",
)
MEMBERS = {"officer", "head", "leader_officer", "leader_head", "deputy_head"}
LEADERS = {"leader_officer", "leader_head"}
WATCHERS = {"standing", "council", "auditor"}
EVERYBODY = set(CAST)


@dataclass(frozen=True)
class Row:
    """What the cast meets with GET; who is named nowhere meets `otherwise`."""

    opens: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    otherwise: str = HIDDEN
    signed_out: str = SIGNIN
    args: tuple[str, ...] = ()  # names of fixtures or literals, in the order of the address

    def expects(self, person: str) -> str:
        if person in self.opens:
            return OPEN
        return TOLD if person in self.told else self.otherwise


def public(*args: str) -> Row:
    return Row(opens=EVERYBODY, signed_out=OPEN, args=args)


def anybody(*args: str) -> Row:
    """Every signed-in person."""
    return Row(opens=EVERYBODY, args=args)


def button(*args: str, signed_out: str = SIGNIN) -> Row:
    """Answers POST only. What a POST may do is tested with its service and its view."""
    return Row(otherwise=METHOD, signed_out=signed_out, args=args)


def season_page(*args: str) -> Row:
    """Members of the bloc and those who watch over the province."""
    return Row(opens=MEMBERS | WATCHERS, args=("bloc.code", "season.year", *args))


def season_form(may: set[str], *args: str) -> Row:
    """A form in a season: the others who see the season are told why not."""
    return Row(opens=may, told=(MEMBERS | WATCHERS) - may, args=("bloc.code", "season.year", *args))
