"""Dossiers and whole submissions, bound into one PDF or packed with their originals."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from awards.ballot_papers import tally_minutes
from awards.documents import achievements, common, proposals
from awards.models import Ballot, DossierFile, Meeting, Nomination, Part, Proposal
from awards.models.ballot import BallotQuerySet
from awards.selectors import achievements as told
from awards.selectors import nominee_lines, rules
from awards.selectors import proposals as reading
from awards.selectors.ballots import Room, WholeRoom
from awards.selectors.meetings import subject
from awards.selectors.nominee_lines import NomineeLine
from blocs.documents.common import INVENTED
from blocs.documents.rankings import ranking_of_season
from blocs.models import Person, Season
from blocs.selectors import ranking
from documents import binding, rendering
from documents.binding import Cover, Leaf
from documents.content import Document, Head
from documents.models import Paper
from documents.selectors import newest_file
from documents.wording import file_name
from emulation.models import User

Printed = Mapping[int, Callable[[], bytes]]  # reports that were printed before, by key of the nomination
DAY_ONE = (1980, 1, 1, 0, 0, 0)  # of every file in a package, so that the same files pack alike


def lines_of(proposal: Proposal, *, on: date) -> list[NomineeLine]:
    return nominee_lines.lines(reading.under_way(proposal), proposal.rule_set or rules.rule_set_on(on))


def letter(proposal: Proposal, *, on: date) -> Document:
    return proposals.letter(proposal, lines_of(proposal, on=on), on=on)


def nominee_list(proposal: Proposal, *, on: date) -> Document:
    return proposals.nominee_list(proposal, lines_of(proposal, on=on), on=on)


def summaries(proposal: Proposal, *, on: date) -> Document:
    return proposals.summaries(proposal, lines_of(proposal, on=on), on=on)


def achievement_report(nomination: Nomination, *, on: date) -> Document:
    return achievements.report(nomination, told.told(nomination), on=on)


def dossier(nomination: Nomination, *, on: date) -> bytes:
    """Everything of one nominee: table of contents, bookmarks, a number on each page."""
    organisation = nomination.recipient.organisation
    cover = Cover(
        title="HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG",
        abstract=f"{common.full_name(nomination.recipient, on=on)}: {nomination.award.name}",
        head=Head(issuer=organisation.name_on(on), place=nomination.province.place, day=None),
        at=nomination.events.order_by("-at").values_list("at", flat=True)[0],
        format=organisation.format_profile.format(),
        notice=_notice(nomination.season),
    )
    return binding.bound(cover, list(_dossier(nomination, on=on)))


def everything(proposal: Proposal, *, on: date, into: Path, printed: Printed) -> None:
    """The whole submission: letter with its list, summaries, minutes, scores, the dossier of each nominee."""
    cover = Cover(
        title="HỒ SƠ TRÌNH KHEN THƯỞNG",
        abstract=f"Năm {proposal.year}: {proposal.proposer.name_on(on)}",
        head=Head(issuer=proposal.proposer.name_on(on), place=proposal.province.place, day=None),
        at=proposals.recorded_at(proposal),
        format=proposal.proposer.format_profile.format(),
        notice=_notice(proposal.season),
    )
    binding.bind(cover, list(_submission(proposal, on=on, printed=printed)), into=into)


def everything_packed(proposal: Proposal, *, on: date, into: Path, printed: Printed) -> None:
    """The letter, and a folder for each nominee with its report and the originals, one file at a time."""
    manifest: list[str] = []
    with zipfile.ZipFile(into, "w") as whole:
        for name, read in _packed(proposal, on=on, printed=printed):
            content = read()
            whole.writestr(_entry(name), content)
            manifest.append(f"{hashlib.sha256(content).hexdigest()}  {name}")
        whole.writestr(_entry("SHA256SUMS.txt"), "\n".join(manifest) + "\n")


def _packed(proposal: Proposal, *, on: date, printed: Printed) -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "00-to-trinh-va-danh-sach.pdf", partial(letter_bytes, proposal, on=on)
    for place, line in enumerate(lines_of(proposal, on=on), start=1):
        nomination = line.nomination
        folder = f"{place:03d}-{file_name(common.full_name(nomination.recipient, on=on), '').rstrip('.')}"
        yield f"{folder}/00-bao-cao-thanh-tich.pdf", _report(nomination, on, printed)
        yield from ((f"{folder}/{name}", partial(_read, file)) for name, file in _originals(nomination))


def _originals(nomination: Nomination) -> Iterator[tuple[str, DossierFile]]:
    """Under names that no other file has."""
    for place, file in enumerate(nomination.files.live(), start=1):
        stem, _dot, ending = file.name.rpartition(".")
        yield f"{place:02d}-{file_name(f'{file.part} {stem}', ending.lower())}", file


def package(nomination: Nomination, *, on: date) -> bytes:
    """The report and the originals as they were sent, with a manifest of their hashes."""
    packed = [("00-bao-cao-thanh-tich.pdf", rendering.pdf(achievement_report(nomination, on=on)))]
    packed += [(name, _read(file)) for name, file in _originals(nomination)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, content in packed:
            whole.writestr(_entry(name), content)
        whole.writestr(_entry("SHA256SUMS.txt"), "\n".join(binding.hashes(packed)) + "\n")
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY_ONE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _dossier(nomination: Nomination, *, on: date) -> Iterator[Leaf]:
    """In the order of the parts: what is made here, then what was sent for the part."""
    season = nomination.season if nomination.channel == Nomination.Channel.BLOC else None
    files = list(nomination.files.live())
    for part in Part:
        if part == Part.REPORT:
            yield Leaf(common.PARTS[part], partial(_report_bytes, nomination, on))
        if part == Part.MINUTES and season is not None:
            yield from _minutes(
                Ballot.objects.filter(season=season, award=nomination.award_id), season, on=on
            )
        if part == Part.SCORE_TABLE and season is not None:
            yield from _ranking(season, on=on)
        yield from (_sent(file) for file in files if file.part == part)


def _submission(proposal: Proposal, *, on: date, printed: Printed) -> Iterator[Leaf]:
    number = f" số {proposal.paper.number_text}" if proposal.paper else ""
    yield Leaf(f"Tờ trình{number} và danh sách đề nghị", partial(letter_bytes, proposal, on=on))
    lines = lines_of(proposal, on=on)
    yield Leaf("Tóm tắt thành tích", lambda: rendering.pdf(proposals.summaries(proposal, lines, on=on)))
    season = proposal.season
    if season is not None:
        awards = {line.nomination.award_id for line in lines}
        yield from _minutes(Ballot.objects.filter(season=season, award__in=awards), season, on=on)
        yield from _ranking(season, on=on)
    for line in lines:
        nomination = line.nomination
        name = f"{common.full_name(nomination.recipient, on=on)}: {nomination.award.name}"
        yield Leaf(name, _report(nomination, on, printed))
        yield from (_sent(file, level=2) for file in nomination.files.live())


def letter_bytes(proposal: Proposal, *, on: date) -> bytes:
    """The issued bytes, with the signatures so far, where there are any; otherwise the draft, printed now."""
    paper = proposal.paper
    if paper is None:
        return rendering.pdf(letter(proposal, on=on))
    return _kept(paper)


def _kept(paper: Paper) -> bytes:
    with (newest_file(paper) or paper).file.open("rb") as file:
        return bytes(file.read())


def _minutes(ballots: BallotQuerySet, season: Season, *, on: date) -> Iterator[Leaf]:
    """Those of the meetings that took these votes, as issued; then those of the tally board."""
    meetings = Meeting.objects.filter(season=season, items__ballot__in=ballots).distinct()
    for meeting in meetings.order_by("held_on", "pk"):
        papers = Paper.objects.about(subject(meeting)).filter(state=Paper.State.ISSUED)
        yield from (
            Leaf(f"Biên bản họp khối thi đua số {paper.number_text}", partial(_kept, paper))
            for paper in papers
        )
    reader = Person(User(), on, ())
    for ballot in ballots.filter(status=Ballot.Status.COUNTED).whole():
        room = WholeRoom(ballot, reader, season)
        yield Leaf(f"Biên bản kiểm phiếu: {ballot.question}", partial(_minutes_bytes, room))


def _ranking(season: Season, *, on: date) -> Iterator[Leaf]:
    if ranking.newest(season) is not None:
        yield Leaf("Bảng tổng hợp điểm và xếp hạng", partial(_ranking_bytes, season, on))


def _sent(file: DossierFile, level: int = 1) -> Leaf:
    title = f"{common.PARTS[Part(file.part)]}: {file.name}"
    return Leaf(title, partial(_read, file), file.media_type, level)


def _report(nomination: Nomination, on: date, printed: Printed) -> Callable[[], bytes]:
    return printed.get(nomination.pk) or partial(_report_bytes, nomination, on)


def _report_bytes(nomination: Nomination, on: date) -> bytes:
    return rendering.pdf(achievement_report(nomination, on=on))


def _minutes_bytes(room: Room) -> bytes:
    return rendering.pdf(tally_minutes(room))


def _ranking_bytes(season: Season, on: date) -> bytes:
    return rendering.pdf(ranking_of_season(season, on=season.within(on)))


def _read(file: DossierFile) -> bytes:
    with file.file.open("rb") as opened:
        return bytes(opened.read())


def _notice(season: Season | None) -> str:
    return INVENTED if season is not None and season.bloc.invented else ""
