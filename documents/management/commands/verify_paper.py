"""manage.py verify_paper FILE: is it one of ours, is it unchanged, who signed, and do the signatures hold?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from documents import selectors
from documents.models import SignatureRequest
from documents.rules import findings
from documents.rules.rejections import Rejection, words
from documents.services import verification
from documents.signing.reading import Rejected
from emulation.management.speaking import SpeakingCommand

LARGEST = 200 * 1024 * 1024
NOT_VALID, CANNOT_BE_READ = 1, 2


class Command(SpeakingCommand):
    help = "Checks a PDF file. Ends with 0 when it is valid, 1 when it is not, 2 when it cannot be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        as_json = options["json"]
        try:
            if file.stat().st_size > LARGEST:
                self._unreadable(words("TOO_LARGE", most=LARGEST // 1024**2), "TOO_LARGE", as_json)
            look = verification.look_at(file.read_bytes())
        except OSError as error:
            self._unreadable(f"{file}: {error.strerror}", "NO_FILE", as_json)
        except Rejected as rejected:
            self._unreadable(findings.said(rejected.code), rejected.code, as_json)
        except Rejection as rejection:
            raise CommandError(str(rejection), returncode=CANNOT_BE_READ) from None
        self._tell(look, as_json)
        if look.kind is verification.Kind.UNREADABLE:
            sys.exit(CANNOT_BE_READ)
        if not look.good:
            sys.exit(NOT_VALID)

    def _unreadable(self, why: str, code: str, as_json: bool) -> NoReturn:
        if as_json:
            self._print({"valid": False, "verdict": "unreadable", "problems": [code], "signatures": []})
        else:
            self.stderr.write(why)
        sys.exit(CANNOT_BE_READ)

    def _tell(self, look: verification.Look, as_json: bool) -> None:
        if as_json:
            self._print(_as_json(look))
            return
        answer = selectors.ANSWERS_TO_FILES[look.kind]
        self.stdout.write(f"{answer.word}: {answer.why}")
        if look.paper is not None:
            about = selectors.answer_of(look.paper)
            self.stdout.write(f"{look.paper} ({look.paper.code_text}): {about.word}. {about.why}")
            if profile := _profile(look):
                self.stdout.write(_("Fields for signatures: %(profile)s.") % {"profile": profile.label})
        for code in look.problems:
            self.stdout.write(f"- {findings.said(code)}")
        for found in selectors.found_signatures(look.report):
            whose = ", ".join(part for part in (found.name, found.organisation) if part)
            self.stdout.write(f"  {found.result}: {whose} ({found.issuer})")
        if look.report is not None and look.report.archived:
            self.stdout.write(_("Sealed with the evidence of all signatures and an archive time-stamp."))

    def _print(self, said: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))


def _profile(look: verification.Look) -> SignatureRequest.Profile | None:
    """What the paper lets signing programs do; None when it is not signed in the file."""
    signing = selectors.signing_of(look.paper) if look.paper else None
    return SignatureRequest.Profile(signing.request.profile) if signing else None


def _as_json(look: verification.Look) -> dict[str, Any]:
    report, profile = look.report, _profile(look)
    return {
        "valid": look.good,
        "verdict": look.kind.value,
        "problems": list(look.problems),
        "sha256": look.sha256,
        "ours": look.paper is not None,
        "paper": {"code": look.paper.code, "title": look.paper.title, "state": look.paper.state}
        if look.paper
        else None,
        "profile": profile.value if profile else None,
        "archived": bool(report and report.archived),
        "signatures": [
            {
                "name": found.name,
                "organisation": found.organisation,
                "field": found.field,
                "issuer": found.issuer,
                "serial": found.serial,
                "time": found.stamped_at or found.claimed_at,
                "trusted_by": found.trusted_by,
                "valid": found.good,
                "problem": found.problem,
            }
            for found in (report.signatures if report else ())
        ],
    }
