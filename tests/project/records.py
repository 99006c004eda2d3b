"""Lists of disposal: one that waits for its decision, one that was carried out."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from blocs.models import Disposal, DisposalPaper
from blocs.services import kept_files, retention
from emulation import sent_kinds
from emulation.models import SignIn
from tests.factories import NOON

PAPER = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Records:
    """Mixed into the world."""

    cast: dict[str, Any]
    province: Any
    past: Any

    def keep_records(self) -> None:
        standing, now = self.cast["standing"], timezone.now()
        SignIn.objects.create(user=self.cast["head"], at=now - timedelta(days=2000), succeeded=True)
        self.legal_hold = retention.hold(
            self.province,
            season=self.past,
            placed_on=date(2026, 1, 5),
            number="12/CV-TTr",
            reason="Đang xác minh khiếu nại.",
            by=standing,
        )
        self.disposal = self._list(record_class="accounts", drawn_at=now)
        decided = {"decision_number": "4/QĐ", "decision_on": NOON.date(), "minutes_number": "3/BB"}
        self.done_disposal = self._list(
            **decided,
            record_class="working_files",
            state=Disposal.State.DONE,
            drawn_at=NOON,
            minutes_on=NOON.date(),
            entered_by=standing,
            entered_at=NOON,
            carried_by=self.cast["administrator"],
            carried_at=NOON,
        )
        row = DisposalPaper(disposal=self.done_disposal, kind="decision")
        kept_files.lay(row, "qd.pdf", PAPER, sent_kinds.of(PAPER), by=standing, at=NOON)

    def _list(self, **fields: Any) -> Disposal:
        made = Disposal.objects.create(
            province=self.province,
            before=date(2020, 1, 1),
            drawn_by=self.cast["standing"],
            digest="0" * 64,
            **fields,
        )
        made.rows.create(
            order=1, source="x", key=1, what="Tài khoản số 1", day=date(2019, 12, 31), sha256="ab" * 32
        )
        return made
