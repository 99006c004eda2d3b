"""Other systems that read here: /systems/…"""

from django.urls import path

from blocs.views import outside_systems, webhooks

ONE = "systems/<int:pk>/"

urlpatterns = [
    path("systems/", outside_systems.system_list, name="outside-system-list"),
    path("systems/new/", outside_systems.new, name="outside-system-new"),
    path(ONE, outside_systems.detail, name="outside-system-detail"),
    path(f"{ONE}edit/", outside_systems.edit, name="outside-system-edit"),
    path(f"{ONE}renew/", outside_systems.renew, name="outside-system-renew"),
    path(f"{ONE}end/", outside_systems.end, name="outside-system-end"),
    path(f"{ONE}webhook/", webhooks.edit, name="webhook-edit"),
    path(f"{ONE}webhook/stop/", webhooks.stop, name="webhook-stop"),
    path(f"{ONE}messages/", webhooks.deliveries, name="webhook-deliveries"),
    path(f"{ONE}messages/<int:delivery>/send/", webhooks.send_again, name="webhook-send-again"),
]
