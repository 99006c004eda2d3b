"""What people should look at before they go on: shown, never blocking (domain model §6)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from awards.models import Honour, Nomination, Proposal, RecipientKind, RuleSet
from awards.rules.voting import most_flags
from awards.selectors import rules
from blocs.models import PublishedPlace
from blocs.models.dated import spans

GOVERNMENT_FLAG = "CO_CP"


def of_nomination(nomination: Nomination) -> list[str]:
    """Two queries, and the leaders of the season."""
    found = []
    others = (
        Nomination.objects.live()
        .filter(recipient__organisation=nomination.recipient.organisation_id, year=nomination.year)
        .exclude(pk=nomination.pk)
        .select_related("award", "recipient__organisation")
    )
    for other in others:
        if other.recipient_id == nomination.recipient_id:
            found.append(
                _("Also nominated for %(award)s (%(way)s): one achievement is awarded once (L22, 5.2c).")
                % {"award": other.award, "way": other.get_channel_display()}
            )
        elif other.award_id == nomination.award_id and _one_within_the_other(other, nomination):
            found.append(
                _("%(name)s is nominated for the same award at another level.") % {"name": other.recipient}
            )
    received = Honour.objects.filter(
        recipient=nomination.recipient_id, year=nomination.year, revoked_on__isnull=True
    ).select_related("award")
    found.extend(
        _("Received %(award)s for %(year)s already, by decision %(decision)s.")
        % {"award": honour.award, "year": honour.year, "decision": honour.decision_number}
        for honour in received
    )
    season = nomination.season
    if season is not None and nomination.recipient.kind == RecipientKind.ORGANISATION:
        leaders = [
            row.organisation_id
            for row in season.leaderships.all()
            if row.role != "deputy" and spans(season.last_day, row.starts, row.ends)
        ]
        if nomination.recipient.organisation_id in leaders:
            found.append(_("The nominee leads the bloc that counts its votes and writes its proposal."))
    return found


def _one_within_the_other(other: Nomination, nomination: Nomination) -> bool:
    kinds = {other.recipient.kind, nomination.recipient.kind}
    return kinds == {RecipientKind.ORGANISATION, RecipientKind.SUB_COLLECTIVE}


@dataclass(frozen=True, slots=True)
class Quota:
    """Government flags among the leading units of the province's blocs (law §6.2, R10)."""

    percent: int
    leading: int
    most: int
    proposed: int

    @property
    def tone(self) -> str:
        return "bad" if self.is_exceeded else "info"

    @property
    def is_exceeded(self) -> bool:
        return self.proposed > self.most

    @property
    def words(self) -> str:
        told = _(
            "Government flags in the province: %(proposed)s proposed, at most %(most)s "
            "(%(percent)s per cent of %(leading)s leading units)."
        ) % {
            "proposed": self.proposed,
            "most": self.most,
            "percent": self.percent,
            "leading": self.leading,
        }
        return f"{told} {_('The quota is exceeded.')}" if self.is_exceeded else told


def quota(proposal: Proposal, rule_set: RuleSet | None) -> Quota | None:
    """None where no rule has a percentage. Three queries; counted anew on each look."""
    percent = rules.figures_of(rule_set)["quota_percent"].value if rule_set else None
    if percent is None:
        return None
    places = PublishedPlace.objects.filter(
        rank=1,
        publication__season__year=proposal.year,
        publication__season__bloc__province=proposal.province_id,
    )
    leading = places.values("publication__season").distinct().count()
    proposed = (
        Nomination.objects.live()
        .filter(award__code=GOVERNMENT_FLAG, year=proposal.year, province=proposal.province_id)
        .exclude(state__in=[Nomination.State.DRAFT])
        .count()
    )
    return Quota(percent, leading, most_flags(leading, percent), proposed)
