"""Of what another system is told at once, and how each message fared."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from blocs.forms.webhooks import SeenTriesForm, WebhookForm
from blocs.models import Webhook
from blocs.selectors import outside_systems as reading
from blocs.services import webhooks
from blocs.views.outside_systems import visible
from emulation.http import SignedInRequest, answering, telling
from emulation.verdicts import Verdict


@never_cache
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    webhook = Webhook.objects.filter(system=system).first()
    initial = {"address": webhook.address, "kinds": webhook.kinds} if webhook else {}
    form = WebhookForm(request.POST or None, initial=initial)
    if webhook is None:
        del form.fields["new_secret"]
    if form.is_valid():
        with answering(form):
            secret = webhooks.set_up(system, by=request.user, **form.cleaned_data)
            if secret:
                return render(request, "blocs/webhook_secret.html", {"system": system, "secret": secret})
            messages.success(request, _("The system is told from now on as chosen."))
            return redirect("blocs:outside-system-detail", system.pk)
    return render(request, "blocs/webhook_form.html", {"system": system, "form": form, "verdict": Verdict()})


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    system = visible(request, pk)
    with telling(request, _("The system is told nothing from now on.")):
        webhooks.stop(system, by=request.user)
    return redirect("blocs:outside-system-detail", system.pk)


def deliveries(request: HttpRequest, pk: int) -> HttpResponse:
    """The last hundred."""
    system = visible(request, pk)
    context = {"system": system, "rows": reading.deliveries(system)}
    return render(request, "blocs/webhook_deliveries.html", context)


@require_POST
def send_again(request: SignedInRequest, pk: int, delivery: int) -> HttpResponse:
    system = visible(request, pk)
    row = get_object_or_404(reading.all_deliveries(system), pk=delivery)
    form = SeenTriesForm(request.POST)
    if not form.is_valid():
        raise Http404
    with telling(request, _("The message is sent once more.")):
        webhooks.send_again(row, seen=form.cleaned_data["seen"], by=request.user)
    return redirect("blocs:webhook-deliveries", system.pk)
