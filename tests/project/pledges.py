"""The part of the world in which a pledge is written and signed, as far as its status says."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from blocs.models import Organisation, Pledge, Season
from blocs.services import paper_signing, papers, pledges, signing
from tests import factories
from tests.documents.signing_cast import PIN, enrol


class Pledges:
    """`write_pledge` is told the status once."""

    language: str
    season: Season
    member: Organisation
    newcomer: Organisation
    head: Any
    cast: dict[str, Any]

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
                factories.mandate(self.newcomer, "head", user=factories.UserFactory(language=self.language))
                if status == "annex":
                    signing.accede(self.pledge, late, by=by)

    def _have_list_signed(self, status: str) -> None:
        """No pledge; the leader's head is to sign the list of members. `list_out`: and has the file."""
        leads = self.cast["leader_head"]
        enrol(leads)
        self.paper_to_sign = papers.have_signed("members", self.season, by=self.cast["leader_officer"])
        if status == "list_out":
            paper_signing.take_file(self.paper_to_sign.signing.signers.get(), by=leads)
