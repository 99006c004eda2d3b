"""What somebody is told of: which mails they want, and stopping one kind of them from the mail itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from emulation.http import SignedInRequest
from emulation.models import Notice, NoticeRhythm
from emulation.notice_forms import NoticesForm, UptoForm
from emulation.notices import choosing, kinds, reading, stopping

PER_PAGE = 30


def recent(request: SignedInRequest) -> HttpResponse:
    """What somebody was told, the newest first."""
    page = Paginator(Notice.objects.filter(user=request.user), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {"page": page, "notices": shown, "any_unread": any(row.read_at is None for row in shown)}
    return render(request, "account/notices_recent.html", context)


@require_POST
def open_one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read by being opened, and on to the page that it tells of."""
    notice = get_object_or_404(Notice, pk=pk, user=request.user)
    reading.read(request.user, upto=pk, alone=True)
    return redirect(notice.url)


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """All that stood on the page; what has come since stays unread."""
    form = UptoForm(request.POST)
    if form.is_valid():
        reading.read(request.user, upto=form.cleaned_data["upto"])
    return redirect("notices-recent")


def choose(request: SignedInRequest) -> HttpResponse:
    user = request.user
    shown = kinds.reaching(user)
    rhythm = choosing.rhythm(user)
    chosen = choosing.ways(user)
    begin = {f"way-{kind.name}": chosen.get(kind.name, kinds.Way.ONCE) for kind in shown}
    for name in ("digest", "quiet", "quiet_from", "quiet_until"):
        begin[name] = getattr(rhythm, name)
    form = NoticesForm(request.POST or None, kinds=shown, initial=begin)
    if form.is_valid():
        given = form.cleaned_data
        own = given["quiet"] == NoticeRhythm.Quiet.OWN
        hours = (given["quiet_from"], given["quiet_until"]) if own else (None, None)
        choosing.choose(user, form.ways, digest=given["digest"], quiet=given["quiet"], hours=hours)
        messages.success(request, _("Your choice is kept; it holds from the next notice on."))
        return redirect("account-notices")
    site = choosing.quiet_hours(NoticeRhythm())
    return render(request, "account/notices.html", {"form": form, "site_hours": site})


@csrf_exempt  # mail programs post here without a page of ours; the signed address is what allows it
@login_not_required
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opened, it asks, since programs open links of mails on their own; posted, it stops."""
    found = stopping.read(token)
    if found is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        choosing.stop(found.user, found.name)
    return render(request, "account/notices_stop.html", {"stop": found, "is_done": is_done})
