"""Pages on which anybody can see what a paper is: by its code, or by the file itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from documents import selectors
from documents.forms.verification import LARGEST_FILE, CodeForm, FileForm
from documents.models import Paper
from documents.rules import findings
from documents.services import verification
from documents.views.limits import asks_too_often

FORM_AROUND_A_FILE = 64 * 1024


# The token is looked for inside, once the size is known: looking for it reads the whole request.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if asks_too_often(request, "verify"):
        return _page(request, status=429)
    if request.method != "POST":
        return _page(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FILE + FORM_AROUND_A_FILE:
        return _page(request, error=_("This file is larger than 50 MB, and no paper of ours is."), status=413)
    return _answered(request)


@csrf_protect
def _answered(request: HttpRequest) -> HttpResponse:
    if "by_file" in request.POST:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, file_form=form)
        return _about_file(request, form.cleaned_data["file"])
    code_form = CodeForm(request.POST)
    if not code_form.is_valid():
        return _page(request, code_form=code_form)
    return redirect("documents:paper-verify", code_form.cleaned_data["code"])


def _about_file(request: HttpRequest, file: UploadedFile) -> HttpResponse:
    look = verification.look_at(file.read())
    if look.paper is None or look.kind in (verification.Kind.CHANGED, verification.Kind.UNREADABLE):
        return _page(request, look=look)
    return _about(request, look.paper, look=look)


@login_not_required
@never_cache
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    if asks_too_often(request, "verify"):
        return _page(request, status=429)
    found = selectors.paper_with_code(code)
    if found is None:
        typed = CodeForm(initial={"code": code[:40]})
        return _page(request, code_form=typed, answer=selectors.UNKNOWN_CODE, status=404)
    return _about(request, found)


def _about(request: HttpRequest, found: Paper, *, look: verification.Look | None = None) -> HttpResponse:
    replacement, annexes = selectors.beside(found)
    return render(
        request,
        "documents/paper_verify.html",
        {
            "paper": found,
            "answer": selectors.answer_of(found),
            "signing": selectors.signing_of(found),
            "replacement": replacement,
            "annexes": annexes,
            **_of_file(look),
        },
    )


def _of_file(look: verification.Look | None) -> dict[str, object]:
    """What the check of a file that was sent found."""
    if look is None:
        return {}
    return {
        "look": look,
        "of_file": selectors.ANSWERS_TO_FILES[look.kind],
        "found": [findings.said(code) for code in look.problems],
        "signatures": selectors.found_signatures(look.report),
    }


def _page(
    request: HttpRequest,
    *,
    code_form: CodeForm | None = None,
    file_form: FileForm | None = None,
    answer: selectors.Answer | None = None,
    look: verification.Look | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    if status == 429:
        error = _("Too many questions from this address. Wait a minute, then try again.")
    context = {
        "code_form": code_form or CodeForm(),
        "file_form": file_form or FileForm(),
        "answer": answer,
        "error": error,
        **_of_file(look),
    }
    return render(request, "documents/verify.html", context, status=status)
