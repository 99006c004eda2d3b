"""Movements: /movements/…, and where a bloc launches its own."""

from django.urls import path

from blocs.views import enrolments, exemplars, movement_documents, movement_results, movements, previews

PART = "movements/<int:pk>/members/<slug:member>"

urlpatterns = [
    path("movements/", movements.movement_list, name="movement-list"),
    path("movements/new/", movements.new, name="movement-new"),
    path("blocs/<slug:code>/movements/new/", movements.new_in_bloc, name="movement-new-in-bloc"),
    path("movements/<int:pk>/", movements.detail, name="movement-detail"),
    path("movements/<int:pk>/edit/", movements.edit, name="movement-edit"),
    path("movements/<int:pk>/measures/", enrolments.measures, name="movement-measures"),
    path("movements/<int:pk>/push/", enrolments.push, name="movement-push"),
    path("movements/<int:pk>/remind/", enrolments.remind, name="movement-remind"),
    path("movements/<int:pk>/remind/preview/", previews.remind_organisations, name="movement-remind-preview"),
    path("movements/<int:pk>/answers/", enrolments.answers, name="movement-answers"),
    path(f"{PART}/enrol/", enrolments.enrol, name="movement-enrol"),
    path(f"{PART}/decline/", enrolments.decline, name="movement-decline"),
    path(f"{PART}/results/<int:of_year>/<int:half>/", movement_results.result, name="movement-result"),
    path("movements/<int:pk>/plan.pdf", movement_documents.plan, {"form": "pdf"}, name="movement-plan-pdf"),
    path(
        "movements/<int:pk>/plan.docx", movement_documents.plan, {"form": "docx"}, name="movement-plan-docx"
    ),
    path("movements/<int:pk>/papers/add/", movement_documents.add, name="movement-document-add"),
    path("movements/<int:pk>/papers/<int:file>/", movement_documents.show, name="movement-document-show"),
    path(
        "movements/<int:pk>/papers/<int:file>/remove/",
        movement_documents.remove,
        name="movement-document-remove",
    ),
    path("movements/<int:pk>/exemplars/new/", exemplars.new, name="exemplar-new"),
    path("exemplars/", exemplars.exemplar_list, name="exemplar-list"),
    path("exemplars/publish/", exemplars.publish_several, name="exemplar-publish-several"),
    path("exemplars/<int:pk>/", exemplars.detail, name="exemplar-detail"),
    path("exemplars/<int:pk>/picture.jpg", exemplars.picture, name="exemplar-picture"),
    path("exemplars/<int:pk>/edit/", exemplars.edit, name="exemplar-edit"),
    path("exemplars/<int:pk>/publish/", exemplars.publish, name="exemplar-publish"),
    path("exemplars/<int:pk>/withdraw/", exemplars.withdraw, name="exemplar-withdraw"),
    path("exemplars/<int:pk>/remove/", exemplars.remove, name="exemplar-remove"),
    path("movements/<int:pk>/reviews/<slug:kind>/", movement_results.review, name="movement-review"),
]
