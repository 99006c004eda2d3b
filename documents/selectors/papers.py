"""What the archive can say of a paper to anybody who holds it in his hands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Paper

Words = str | Promise
HOLDING = (Paper.State.ISSUED, Paper.State.SIGNING)


@dataclass(frozen=True, slots=True)
class Answer:
    """One word first, then why."""

    word: Words
    tone: str  # of the site's components: good, wait, bad
    why: Words


ANSWERS = {
    Paper.State.ISSUED: Answer(
        pgettext_lazy("paper", "Current"), "good", _("This paper was issued here and is in force.")
    ),
    Paper.State.SIGNING: Answer(
        pgettext_lazy("paper", "Being signed"),
        "wait",
        _("This paper was issued here and is being signed. It is not in force before all have signed."),
    ),
    Paper.State.SUPERSEDED: Answer(
        pgettext_lazy("paper", "Replaced"),
        "wait",
        _("This paper was issued here; a newer one stands in its place."),
    ),
    Paper.State.VOID: Answer(
        pgettext_lazy("paper", "Void"),
        "bad",
        _("This paper was issued here and has been declared void. Do not rely on it."),
    ),
}
UNKNOWN_CODE = Answer(
    pgettext_lazy("paper", "Unknown"),
    "bad",
    _("No paper with this code was issued here. Compare the code with the paper, letter by letter."),
)
UNKNOWN_FILE = Answer(
    pgettext_lazy("paper", "Different"),
    "bad",
    _(
        "This file is not one that was issued here, or it was changed afterwards: even saving it anew in "
        "another program changes it. The paper's code shows what the original is."
    ),
)
SAME_FILE = Answer(
    pgettext_lazy("paper", "Unchanged"), "good", _("This is, letter for letter, the file that was issued.")
)

ANSWERS_TO_FILES = {
    "current": SAME_FILE,
    "signing": Answer(
        pgettext_lazy("paper", "Unchanged"),
        "good",
        _("This is, letter for letter, the newest file; it is still being signed."),
    ),
    "older": Answer(
        pgettext_lazy("paper", "Older"),
        "wait",
        _("This is a file of ours, unchanged, but it was signed further since. Download the newest one."),
    ),
    "superseded": SAME_FILE,
    "void": SAME_FILE,
    "changed": Answer(
        pgettext_lazy("paper", "Changed"),
        "bad",
        _("This file was ours and has been changed: it is not what was issued or signed. Do not rely on it."),
    ),
    "foreign_signed": Answer(
        pgettext_lazy("paper", "Not ours"),
        "wait",
        _("This file was not issued here. Its signatures hold, by authorities that are trusted here."),
    ),
    "foreign_broken": Answer(
        pgettext_lazy("paper", "Not ours"),
        "bad",
        _("This file was not issued here, and not all of its signatures hold."),
    ),
    "foreign": UNKNOWN_FILE,
    "unreadable": Answer(
        pgettext_lazy("paper", "Unreadable"),
        "bad",
        _("This file is damaged, locked with a password, or not a PDF file. It cannot be checked."),
    ),
}


def paper_with_code(typed: str) -> Paper | None:
    return Paper.objects.public().with_code(typed).select_related("supplements").first()


def paper_of_content(content_hash: str) -> Paper | None:
    return Paper.objects.public().filter(content_hash=content_hash).first()


def answer_of(paper: Paper) -> Answer:
    return ANSWERS[Paper.State(paper.state)]


def beside(paper: Paper) -> tuple[Paper | None, list[Paper]]:
    """The paper that stands in its place; and what was added to it later, in force or being signed."""
    found = Paper.objects.filter(Q(supersedes=paper) | Q(supplements=paper)).order_by("issued_at", "pk")
    rows = list(found)
    annexes = [row for row in rows if row.supplements_id == paper.pk and row.state in HOLDING]
    return next((row for row in rows if row.supersedes_id == paper.pk), None), annexes
