"""What waits for the people of a bloc, the standing agency and administrators: see emulation/tasks.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocs.models import Correction, Disposal, Mandate, Milestone, Pledge, Report, Season
from blocs.selectors import paper_signing, people
from blocs.selectors.seasons import current_seasons
from blocs.selectors.signing import last_day_of
from blocs.selectors.standings import Standing, standings
from emulation.models import User
from emulation.tasks import SOON, Task
from emulation.verdicts import Reason

Stage, Status = Season.Stage, Pledge.Status


def of_members(user: User, on: date) -> Iterator[Task]:
    """What the pledge and the dates of the year ask of one's organisations."""
    told: set[int] = set()  # organisations whose movements are told; they are in several seasons
    for standing in standings(people.person(user, on=on)):
        if standing.row.movements_asked and standing.organisation.pk not in told:
            told.add(standing.organisation.pk)
            yield _answer_movements(standing)
        yield from _of_handover(standing)
        if not standing.is_open:
            continue
        if standing.leads:
            yield from _of_leader(standing, on)
        if (standing.leads or standing.is_deputy) and standing.row.reports_to_read:
            yield _read_reports(standing)
        yield from _of_member(standing)
        yield from _of_reporter(standing, on)


def _of_handover(standing: Standing) -> Iterator[Task]:
    """Who leads prepares it as soon as the next year has another leader; then both heads confirm."""
    row = standing.row
    if row.handover is not None and standing.is_head:
        yield Task(
            _("Confirm the handover"),
            _("Look through what is open and which files change hands; then confirm for your side."),
            _address("handover-detail", standing),
            _("Read and confirm"),
            standing.about,
        )
    elif (
        standing.is_open
        and standing.leads
        and row.handover is None
        and row.next_leader not in (None, standing.organisation.pk)
    ):
        yield Task(
            _("Hand the bloc over"),
            _("The leader of the next year is chosen. Write down what is open and what you hand over."),
            _address("handover-detail", standing),
            _("Prepare the handover"),
            standing.about,
            standing.season.last_day,
        )


def _of_leader(standing: Standing, on: date) -> Iterator[Task]:
    row = standing.row
    if standing.season.stage == Stage.PREPARING:
        yield Task(
            _("Prepare the year"),
            _("Look through the members, the theme and the dates; then move the year on to the pledge."),
            standing.season.get_absolute_url(),
            _("Open the year"),
            standing.about,
            row.next_due,
        )
    elif standing.season.stage == Stage.PLEDGING:
        yield from _of_pledge_writer(standing)
    if row.next_due and row.next_due - on <= SOON and row.next_kind != Milestone.Kind.PLEDGE:
        yield Task(
            Milestone.Kind(row.next_kind).label,
            _("When it is done, mark it; if it will be later, move the date and say why."),
            _address("season-dates", standing),
            _("Open the dates"),
            standing.about,
            row.next_due,
        )


def _of_pledge_writer(standing: Standing) -> Iterator[Task]:
    row = standing.row
    pledge, due = _address("pledge-detail", standing), row.pledge_due
    if row.pledge_status in (None, Status.VOID):
        yield Task(
            _("Begin the pledge"),
            _("Begin with last year's text or with usual lines; then write the draft."),
            pledge,
            _("Begin"),
            standing.about,
            due,
        )
    elif row.pledge_status == Status.DRAFT:
        yield Task(
            _("Finish the draft of the pledge"),
            _("When it is ready to be read, open it for the members' comments."),
            pledge,
            _("Write on"),
            standing.about,
            due,
        )
    elif row.pledge_status == Status.COMMENT:
        yield _settle(standing, pledge)
    elif row.pledge_status == Status.AGREED and row.pledge_paper is None and standing.is_head:
        yield Task(
            _("Have the pledge signed"),
            _("The text is settled. Have it signed online, or issue it to be signed by hand."),
            pledge,
            _("Open the pledge"),
            standing.about,
            due,
        )


def _settle(standing: Standing, url: str) -> Task:
    unsettled = standing.row.unsettled or 0
    told: Reason = _("All comments are answered; the text can be settled.")
    if unsettled:
        told = ngettext(
            "%(count)s comment has no answer yet.", "%(count)s comments have no answer yet.", unsettled
        ) % {"count": unsettled}
    return Task(
        _("Settle the text of the pledge") if standing.is_head else _("Answer comments on the pledge"),
        told,
        url,
        _("Open the pledge"),
        standing.about,
        standing.row.pledge_due,
    )


def _of_member(standing: Standing) -> Iterator[Task]:
    row = standing.row
    if row.to_sign:
        yield Task(
            _("Sign the pledge"),
            _("Read the paper, then sign it with your PIN; or decline and say why."),
            _address("signing-sign", standing, standing.organisation.code),
            _("Read and sign"),
            standing.about,
            last_day_of(row.sign_before) if row.sign_before else row.pledge_due,
        )
    if row.pledge_status == Status.COMMENT and not (standing.leads or row.commented or row.registered):
        yield Task(
            _("Comment on the draft of the pledge"),
            _("Read it, and say on each line what your organisation would have changed."),
            _address("pledge-detail", standing),
            _("Read and comment"),
            standing.about,
            row.comments_until,
        )
    takes_registrations = row.pledge_status in (Status.COMMENT, Status.AGREED) and row.pledge_paper is None
    if takes_registrations and not row.registered:
        yield Task(
            _("Register titles and targets"),
            _("Say which titles your organisation hopes for and which targets it sets itself."),
            _address("registration-edit", standing, standing.organisation.code),
            _("Register"),
            standing.about,
            row.comments_until,
        )


def _answer_movements(standing: Standing) -> Task:
    asked = standing.row.movements_asked
    told = ngettext(
        "%(count)s movement waits for your answer", "%(count)s movements wait for your answer", asked
    )
    return Task(
        told % {"count": asked},
        _("Enrol with your target, or say why your organisation does not take part."),
        f"{reverse('blocs:movement-list')}?answer=waiting",
        _("Open the movements"),
        standing.organisation.current_name,
    )


def _read_reports(standing: Standing) -> Task:
    waiting = standing.row.reports_to_read
    told = ngettext("%(count)s report waits for you", "%(count)s reports wait for you", waiting)
    return Task(
        told % {"count": waiting},
        _("Read it with its evidence; accept it, or return it and say what is to be completed."),
        _address("report-board", standing),
        _("Open the reports"),
        standing.about,
    )


def _of_reporter(standing: Standing, on: date) -> Iterator[Task]:
    """Once the reports are due soon, or the stage has come; a returned one at any time."""
    status, due = standing.row.report_status, standing.row.reports_due
    if standing.season.stage not in (Stage.RUNNING, Stage.REVIEWING):
        return
    page = _address("report-detail", standing, standing.organisation.code, Report.Kind.ANNUAL.value)
    if status == Report.Status.RETURNED:
        yield Task(
            _("Complete the report"),
            _("It was returned; what is asked for stands at each part."),
            page,
            _("Open the report"),
            standing.about,
            due,
        )
    elif status in (None, Report.Status.DRAFT) and (
        standing.season.stage == Stage.REVIEWING or (due is not None and due - on <= SOON)
    ):
        yield Task(
            _("Write the report of the year"),
            _("The targets of the pledge stand in it already. It saves itself while you write."),
            page,
            _("Write on") if status else _("Begin"),
            standing.about,
            due,
        )


def of_signers(user: User, on: date) -> Iterator[Task]:
    """Papers that somebody has to sign, whatever kind they are; the pledge stands with its season."""
    if not people.person(user, on=on).papers_wait:
        return
    for signer in paper_signing.waiting_for(user):
        paper, deadline = signer.request.paper, signer.request.deadline
        yield Task(
            _("Sign: %(paper)s") % {"paper": paper.title},
            _("Read the paper, then sign it with your PIN; or decline and say why."),
            reverse("blocs:paper-sign", args=[paper.code]),
            _("Read and sign"),
            paper.number_text,
            last_day_of(deadline) if deadline else None,
        )


def of_agency(user: User, on: date) -> Iterator[Task]:
    """The standing agency follows up where a date has passed."""
    someone = people.person(user, on=on)
    if not someone.provinces_as(Mandate.Role.STANDING):
        return
    passed = Milestone.objects.filter(season=OuterRef("pk"), done_on__isnull=True, due__lt=on)
    late = current_seasons(someone).exclude(stage=Stage.CLOSED).filter(Exists(passed)).count()
    if late:
        told = ngettext("%(count)s bloc is behind its dates", "%(count)s blocs are behind their dates", late)
        yield Task(
            told % {"count": late},
            _("See what is missing, and remind the leader or help to move the date."),
            reverse("blocs:bloc-list"),
            _("Open the list"),
        )


def of_administrator(user: User, on: date) -> Iterator[Task]:
    """Mandates that run out soon, corrections that are asked for, disposals that were decided on."""
    provinces = people.person(user, on=on).provinces_as(Mandate.Role.ADMINISTRATOR)
    if not provinces:
        return
    ending = Mandate.objects.ending_soon(on).filter(
        organisation__province__in=provinces, user__is_active=True
    )
    asked = Correction.objects.waiting().filter(province__in=provinces).exclude(user=user)
    first = asked.order_by("asked_at", "pk").values("pk")[:1]
    decided = Disposal.objects.filter(state=Disposal.State.DECIDED, province__in=provinces)
    others = decided.exclude(drawn_by=user).exclude(entered_by=user).order_by("entered_at").values("pk")[:1]
    asks = (_count(ending), _count(asked), Subquery(first), Subquery(others))
    ends, wait, oldest, disposal = User.objects.filter(pk=user.pk).values_list(*asks).get()
    if ends:
        told = ngettext("%(count)s mandate ends soon", "%(count)s mandates end soon", ends)
        yield Task(
            told % {"count": ends},
            _("After that day these people can no longer enter or sign. Renew them, or name others."),
            f"{reverse('blocs:person-list')}?state=ending",
            _("Open the accounts"),
        )
    if wait:
        told = ngettext(
            "%(count)s person asks for a correction", "%(count)s people ask for corrections", wait
        )
        yield Task(
            told % {"count": wait},
            _("Look at what should stand in their data, and answer."),
            reverse("blocs:correction-answer", args=[oldest]),
            _("Open the oldest request"),
        )
    if disposal:
        yield Task(
            _("A disposal waits to be carried out"),
            _("Decision and minutes are entered. Look through the list, then carry it out."),
            reverse("blocs:disposal-detail", args=[disposal]),
            _("Open the list"),
        )


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Of the rows of another table, in the same query."""
    counted = rows.order_by().annotate(_one=Value(1)).values("_one").annotate(_rows=Count("pk"))
    return Coalesce(Subquery(counted.values("_rows")), 0)


def _address(name: str, standing: Standing, *more: str) -> str:
    season = standing.season
    return reverse(f"blocs:{name}", args=[season.bloc.code, season.year, *more])
