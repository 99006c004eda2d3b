"""How long records are kept, holds on them, and their disposal: /records/…"""

from django.urls import path

from blocs.views import retention

urlpatterns = [
    path("records/", retention.retention_list, name="retention-list"),
    path("records/holds/new/", retention.hold_new, name="hold-new"),
    path("records/holds/<int:pk>/lift/", retention.hold_lift, name="hold-lift"),
    path("records/<slug:record_class>/term/", retention.change, name="retention-change"),
]
