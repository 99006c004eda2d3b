"""What the steps of a history are called where people read it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, Promise] = {
    "create": _("created"),
    "launch": _("launched"),
    "edit": _("changed"),
    "rename": _("renamed"),
    "import": _("imported"),
    "start": _("season begun"),
    "stage": _("moved on"),
    "join": _("member joined"),
    "leave": _("member left"),
    "reorder": _("order of the members changed"),
    "name_leader": _("leader named"),
    "name_acting": _("acting leader named"),
    "name_deputy": _("deputy named"),
    "end_deputy": _("deputy's service ended"),
    "milestone_moved": _("date set or moved"),
    "milestone_done": _("milestone done"),
    "milestone_undone": _("milestone open again"),
    "issue_pledge": _("pledge issued"),
    "issue_members": _("list of members issued"),
    "open": _("account opened"),
    "edit_account": _("account changed"),
    "close": _("account closed"),
    "reopen": _("account open again"),
    "password_mail": _("mail for a new password sent"),
    "certificate_approved": _("certificate for signing approved"),
    "certificate_revoked": _("certificate for signing revoked"),
    "invite": _("invitation sent"),
    "invite_again": _("invitation sent again"),
    "withdraw_invitation": _("invitation withdrawn"),
    "accept_invitation": _("invitation accepted"),
    "give": _("mandate given"),
    "edit_mandate": _("mandate changed"),
    "end": _("end of the mandate set"),
    "correct_name": _("spelling of a name corrected"),
    "alias": _("other name added"),
    "remove_alias": _("other name removed"),
    "copy": _("copied from"),
    "score_table": _("score table chosen"),
    "tie_rules": _("rules for ties changed"),
    "add_part": _("part added"),
    "edit_part": _("part changed"),
    "remove_part": _("part taken out"),
    "put_back_part": _("part put back"),
    "move_part": _("order changed"),
    "bands": _("bands changed"),
    "new_version": _("new version begun"),
    "section": _("section changed"),
    "results": _("results entered"),
    "score": _("points given"),
    "submit": _("submitted"),
    "send_back": _("returned"),
    "accept": _("accepted"),
    "excuse": _("excused"),
    "resume": _("asked for again"),
    "open_table": _("opened for use"),
    "replace_table": _("replaced by a newer version"),
    "discard_table": _("thrown away"),
    "restore_table": _("brought back"),
}


def words(step: str) -> str:
    """The step in words; one that has none yet shows as it is kept."""
    return str(STEPS.get(step, step))
