"""Honours of a made-up province, as ten years of decisions leave them. Call as generating.honours(…)."""

from __future__ import annotations

from datetime import date
from random import Random

from django.db import transaction

from awards.models import Award, Honour, Recipient
from awards.models.kinds import RecipientKind
from blocs.models import Organisation

BATCH = 2000
OF_EACH_BLOC = (("CO_TINH", 1), ("BK_TINH", 4))  # so many of its members a year


@transaction.atomic
def honours(blocs: list[list[Organisation]], years: range, *, seed: int) -> int:
    """Flag and certificates of each bloc and year; says how many honours that are."""
    chance = Random(seed)  # noqa: S311  # who is awarded in a made-up province, no secret
    awards = Award.objects.in_bulk([code for code, _count in OF_EACH_BLOC], field_name="code")
    everyone = [member for members in blocs for member in members]
    recipients = Recipient.objects.bulk_create(
        (
            Recipient(
                kind=RecipientKind.ORGANISATION,
                organisation=member,
                search_text=member.search_text,
                sort_key=member.sort_key,
            )
            for member in everyone
        ),
        batch_size=BATCH,
    )
    recipient_of = {row.organisation_id: row for row in recipients}
    made = []
    for year in years:
        for members in blocs:
            chosen = iter(chance.sample(members, k=len(members)))
            for code, count in OF_EACH_BLOC:
                made += [
                    Honour(
                        recipient=recipient_of[member.pk],
                        award=awards[code],
                        year=year,
                        decision_number=f"{100 + list(awards).index(code)}/QĐ-UBND",
                        decided_on=date(year + 1, 1, 20),
                        issuer="Chủ tịch Ủy ban nhân dân tỉnh",
                    )
                    for _turn, member in zip(range(count), chosen, strict=False)
                ]
    return len(Honour.objects.bulk_create(made, batch_size=BATCH))
