"""What this app adds to the navigation and to the tasks of every page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blocs.models import Person
from blocs.rules.rights import Act, may
from blocs.selectors import log, people, second_step, tasks
from emulation import navigation
from emulation import second_step as demands
from emulation import tasks as waiting
from emulation.models import User
from emulation.navigation import Entry
from emulation.verdicts import Reason


def _me(user: User) -> Person:
    return people.person(user, on=timezone.localdate())


def _everybody(user: User) -> bool:
    return True


def _takes_part(user: User) -> bool:
    """Of a member, or serving the whole province: whoever sees blocs at all."""
    return bool(_me(user).organisations or _me(user).whole_provinces)


def _serves_province(user: User) -> bool:
    return bool(_me(user).whole_provinces)


def _holds_mandate(user: User) -> bool:
    return bool(_me(user).mandates)


def _sees_people(user: User) -> bool:
    return bool(may(Act.SEE_PEOPLE, people.all_seats(_me(user))))


def _needs_second_step(user: User) -> bool:
    return second_step.is_demanded(user, on=timezone.localdate())


def _sees_outbox(user: User) -> bool:
    return bool(may(Act.MANAGE_OUTBOX, people.all_seats(_me(user))))


def _looks_after_work(user: User) -> bool:
    return bool(may(Act.MANAGE_TASKS, people.all_seats(_me(user))))


def _sees_records(user: User) -> bool:
    return bool(may(Act.SEE_RECORDS, people.all_seats(_me(user))))


def _reads_log(user: User) -> bool:
    return log.reads(_me(user))


def _imports(user: User) -> bool:
    return bool(may(Act.IMPORT_SEASON, people.all_seats(_me(user))))


def _entry(place: int, label: Reason, url_name: str, icon: str, *covers: str) -> Entry:
    """A subject of those who take part; it covers its own addresses unless others are named."""
    names = covers or (url_name.removesuffix("-list"),)
    return Entry(
        place, label, f"blocs:{url_name}", icon, tuple(f"blocs:{name}" for name in names), _takes_part
    )


ENTRIES = (
    Entry(10, _("My tasks"), "blocs:start", "check2-square", ("blocs:start",), _everybody, counts_tasks=True),
    Entry(
        12, _("Just now"), "notices-recent", "bell", ("notices-recent",), _holds_mandate, counts_notices=True
    ),
    Entry(
        15,
        _("Overview"),
        "blocs:overview-list",
        "grid",
        ("blocs:overview", "blocs:statistics-province"),
        _serves_province,
    ),
    _entry(
        20, _("Emulation blocs"), "bloc-list", "people", "bloc", "season", "milestone", "deputy", "handover"
    ),
    _entry(25, _("Calendar"), "calendar", "calendar3", "calendar"),
    _entry(30, _("Emulation pledges"), "pledge-list", "pen", "pledge", "registration", "usual-line"),
    _entry(40, _("Movements"), "movement-list", "flag", "movement", "exemplar"),
    _entry(
        45,
        _("Reports and scores"),
        "report-list",
        "clipboard-data",
        "report",
        "evidence",
        "score",
        "criterion",
        "season-score-table",
        "season-tie-rules",
        "statistics",
        "bloc-report",
    ),
    _entry(50, _("Papers"), "paper-archive", "file-earmark-text", "paper"),
    Entry(
        60,
        _("Organisations"),
        "blocs:organisation-list",
        "buildings",
        ("blocs:organisation",),
        _holds_mandate,
    ),
    Entry(
        70,
        _("People and accounts"),
        "blocs:person-list",
        "person-lines-fill",
        (
            "blocs:person",
            "blocs:mandate",
            "blocs:invitation",
            "blocs:second-step",
            "blocs:sign-in",
            "blocs:trust",
            "blocs:outside-system",
            "blocs:webhook",
        ),
        _sees_people,
    ),
    Entry(
        90,
        _("Import and export"),
        "blocs:exchange",
        "arrow-left-right",
        ("blocs:exchange", "blocs:season-export"),
        _imports,
    ),
    Entry(91, _("Outbox"), "blocs:outbox-list", "envelope", ("blocs:outbox",), _sees_outbox),
    Entry(
        91,
        _("Failed work"),
        "blocs:failed-tasks",
        "arrow-repeat",
        ("blocs:failed-task",),
        _looks_after_work,
    ),
    Entry(92, _("Log"), "blocs:log-list", "journal-text", ("blocs:log-",), _reads_log),
    Entry(
        93,
        _("Records and their terms"),
        "blocs:retention-list",
        "archive",
        ("blocs:retention", "blocs:hold", "blocs:disposal"),
        _sees_records,
    ),
    Entry(95, _("Glossary"), "blocs:glossary", "book", ("blocs:glossary",), _takes_part),
)


def register() -> None:
    navigation.register(*ENTRIES)
    waiting.register(tasks.of_members)
    waiting.register(tasks.of_signers)
    waiting.register(tasks.of_agency)
    waiting.register(tasks.of_administrator)
    demands.register(_needs_second_step)
