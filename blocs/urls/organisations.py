"""Organisations: /organisations/…"""

from django.urls import path

from blocs.views import organisation_forms, organisations

ONE = "organisations/<slug:province>/<slug:organisation_code>"

urlpatterns = [
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/new/", organisation_forms.new, name="organisation-new"),
    path("organisations/similar/", organisation_forms.similar, name="organisation-similar"),
    path(f"{ONE}/", organisations.detail, name="organisation-detail"),
    path(f"{ONE}/edit/", organisation_forms.edit, name="organisation-edit"),
    path(f"{ONE}/rename/", organisation_forms.rename, name="organisation-rename"),
    path(f"{ONE}/names/<int:pk>/correct/", organisation_forms.correct_name, name="organisation-name-correct"),
    path(f"{ONE}/aliases/add/", organisation_forms.add_alias, name="organisation-alias-add"),
    path(
        f"{ONE}/aliases/<int:pk>/remove/", organisation_forms.remove_alias, name="organisation-alias-remove"
    ),
    path(f"{ONE}/log/", organisations.log, name="organisation-log"),
]
