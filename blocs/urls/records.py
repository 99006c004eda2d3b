"""How long records are kept, holds on them, and their disposal: /records/…"""

from django.urls import path

from blocs.views import disposals, retention

ONE = "records/disposals/<int:pk>/"

urlpatterns = [
    path("records/", retention.retention_list, name="retention-list"),
    path("records/holds/new/", retention.hold_new, name="hold-new"),
    path("records/holds/<int:pk>/lift/", retention.hold_lift, name="hold-lift"),
    path("records/<slug:record_class>/term/", retention.change, name="retention-change"),
    path("records/disposals/new/", disposals.new, name="disposal-new"),
    path(ONE, disposals.detail, name="disposal-detail"),
    path(f"{ONE}decision/", disposals.decide, name="disposal-decide"),
    path(f"{ONE}carry-out/", disposals.carry_out, name="disposal-carry-out"),
    path(f"{ONE}give-up/", disposals.drop, name="disposal-drop"),
    path(f"{ONE}list.pdf", disposals.printed, {"ending": "pdf"}, name="disposal-pdf"),
    path(f"{ONE}list.docx", disposals.printed, {"ending": "docx"}, name="disposal-docx"),
    path(f"{ONE}minutes.pdf", disposals.minutes, {"ending": "pdf"}, name="disposal-minutes-pdf"),
    path(f"{ONE}minutes.docx", disposals.minutes, {"ending": "docx"}, name="disposal-minutes-docx"),
    path(f"{ONE}<slug:kind>/file/", disposals.signed, name="disposal-document-show"),
]
