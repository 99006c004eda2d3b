"""What is known of a paper. Call as selectors.paper_with_code(…)."""

from documents.selectors.papers import (
    ANSWERS,
    ANSWERS_TO_FILES,
    SAME_FILE,
    UNKNOWN_CODE,
    UNKNOWN_FILE,
    Answer,
    answer_of,
    beside,
    paper_of_content,
    paper_with_code,
)
from documents.selectors.signing import Signing, found_signatures, newest_file, signing_of

__all__ = [
    "ANSWERS",
    "ANSWERS_TO_FILES",
    "SAME_FILE",
    "UNKNOWN_CODE",
    "UNKNOWN_FILE",
    "Answer",
    "Signing",
    "answer_of",
    "beside",
    "found_signatures",
    "newest_file",
    "paper_of_content",
    "paper_with_code",
    "signing_of",
]
