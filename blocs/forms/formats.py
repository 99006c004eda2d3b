"""How papers of one kind of issuer look."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from documents.models import FormatProfile
from emulation.forms import FigureField, ParagraphsField, helper


class FormatForm(forms.ModelForm):
    heading = ParagraphsField(
        label=_("Heading at the right, a line each"),
        rows=2,
        error_messages={"required": _("Write the heading.")},
    )
    line_spacing = FigureField(
        label=_("Line spacing"), min_value=1, max_value=40, max_digits=4, decimal_places=2
    )
    indent = FigureField(
        label=_("First line indent, mm"), min_value=0, max_value=30, max_digits=4, decimal_places=1
    )
    note = ParagraphsField(label=_("Note"), rows=3, required=False)

    class Meta:
        model = FormatProfile
        exclude = ("code",)  # noqa: DJ006  all others are what the form is for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(tag=False)
        self.helper.layout = Layout(
            "name",
            Fieldset(
                _("Head of the paper"),
                "heading",
                Row(
                    Column("heading_size"), Column("motto_size"), Column("agency_size"), Column("agency_mark")
                ),
                Row(Column("number_label"), Column("number_pattern"), Column("number_digits")),
                Row(Column("number_period"), Column("abstract_mark"), Column("addressee_label")),
            ),
            Fieldset(
                _("Text"),
                Row(*(Column(f"margin_{side}") for side in ("top", "right", "bottom", "left"))),
                Row(Column("body_size"), Column("line_spacing"), Column("indent"), Column("paragraph_gap")),
                "line_spacing_in_points",
                Row(Column("page_number"), Column("ending")),
                "bases_italic",
                "bases_dash",
            ),
            Fieldset(
                _("Foot of the paper"),
                Row(Column("authority_mark"), Column("archive_label")),
                "authority_bold",
                "position_bold",
                "recipients_underlined",
            ),
            Fieldset(_("How sure this is"), "source", "confidence", "note"),
        )
