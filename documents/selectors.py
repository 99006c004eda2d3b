"""What the archive can say of a paper to anybody who holds it in his hands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import Paper

Words = str | Promise


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


def paper_with_code(typed: str) -> Paper | None:
    return Paper.objects.public().with_code(typed).first()


def paper_of_content(content_hash: str) -> Paper | None:
    return Paper.objects.public().filter(content_hash=content_hash).first()


def answer_of(paper: Paper) -> Answer:
    return ANSWERS[Paper.State(paper.state)]


def replacement_of(paper: Paper) -> Paper | None:
    """The paper that stands in its place."""
    return Paper.objects.filter(supersedes=paper).first()
