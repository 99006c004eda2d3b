"""What the people of those awarded are told of a decision."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from awards.models import Decision, DecisionLine
from blocs.services import member_letters
from emulation.models import User


def recorded(decision: Decision, *, by: User) -> None:
    """Each organisation reads of its own alone."""
    lines: dict[int, list[DecisionLine]] = defaultdict(list)
    rows = decision.lines.select_related("nomination__recipient", "nomination__award")
    for line in rows.order_by("order", "pk"):
        lines[line.nomination.recipient.organisation_id].append(line)
    for organisation, own in lines.items():
        member_letters.to_people(
            [organisation],
            "decision_recorded",
            lambda: _("Awarded by decision No. %(number)s") % {"number": decision.number},
            {"decision": decision, "lines": own},
            url=decision.get_absolute_url(),
            thing=decision,
            besides=by,
            template="awards/mail/decision_recorded.txt",
        )
