"""The handover of a season to the next one: /blocs/<code>/<year>/handover/…"""

from django.urls import path

from blocs.views import handovers

HANDOVER = "blocs/<slug:code>/<int:year>/handover"

urlpatterns = [
    path(f"{HANDOVER}/", handovers.detail, name="handover-detail"),
    path(f"{HANDOVER}/prepare/", handovers.prepare, name="handover-prepare"),
    path(f"{HANDOVER}/edit/", handovers.edit, name="handover-edit"),
    path(f"{HANDOVER}/items/new/<slug:kind>/", handovers.new_item, name="handover-item-new"),
    path(f"{HANDOVER}/items/<int:pk>/edit/", handovers.edit_item, name="handover-item-edit"),
    path(f"{HANDOVER}/items/<int:pk>/remove/", handovers.remove_item, name="handover-item-remove"),
    path(f"{HANDOVER}/confirm/", handovers.confirm, name="handover-confirm"),
    path(f"{HANDOVER}/reopen/", handovers.reopen, name="handover-reopen"),
    path(f"{HANDOVER}/settle/", handovers.settle, name="handover-settle"),
]
