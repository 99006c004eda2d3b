"""Organisations: /organisations/…"""

from django.urls import path

from blocs.views import (
    organisation_changes,
    organisation_events,
    organisation_forms,
    organisations,
    replacements,
)

ONE = "organisations/<slug:province>/<slug:organisation_code>"

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/new/", organisation_forms.new, name="organisation-new"),
    path("organisations/similar/", organisation_forms.similar, name="organisation-similar"),
    path("organisation-changes/", organisation_changes.send, name="organisation-changes"),
    path(
        "organisation-changes/template.xlsx",
        organisation_changes.template,
        name="organisation-changes-template",
    ),
    path("organisation-changes/<int:pk>/", organisation_changes.preview, name="organisation-changes-preview"),
    path("organisation-changes/<int:pk>/save/", organisation_changes.save, name="organisation-changes-save"),
    path("organisation-changes/<int:pk>/undo/", organisation_changes.undo, name="organisation-changes-undo"),
    path(f"{ONE}/", organisations.detail, name="organisation-detail"),
    path(f"{ONE}/edit/", organisation_forms.edit, name="organisation-edit"),
    path(f"{ONE}/changes/<int:pk>/", organisation_events.detail, name="organisation-event-detail"),
    path(f"{ONE}/changes/<int:pk>/undo/", organisation_events.undo, name="organisation-event-undo"),
    path(f"{ONE}/changes/<int:pk>/redo/", organisation_events.redo, name="organisation-event-redo"),
    path(f"{ONE}/changes/<slug:kind>/", organisation_events.new, name="organisation-event-new"),
    path(f"{ONE}/names/<int:pk>/correct/", organisation_forms.correct_name, name="organisation-name-correct"),
    path(f"{ONE}/aliases/add/", organisation_forms.add_alias, name="organisation-alias-add"),
    path(
        f"{ONE}/aliases/<int:pk>/remove/", organisation_forms.remove_alias, name="organisation-alias-remove"
    ),
    path(f"{ONE}/head/", replacements.replace_head, name="organisation-head-replace"),
    path(f"{ONE}/log/", organisations.log, name="organisation-log"),
]
