"""One season with something at every address, the people of each seat, and strangers."""

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from awards.models import Award
from awards.services import honours
from blocs.models import Criterion, Pledge, Report, Score, Section, UsualLine
from blocs.rules.report_fields import token
from blocs.selectors import reports
from blocs.services import (
    calendar_feeds,
    enrolments,
    event_files,
    handovers,
    invitations,
    movements,
    organisation_events,
    paper_signing,
    papers,
    pledges,
    sent_files,
    signing,
    year_templates,
)
from documents.services import authority
from emulation.models import SignIn
from tests import factories
from tests.blocs.season_files import a_file, as_bytes, changes_workbook
from tests.documents.signing_cast import PIN, another_root, enrol
from tests.factories import YEAR
from tests.project.ballots import Ballots
from tests.project.councils import Councils
from tests.project.meetings import Meetings
from tests.project.nominations import Nominations
from tests.project.visits import Visits


class World(Ballots, Councils, Meetings, Nominations, Visits):
    """The things of the rows, by the names that the rows use."""

    def __init__(self, language: str = "en") -> None:
        self.language = language  # of the people
        self.province = factories.ProvinceFactory()
        self.members = [
            factories.organisation("Tỉnh Đoàn Thử Nghiệm", short_name="Tỉnh Đoàn", code="td"),
            factories.organisation("Hội Nông dân tỉnh Thử Nghiệm", short_name="Hội Nông dân", code="hnd"),
            factories.organisation("Hội Liên hiệp Phụ nữ tỉnh Thử Nghiệm", code="pn"),
        ]
        self.leader, self.deputy, self.member = self.members
        self.bloc = factories.bloc()
        self.season = factories.season(self.bloc, self.members)
        leader, deputy, member = self.members
        self.past = factories.season(self.bloc, [member, leader, deputy], year=YEAR - 1)
        self.long_past = factories.season(self.bloc, [deputy, member, leader], year=YEAR - 2)
        self.newcomer = factories.organisation("Hội Cựu chiến binh tỉnh Thử Nghiệm", code="ccb")
        agency = factories.organisation("Sở Nội vụ tỉnh Thử Nghiệm", code="snv", kind="state_agency")
        others = [factories.organisation(code=f"khac-{number}") for number in range(2)]
        factories.season(factories.bloc("Khối thi đua Khác", code="khoi-khac"), others)
        far_away = factories.ProvinceFactory(code="XX", name="tỉnh Xa", place="Xa")
        far_agency = factories.organisation("Sở Nội vụ tỉnh Xa", province=far_away, kind="state_agency")
        self.cast = {
            "officer": self._somebody(self.member, "officer"),
            "head": self._somebody(self.member, "head"),
            "leader_officer": self._somebody(self.leader, "officer"),
            "leader_head": self._somebody(self.leader, "head"),
            "deputy_head": self._somebody(self.deputy, "head"),
            "standing": self._somebody(agency, "standing"),
            "council": self._somebody(agency, "council_member"),
            "auditor": self._somebody(agency, "auditor"),
            "administrator": self._somebody(agency, "administrator"),
            "outsider": self._somebody(others[0], "head"),
            "stranger_standing": self._somebody(far_agency, "standing"),
        }
        self.head = self.cast["head"]
        self.mandate = factories.mandate(self.member, "officer")
        self.person = self.mandate.user
        self.closed_person = factories.UserFactory(is_active=False)
        factories.mandate(self.member, "officer", user=self.closed_person)
        self.guarded_person = factories.mandate(self.member, "officer").user
        Authenticator.objects.create(user=self.guarded_person, type="totp", data={"secret": "x"})
        SignIn.objects.create(user=self.head, at=timezone.now(), succeeded=True, way="password")
        self._invite(by=self.cast["administrator"])
        self._fill_season()

    def _somebody(self, organisation: Any, role: str) -> Any:
        return factories.mandate(organisation, role, user=factories.UserFactory(language=self.language)).user

    def _invite(self, *, by: Any) -> None:
        self.invitation = invitations.invite(
            self.member,
            full_name="Lê Thị Mời",
            email="moi@example.vn",
            role="officer",
            title="Chuyên viên",
            starts=date(YEAR, 1, 1),
            send=lambda invitation, token: setattr(self, "sent", SimpleNamespace(token=token)),
            by=by,
            at=timezone.now() - timedelta(hours=1),
        )

    def _fill_season(self) -> None:
        self.membership = self.season.memberships.get(organisation=self.member)
        self.deputy_term = self.season.leaderships.get(role="deputy")
        self.milestone = self.season.milestones.create(kind="pledge", due=self.season.first_day)
        factories.set_up(self.season)
        self.year_template = year_templates.begin(
            self.province, year=YEAR, period="calendar", by=self.cast["standing"]
        )
        self.calendar_feed = calendar_feeds.renew(None, seen=0, by=self.head)
        self.name = self.member.names.get()
        self.trusted_root = authority.believe("CA thử nghiệm", another_root(), by=None)
        self.alias = self.member.aliases.create(text="Hội PN")
        self.usual_line = UsualLine.objects.create(
            province=self.province, kind="item", text="Giúp hộ nghèo.", section=Section.CONTENT
        )
        self.sent_file = sent_files.keep("nam.json", as_bytes(a_file()), by=self.cast["standing"])

        self.handover = handovers.prepare(self.past, by=self.cast["standing"])
        self.handed_file = handovers.write_item(
            self.past, kind="file", text="Sổ theo dõi", by=self.cast["standing"]
        )
        self._place_member(by=self.cast["standing"])
        self._send_changes(by=self.cast["standing"])
        self.paper = factories.paper(self.season, state="superseded")
        self._launch(by=self.cast["standing"])
        self._honour_member(by=self.cast["standing"])
        self._write_score_tables()
        self._score_another_year()
        self._report()

    def _report(self) -> None:
        """In a year of their own: a draft of the member that lacks nothing, and one of another handed in."""
        members = [*self.members, self.newcomer]
        given = {"year": YEAR - 40, "stage": "running", "score_table": self.open_score_table}
        self.report_season = factories.season(self.bloc, members, **given)
        self.nothing = token("")
        self.report = self._complete(self.member)
        self.handed_in = self._complete(self.newcomer, status="submitted", submitted_at=factories.NOON)
        given = {"leader": self.leader, "deputy": self.deputy}
        self.plan_visits(**given, member=self.member, newcomer=self.newcomer)
        self.evidence = self.report.evidence.get()
        self.handed_in_evidence = self.handed_in.evidence.get()

    def _complete(self, member: Any, **fields: Any) -> Report:
        report = Report.objects.create(
            season=self.report_season, organisation=member, kind="annual", **fields
        )
        report.events.create(step="start", at=factories.NOON)
        report.sections.create(kind="results", text="Đã hoàn thành nhiệm vụ.")
        Score.objects.bulk_create(
            Score(report=report, criterion_id=key, level="own", at=factories.NOON)
            for key in reports.leaves(self.report_season)
        )
        report.evidence.create(
            name="bien-ban.pdf",
            media_type="application/pdf",
            size=8,
            content_hash="e" * 64,
            file=ContentFile(b"%PDF-1.7", name="bien-ban.pdf"),
            by=self.head,
            at=factories.NOON,
        )
        return report

    def _place_member(self, *, by: Any) -> None:
        """Under another body; once so that it holds, once so that it was undone."""
        for name in ("undone_event", "event"):
            body = factories.organisation(f"Cơ quan chủ quản {name}", code=name.replace("_", "-"))
            given = organisation_events.Given(
                kind="transfer", day=date(YEAR, 1, 15), targets=[body], decision="Quyết định số 3"
            )
            event = organisation_events.make(self.member, given, by=by)
            if name == "undone_event":
                organisation_events.undo(event, by=by)
            setattr(self, name, event)

    def _send_changes(self, *, by: Any) -> None:
        """A workbook that waits for its yes, and one that was carried out."""
        for name in ("made_changes", "sent_changes"):
            body = factories.organisation(f"Đơn vị {name}", code=name.replace("_", "-"))
            row = ("rename", body.code, date(YEAR, 1, 15), None, f"Trung tâm {name}", None)
            file = event_files.keep(f"{name}.xlsx", changes_workbook(row), by=by)
            if name == "made_changes":
                seen = event_files.look(file, self.province, by=by).digest
                event_files.save(file, self.province, seen=seen, by=by)
            setattr(self, name, file)

    def _launch(self, *, by: Any) -> None:
        given: dict[str, Any] = {"years": [YEAR], "form": "thematic", "by": by}
        given |= {"starts": date(2020, 1, 1), "ends": date(2095, 12, 31)}
        self.movement = movements.launch(self.province, name="Dân vận khéo", level="province", **given)
        self.bloc_movement = movements.launch(self.province, name="Đền ơn đáp nghĩa", bloc=self.bloc, **given)
        enrolments.set_measures(self.bloc_movement, [("Nhà tình nghĩa", "nhà")], by=by)
        self.measure = self.bloc_movement.measures.get()
        enrolments.push(self.bloc_movement, [self.member], by=by)
        deputy = self.cast["deputy_head"]
        enrolments.enrol(self.bloc_movement, self.deputy, target="Xây 2 nhà", values={}, seen=0, by=deputy)

    def _write_score_tables(self) -> None:
        """A draft of the province and one of the bloc, and a table in use."""
        self.score_table = factories.score_table(self.province)
        self.own_score_table = factories.score_table(self.province, bloc=self.bloc)
        self.open_score_table = factories.score_table(self.province, status="open")
        self.score_group, self.second_score_group = self.score_table.groups.all()
        self.own_score_group = self.own_score_table.groups.first()
        self.score_criterion, self.second_score_criterion = self.score_group.criteria.filter(
            parent__isnull=True
        )
        self.removed_score_criterion = self.score_group.criteria.create(name="Đã bỏ", max=1, removed_in=1)

    def _score_another_year(self) -> None:
        """A year long ago whose member has handed in its report and scored itself."""
        self.scored = factories.season(self.bloc, self.members, year=YEAR - 60, stage="reviewing")
        self.scored.score_table = self.open_score_table
        self.scored.save()
        self.scored_report = self.scored.reports.create(
            organisation=self.member, kind="annual", status="submitted", submitted_at=factories.NOON
        )
        self.scored_criterion = Criterion.objects.get(group__table=self.open_score_table, name="Chỉ tiêu")
        self.scored_report.scores.create(
            criterion=self.scored_criterion, level="own", base=8, at=factories.NOON
        )

    def _honour_member(self, *, by: Any) -> None:
        self.recipient = honours.of_organisation(self.member)
        self.honour = honours.record(
            self.recipient,
            award=Award.objects.get(code="BK_TINH"),
            year=YEAR - 2,
            decision_number="05/QĐ-UBND",
            decided_on=date(YEAR - 1, 1, 15),
            by=by,
        )
        self.hold = honours.hold(
            self.recipient, ground="complaint", starts=date(YEAR, 1, 1), document="Đơn số 2", by=by
        )

    def write_pledge(self, status: str) -> None:
        """A pledge in this status; `none`: nobody has begun it, `signing`: its heads are asked to sign."""
        if status == "none":
            return
        if status.startswith("list"):
            self._have_list_signed(status)
            return
        by = self.cast["leader_officer"]
        pledges.start(self.season, by=by)
        self.pledge = Pledge.objects.get(season=self.season)
        self.item = pledges.lines.add_item(self.pledge, section="content", text="Nội dung một.", by=by)
        self.second_item = pledges.lines.add_item(self.pledge, section="content", text="Nội dung hai.", by=by)
        self.removed_item = pledges.lines.add_item(self.pledge, section="content", text="Nội dung ba.", by=by)
        pledges.lines.remove(self.removed_item, by=by)
        self.target = pledges.lines.add_target(self.pledge, text="Chỉ tiêu một.", by=by)
        self.witness = pledges.witnesses.add(self.pledge, title="Giám đốc", organisation="Sở Nội vụ", by=by)
        if status == "draft":
            return
        pledges.open_for_comments(self.pledge, by=by)
        self.remark = pledges.comments.add(self.pledge, text="Xin thêm một ý.", by=self.cast["officer"])
        if status == "comment":
            return
        pledges.agree(self.pledge, reason="Đã bàn tại cuộc họp.", by=self.cast["leader_head"])
        if status != "agreed":
            self._have_it_signed(status)

    def _have_it_signed(self, status: str) -> None:
        """`enrolled`: the member's head has a certificate; `out`: and the file; `half`: signed."""
        request = signing.begin(self.pledge, by=self.cast["leader_head"])
        if status == "enrolled":
            enrol(self.head)
        place = self.pledge, request.signers.get(user=self.head), self.member
        if status == "declined":
            signing.decline(*place, reason="Chưa thống nhất.", by=self.head)
        elif status == "half":
            enrol(self.head)
            seen = request.paper.content_hash
            signing.sign(*place, by=self.head, pin=PIN, seen=seen)
        elif status == "out":
            signing.take_file(*place, by=self.head)
        elif status in ("ink", "amended", "late", "annex"):
            scan = BytesIO()
            Image.new("RGB", (40, 20), "white").save(scan, "PNG")
            by, day = self.cast["leader_head"], timezone.localdate()
            signing.certify_ink(self.pledge, scan=scan.getvalue(), signed_on=day, by=by)
            self.pledge.refresh_from_db()
            if status == "amended":
                signing.amend(self.pledge, reason="Bổ sung chỉ tiêu.", by=by)
            elif status in ("late", "annex"):
                joined_on = self.season.first_day
                late = self.season.memberships.create(
                    organisation=self.newcomer, order=9, joined_on=joined_on
                )
                self._somebody(self.newcomer, "head")
                if status == "annex":
                    signing.accede(self.pledge, late, by=by)

    def _have_list_signed(self, status: str) -> None:
        """No pledge; the leader's head is to sign the list of members. `list_out`: and has the file."""
        leads = self.cast["leader_head"]
        enrol(leads)
        self.paper_to_sign = papers.have_signed("members", self.season, by=self.cast["leader_officer"])
        if status == "list_out":
            paper_signing.take_file(self.paper_to_sign.signing.signers.get(), by=leads)

    def address(self, name: str, args: tuple[str, ...], query: str = "") -> str:
        return reverse(name, args=[self.named(arg) for arg in args]) + query

    def named(self, path: str) -> Any:
        """`bloc.code` is the code of the bloc of this world; what begins with no such name is itself."""
        first, *rest = path.split(".")
        if not rest:
            return path
        found = getattr(self, first)
        for name in rest:
            found = getattr(found, name)
        return found
