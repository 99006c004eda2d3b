"""Before many are written to: who gets the mail, what it says, who is not reached and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blocs.models import Movement, Organisation, Pledge
from blocs.rules import enrolling, pledge_signing
from blocs.selectors import enrolments as reading
from blocs.selectors import people as reaching
from blocs.selectors import signers
from blocs.selectors.signing import Board
from blocs.services import movement_letters
from blocs.services.signing import letters
from blocs.views.access import me
from blocs.views.movement_access import visible_movement
from blocs.views.signing_access import board_of
from emulation.models import User
from emulation.notices import previews
from emulation.notices.previews import LeftOut, Preview


def remind_signers(request: HttpRequest, code: str, year: int) -> HttpResponse:
    board = board_of(request, code, year, to_direct=False)
    context = {
        "verdict": board.can_remind,
        "preview": _of_signers(board) if board.can_remind else None,
        "to_copy": board.reminder,
        "send_url": reverse("blocs:signing-remind", args=[code, year]),
        "back": reverse("blocs:signing-board", args=[code, year]),
        "about": board.paper.title,
    }
    return render(request, "blocs/remind_preview.html", context)


def of_opening(pledge: Pledge, *, at: datetime) -> Preview:
    """All who would sign this pledge if it were opened now, and the members for whom nobody can."""
    day = timezone.localdate(at)
    members = signers.members_of(pledge.season, on=pledge.season.within(day), signing=day)
    people = [(each.head.user, each.name) for each in members if each.head]
    witnesses = pledge.witnesses.filter(user__isnull=False).select_related("user")
    people.extend((each.user, each.organisation) for each in witnesses if each.user)
    nobody = _("Nobody holds the mandate as its head today; the pledge cannot be opened before.")
    left_out = [LeftOut(each.name, nobody) for each in members if not each.head]
    return Preview(previews.readers(people, "signing_ask", at=at), left_out)


def _of_signers(board: Board) -> Preview:
    people, left_out, first = [], [], None
    for row in board.missing:
        signer = row.signer
        if not row.waits:
            left_out.append(LeftOut(row.who, _("It is not their turn to sign yet.")))
        elif _was_reminded(signer.reminded_at, board.now, pledge_signing.BETWEEN_REMINDERS):
            left_out.append(LeftOut(row.who, _("They were written to just now.")))
        else:
            people.append((signer.user, row.who))
            first = first or signer
    found = previews.readers(people, "signing_remind", at=board.now)
    return Preview(found, left_out, letters.reminder(first) if first else None)


def remind_organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """Of those that have not answered, the ticked ones, or all."""
    movement = visible_movement(request, pk)
    someone = me(request)
    found = reading.answers(movement, someone, reading.seats(someone, movement))
    ticked = set(request.GET.getlist("organisation"))
    chosen = [row for row in found.waiting if not ticked or str(row.organisation_id) in ticked]
    now = timezone.now()
    late = [row for row in chosen if not _was_reminded(row.reminded_at, now, enrolling.BETWEEN_REMINDERS)]
    preview = None
    if found.can_remind:
        preview = of_organisations(movement, [row.organisation for row in late], "movement_remind", now)
        told = _("Reminded today already.")
        preview.left_out.extend(
            LeftOut(row.organisation.current_name, told) for row in chosen if row not in late
        )
    context = {
        "verdict": found.can_remind,
        "preview": preview,
        "to_copy": found.reminder,
        "organisations": [row.organisation_id for row in chosen],
        "send_url": reverse("blocs:movement-remind", args=[pk]),
        "back": reverse("blocs:movement-answers", args=[pk]),
        "about": movement.name,
    }
    return render(request, "blocs/remind_preview.html", context)


def of_organisations(
    movement: Movement, organisations: Iterable[Organisation], name: str, at: datetime
) -> Preview:
    """Heads and officers of these; who has nobody on the site is left out."""
    acting: dict[int, dict[int, User]] = {}
    wanted = list(organisations)
    for mandate in reaching.written_to([each.pk for each in wanted], on=timezone.localdate(at)):
        acting.setdefault(mandate.organisation_id, {})[mandate.user_id] = mandate.user
    people = [(user, each.current_name) for each in wanted for user in acting.get(each.pk, {}).values()]
    nobody = _("Nobody acts for it on the site; invite somebody, or write another way.")
    left_out = [LeftOut(each.current_name, nobody) for each in wanted if each.pk not in acting]
    words = None
    if people:
        first = next(each for each in wanted if each.pk in acting)
        words = movement_letters.words(movement, first, people[0][0], name)
    return Preview(previews.readers(people, name, at=at), left_out, words)


def _was_reminded(reminded_at: datetime | None, now: datetime, between: timedelta) -> bool:
    return reminded_at is not None and now - reminded_at < between
