"""How the pages of this app are used, in the words of their buttons; by the name of the address."""

from django.utils.translation import gettext_lazy as _

from emulation import how_to
from emulation.how_to import Guide

GUIDES = {
    "awards:ballot": Guide(
        (
            _("Prepare the ballot with its nominees and its board; opening it freezes who may vote."),
            _("Each member votes once. Nobody, the administrator included, can tell who voted how."),
            _("The board counts together after it is closed; the minutes print at once."),
        ),
        ("bo-phieu-kin", "kiem-phieu", "suy-ton"),
    ),
    "awards:nomination": Guide(
        (
            _("Choose the award and who is nominated; the checklist says which conditions are met."),
            _("Write the achievements and add the papers that the dossier lacks."),
            _("Submit it when nothing is missing."),
        ),
        ("bao-cao-thanh-tich", "cap-trinh-khen"),
    ),
    "awards:proposal": Guide(
        (
            _("Look through the nominees, what their dossiers lack and what stands in conflict."),
            _("Print everything at once or take it to Word; send it with its number and keep the proof."),
        ),
        ("to-trinh", "danh-sach-trich-ngang"),
    ),
    "awards:council": Guide(
        (
            _("A session holds its members, the agenda and who attends; votes count among all members."),
            _("The minutes print as PDF or Word once all questions are decided."),
        ),
        ("hoi-dong",),
    ),
    "awards:decision": Guide(
        (
            _("Record the number, the day and who was granted; it enters everyone's honours at once."),
            _("A wrong line is corrected by a correction of its own; the decision itself stays."),
        ),
        ("cap-co-tham-quyen",),
    ),
    "awards:recipient": Guide(
        (
            _("All awards of an organisation or a person through the years, with their decisions."),
            _("The checklist tells which award may be proposed next and what is missing."),
        ),
        ("hinh-thuc-khen-thuong", "tap-the"),
    ),
    "awards:rule": Guide(
        (
            _("What each award asks for, with its article and the time for which it holds."),
            _("A change holds from a day on: a new set begins then, and the one before stays."),
        )
    ),
}


def register() -> None:
    how_to.register(GUIDES)
