"""One season with something at every address, the people of each seat, and strangers."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from awards.models import Award
from awards.services import honours
from blocs.models import Criterion, Report, Score, Section, UsualLine
from blocs.rules.report_fields import token
from blocs.selectors import reports
from blocs.services import (
    calendar_feeds,
    event_files,
    handovers,
    invitations,
    organisation_events,
    outside_systems,
    own_data,
    sent_files,
    webhooks,
    year_templates,
)
from documents.services import authority
from emulation import saved_filters
from emulation.models import Letter, Notice, SignIn
from emulation.notices import stopping
from tests import factories
from tests.blocs.season_files import a_file, as_bytes, changes_workbook
from tests.documents.signing_cast import another_root
from tests.factories import YEAR
from tests.project.ballots import Ballots
from tests.project.councils import Councils
from tests.project.meetings import Meetings
from tests.project.movements import Movements
from tests.project.nominations import Nominations
from tests.project.pledges import Pledges
from tests.project.records import Records
from tests.project.visits import Visits


class World(Ballots, Councils, Meetings, Movements, Nominations, Pledges, Records, Visits):
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
        self.saved_filter = saved_filters.save(
            self.head, address=reverse("blocs:pledge-list"), name="Đã ký", query="status=signed"
        )
        SignIn.objects.create(user=self.head, at=timezone.now(), succeeded=True, way="password")
        self._invite(by=self.cast["administrator"])
        self.letter = Letter.objects.create(
            user=self.person,
            address=self.person.email,
            subject="Mời ký: Giao ước",
            text="Kính gửi…",
            written_at=timezone.now(),
            due_at=timezone.now(),
            state=Letter.State.FAILED,
        )
        self.notice = Notice.objects.create(
            user=self.head, name="movement_ask", subject="Mời tham gia", url="/", written_at=timezone.now()
        )
        self.mail = SimpleNamespace(stop=stopping.token(self.person, "movement"))
        self.failed_task = self.fail_task()
        self.correction = own_data.ask(self.person, what="full_name", wanted="Trần Thị Mẫu")
        self.outside_system, _key = outside_systems.begin(
            self.province, name="Cổng dữ liệu", scopes=["blocs", "pledges"], by=self.cast["administrator"]
        )
        self.keep_records()
        self._tell_outside(by=self.cast["administrator"])
        self._fill_season()

    def fail_task(self) -> DBTaskResult:
        return DBTaskResult.objects.create(
            status="FAILED",
            task_path="emulation.outbox.delivering.deliver_waiting",
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            run_after=timezone.now(),
            finished_at=timezone.now(),
            worker_ids=["w"],
            exception_class_path="builtins.OSError",
            traceback='  File "/srv/emulation/outbox/delivering.py", line 88, in deliver\nOSError: của ai đó',
        )

    def _somebody(self, organisation: Any, role: str) -> Any:
        return factories.mandate(organisation, role, user=factories.UserFactory(language=self.language)).user

    def _tell_outside(self, *, by: Any) -> None:
        """A message that was given up."""
        webhooks.set_up(self.outside_system, address="https://cong.example.vn/", kinds=["signed"], by=by)
        self.delivery = self.outside_system.webhook.deliveries.create(
            kind="signed",
            what="pledge",
            thing=1,
            row=1,
            path="/api/v1/pledges/khoi-thu/2020/",
            at=factories.NOON,
            next_at=factories.NOON,
            state="failed",
            attempts=7,
            outcome="503",
        )

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
        self.launch_movements(by=self.cast["standing"])
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
