"""The proposal desk: prepared, printed, sent by the bloc; received, returned, appraised by the agency."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.forms import proposals as forms_of
from awards.models import Concurrence, Nomination, Proposal
from awards.selectors.proposal_page import Desk
from awards.services import binding, concurrences, letters, proposals
from blocs.models import Organisation
from blocs.selectors import people
from blocs.services import kept_files
from blocs.views import sheets
from blocs.views.access import me, visible_season
from documents.views.files import document_response
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Refused, Verdict

PER_PAGE = 50
PAPERS = {"letter": binding.letter, "nominees": binding.nominee_list, "summaries": binding.summaries}


def proposal_index(request: HttpRequest) -> HttpResponseBase:
    someone = me(request)
    rows = Proposal.objects.visible_to(someone).for_listing()
    if sheets.asked(request):
        headings = [_("Number and symbol"), _("Year"), _("Proposing organisation"), _("Bloc"), _("State")]
        headings += [_("Sent on"), _("Received on")]
        return sheets.list_response(
            request,
            "to-trinh-khen-thuong",
            headings,
            (
                (
                    row.paper.number_text if row.paper else "",
                    row.year,
                    row.proposer.current_name,
                    row.season.bloc.current_name if row.season else "",
                    row.get_state_display(),
                    row.sent_on,
                    row.received_on,
                )
                for row in rows
            ),
        )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "begins": bool(someone.organisations)}
    return render(request, "awards/proposal_index.html", context)


def desk_of(request: HttpRequest, pk: int) -> Desk:
    someone = me(request)
    rows = (
        Proposal.objects.visible_to(someone)
        .for_listing()
        .select_related("province", "proposer__format_profile")
    )
    rows = rows.prefetch_related("season__memberships", "season__leaderships")
    return Desk(get_object_or_404(rows, pk=pk), someone)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    return render(request, "awards/proposal_detail.html", {"desk": desk, "proposal": desk.proposal})


@require_POST
def begin(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """The bloc's, by whoever leads it today."""
    season = visible_season(request, code, year)
    leader = people.leader_key(season, list(season.leaderships.all()), me(request).on)
    with telling(request):
        leaders = Organisation.objects.filter(pk__in=[leader] if leader else [])
        organisation = leaders.select_related("province").first()
        if organisation is None:
            raise Refused(_("The bloc leader proposes; name the leader first."))
        return redirect(proposals.begin(organisation, season=season, by=request.user))
    return redirect("awards:season-nominations", code, year)


@require_POST
def begin_own(request: SignedInRequest) -> HttpResponse:
    """An organisation's own people and departments, straight to the standing agency."""
    someone = me(request)
    organisation = (
        Organisation.objects.filter(pk__in=someone.organisations).select_related("province").first()
    )
    if organisation is None:
        raise Http404
    with telling(request):
        return redirect(proposals.begin(organisation, by=request.user))
    return redirect("awards:proposal-index")


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    proposal = desk.proposal
    names = ("addressees", "grounds", "opening")
    form = forms_of.LetterForm(
        request.POST or None, initial={name: getattr(proposal, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        with answering(form):
            proposals.edit(proposal, by=request.user, **form.cleaned_data)
            messages.success(request, _("The words of the letter are saved."))
            return redirect(proposal)
    return _form(request, desk, form, _("Words of the letter"), _("Save"), desk.can_write)


@require_POST
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    possible = Nomination.objects.filter(pk__in=[row.pk for row in desk.possible]).for_listing()
    form = forms_of.ChooseForm(request.POST, possible=possible)
    if not form.is_valid():
        for texts in form.errors.values():
            for text in texts:
                messages.error(request, str(text))
        return redirect(desk.proposal)
    with telling(request, _("The nominations are on the list.")):
        proposals.put_on_list(desk.proposal, form.cleaned_data["chosen"], by=request.user)
    return redirect(desk.proposal)


@require_POST
def drop(request: SignedInRequest, pk: int, nomination: int) -> HttpResponse:
    desk = desk_of(request, pk)
    found = get_object_or_404(desk.proposal.nominations.for_listing(), pk=nomination)
    found.proposal = desk.proposal
    with telling(request, _("The nomination is taken off the list.")):
        proposals.take_off_list(found, by=request.user)
    return redirect(desk.proposal)


@require_POST
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    with telling(request, _("The letter has its number; its bytes are kept.")):
        letters.issue(desk.proposal, by=request.user)
    return redirect(desk.proposal)


@require_POST
def have_signed(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    with telling(request, _("The letter has its number and waits for the head's signature.")):
        letters.have_signed(desk.proposal, by=request.user)
    return redirect(desk.proposal)


def send(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    form = forms_of.SendForm(
        request.POST or None, request.FILES or None, initial={"way": "site", "on": desk.someone.on}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        proof = given.pop("proof")
        with answering(form):
            if proof is not None and proof.size > kept_files.LARGEST:  # not even read
                raise Refused(kept_files.too_large(proof.size))
            sent = (proof.name, proof.read()) if proof is not None else None
            proposals.send(desk.proposal, by=request.user, proof=sent, **given)
            messages.success(request, _("The proposal is marked as sent."))
            return redirect(desk.proposal)
    return _form(request, desk, form, _("Send the proposal"), _("Mark as sent"), desk.can("send"))


def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    form = forms_of.ReceiveForm(request.POST or None, initial={"on": desk.someone.on})
    if request.method == "POST" and form.is_valid():
        with answering(form):
            proposals.receive(desk.proposal, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("The proposal is received; its rules are fixed."))
            return redirect(desk.proposal)
    return _form(request, desk, form, _("Receive the proposal"), _("Receive"), desk.can("receive"))


def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    form = forms_of.ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with answering(form):
            proposals.give_back(desk.proposal, by=request.user, **form.cleaned_data)
            messages.success(request, _("The proposal is returned for supplement."))
            return redirect(desk.proposal)
    return _form(request, desk, form, _("Return for supplement"), _("Return"), desk.can("return"))


@require_POST
def appraise(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    with telling(request, _("The appraisal is closed; the proposal goes to the council.")):
        proposals.appraise(desk.proposal, by=request.user)
    return redirect(desk.proposal)


def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = desk_of(request, pk)
    form = forms_of.AskForm(
        request.POST or None,
        nominations=Nomination.objects.filter(proposal=desk.proposal).for_listing(),
        initial={"asked_on": desk.someone.on},
    )
    if request.method == "POST" and form.is_valid():
        with answering(form):
            concurrences.ask(desk.proposal, by=request.user, **form.cleaned_data)
            messages.success(request, _("The question to the agency is recorded."))
            return redirect(desk.proposal)
    return _form(request, desk, form, _("Ask another agency"), _("Record"), desk.appraises)


def answer(request: SignedInRequest, pk: int, concurrence: int) -> HttpResponse:
    desk = desk_of(request, pk)
    found = get_object_or_404(Concurrence, proposal=desk.proposal, pk=concurrence)
    found.proposal = desk.proposal
    form = forms_of.AnswerForm(request.POST or None, initial={"answered_on": desk.someone.on})
    if request.method == "POST" and form.is_valid():
        with answering(form):
            concurrences.answer(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("The answer is recorded."))
            return redirect(desk.proposal)
    title = _("Answer of %(agency)s") % {"agency": found.agency}
    return _form(request, desk, form, title, _("Record"), desk.appraises)


def paper(request: HttpRequest, pk: int, kind: str, ending: str) -> HttpResponse:
    """The issued letter as its kept bytes; all else printed as it stands."""
    desk = desk_of(request, pk)
    if kind == "letter" and ending == "pdf" and desk.proposal.paper is not None:
        return _bytes(binding.letter_bytes(desk.proposal, on=desk.someone.on), desk.proposal.paper.file_name)
    return document_response(PAPERS[kind](desk.proposal, on=desk.someone.on), ending)


def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    proposal = desk_of(request, pk).proposal
    if not proposal.proof:
        raise Http404
    response = FileResponse(
        proposal.proof.open("rb"),
        as_attachment=True,
        filename=proposal.proof_name,
        content_type=proposal.proof_type,
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _bytes(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _form(
    request: HttpRequest, desk: Desk, form: Any, title: str, button: str, verdict: Verdict
) -> HttpResponse:
    context = {
        "desk": desk,
        "proposal": desk.proposal,
        "form": form,
        "title": title,
        "button": button,
        "verdict": verdict,
        "draft": request.path,
    }
    return render(request, "awards/proposal_form.html", context)
