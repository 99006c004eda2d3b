"""What this app adds to the navigation of every page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.rules.rights import Act, may
from blocs.selectors import people
from emulation import navigation
from emulation.models import User
from emulation.navigation import Entry


def _sees_honours(user: User) -> bool:
    someone = people.person(user, on=timezone.localdate())
    return bool(someone.organisations or someone.whole_provinces)


def _watches(user: User) -> bool:
    return bool(people.person(user, on=timezone.localdate()).whole_provinces)


def _edits_rules(user: User) -> bool:
    return bool(may(Act.EDIT_RULES, people.all_seats(people.person(user, on=timezone.localdate()))))


def register() -> None:
    navigation.register(
        Entry(
            62,
            _("Council"),
            "awards:council-list",
            "people",
            ("awards:council",),
            _watches,
        ),
        Entry(
            66,
            _("From nomination to award"),
            "awards:funnel",
            "funnel",
            ("awards:funnel",),
            _sees_honours,
        ),
        Entry(
            64,
            _("Decisions"),
            "awards:decision-list",
            "file-earmark-text",
            ("awards:decision", "awards:certificate", "awards:notice", "awards:results"),
            _sees_honours,
        ),
        Entry(
            60,
            _("Honours"),
            "awards:recipient-list",
            "award",
            ("awards:recipient", "awards:honour", "awards:organisation-honours"),
            _sees_honours,
        ),
        Entry(
            68,
            _("Rules of awards"),
            "awards:rule-set-list",
            "journal-text",
            ("awards:rule",),
            _edits_rules,
        ),
        Entry(
            67,
            _("Yearly statistical forms"),
            "awards:statistics-list",
            "bar-chart",
            ("awards:statistics",),
            _watches,
        ),
        Entry(
            58,
            _("Nominations"),
            "awards:nomination-list",
            "trophy",
            (
                "awards:nomination",
                "awards:dossier",
                "awards:season-nominations",
                "awards:proposal",
            ),
            _sees_honours,
        ),
    )
