"""What an administrator brings of another authority."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import TrustedRoot
from documents.services import trusted
from emulation.forms import LineField, helper

LARGEST = 5 * 1024 * 1024
FILES = ("certificate", "between", "revocation_list")


def _file(label: Any, help_text: Any, accept: str) -> forms.FileField:
    return forms.FileField(
        label=label, help_text=help_text, required=False, widget=forms.FileInput(attrs={"accept": accept})
    )


class RootForm(forms.Form):
    """Sent twice: first the files; then, with what they hold before one's eyes, that one has compared it."""

    name = LineField(
        label=_("Name of the list"),
        max_length=120,
        help_text=_("As signatures are shown with it, for example: CA chuyên dùng Chính phủ."),
    )
    use = forms.ChoiceField(label=_("Believed for"), choices=TrustedRoot.Use.choices)
    certificate = _file(
        _("Certificate of the root"), _("PEM or DER: .crt, .cer, .pem."), ".crt,.cer,.pem,.der"
    )
    between = _file(
        _("Authorities below it"),
        _("If certificates of people are issued by such; all in one PEM file."),
        ".crt,.cer,.pem,.der",
    )
    revocation_list = _file(
        _("Revocation list"), _("The newest one, .crl. Without one its signatures cannot be checked."), ".crl"
    )
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    compared = forms.BooleanField(
        label=_("I have compared the fingerprint with the one that the authority publishes."), required=False
    )
    helper = helper(tag=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: trusted.Found | None = None
        self.initial.setdefault("use", TrustedRoot.Use.SIGNERS)
        if not self.data.get("kept"):
            self.fields["compared"].widget = forms.HiddenInput()  # nothing to compare is shown yet

    def clean(self) -> dict[str, Any] | None:
        files = self._kept()
        for name in FILES:
            file = self.cleaned_data.get(name)
            if file is not None:
                if file.size > LARGEST:
                    raise ValidationError({name: _("This file is larger than 5 MB; choose the right one.")})
                files[name] = file.read()
        if not files.get("certificate"):
            raise ValidationError({"certificate": _("Choose the file of the root's certificate.")})
        self.found = trusted.read(
            files["certificate"],
            between=files.get("between", b""),
            revocation_list=files.get("revocation_list", b""),
            now=timezone.now(),
        )
        return self.cleaned_data

    @property
    def is_compared(self) -> bool:
        """The fingerprint that was shown is that of these files."""
        return bool(self.cleaned_data.get("compared") and self.cleaned_data.get("kept")) and not self.files

    def keep(self) -> None:
        """Hold the files in the page, so that they need not be chosen again."""
        assert self.found is not None
        held = (self.found.root, self.found.between, self.found.revocation_list)
        kept = ".".join(b64encode(each).decode() for each in held)
        self.fields["compared"].widget = forms.CheckboxInput()
        self.data = {**dict(self.data.items()), "kept": kept, "compared": ""}

    def _kept(self) -> dict[str, bytes]:
        try:
            held = [b64decode(each, validate=True) for each in str(self.cleaned_data["kept"]).split(".")]
        except ValueError:
            return {}
        return dict(zip(FILES, held, strict=False))
