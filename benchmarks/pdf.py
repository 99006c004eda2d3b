"""How fast papers are printed beside WeasyPrint itself, and how fast an issued one goes out."""

from __future__ import annotations

import base64
import gc
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, medians
from benchmarks.site import own_site

MEMBERS = 20
ROUNDS = 15
COLD_STARTS = 5
SHARE = 40  # pledges of each process
FEW, MANY = 10, 500  # pledges between which a worker's memory is compared
ROOT = Path(__file__).resolve().parent.parent

# Django stands in a worker before its first paper is asked for; what papers need is loaded with that paper.
OURS_FROM_COLD = """
import sys, time, django
django.setup()
from django.conf import settings
from django.urls import include, path
from tests.documents import samples
begun = time.perf_counter()
settings.ROOT_URLCONF = type("Addresses", (), {"urlpatterns": [path("verify/", include("documents.urls"))]})
from documents import rendering
rendering.pdf(samples.pledge(int(sys.argv[2])))
print(time.perf_counter() - begun)
"""
BARE_FROM_COLD = """
import sys, time
begun = time.perf_counter()
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf()
print(time.perf_counter() - begun)
"""
GROWTH = """
import sys, django
django.setup()
from pathlib import Path
from documents import rendering
from tests.documents import samples
few, many, members = map(int, sys.argv[1:])
for place in range(1, many + 1):
    rendering.pdf(samples.pledge(members, abstract=f"Khối thi đua số {place}"))
    if place in (few, many):
        print(next(line.split()[1] for line in Path("/proc/self/status").open() if line.startswith("VmRSS")))
"""


def figures() -> Iterator[Figure]:
    with own_site() as folder:
        yield from printing()
        yield from cold_start(folder / "page.html")
        yield from processes()
        yield from memory()
        yield from stored()


def printing() -> Iterator[Figure]:
    from documents import rendering
    from tests.documents import samples

    times = medians(
        ROUNDS,
        ours=lambda: rendering.pdf(samples.pledge(MEMBERS)),
        bare=tuned_print(),
        naive=naive_print(),
    )
    name = f"pledge of {MEMBERS}"
    yield Figure(f"{name}, PDF/A-3a with PDF/UA-1", times["ours"], "s")
    yield Figure(f"{name}, against tuned WeasyPrint without tags", times["ours"] / times["bare"], limit=1.25)
    yield Figure(f"{name}, against HTML(string).write_pdf()", times["ours"] / times["naive"], limit=0.75)


def tuned_print() -> Callable[[], object]:
    """WeasyPrint with all kept that can be and the collector held off: the best that one does by hand."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    page, style = page_and_style()
    fonts = FontConfiguration()
    sheet = CSS(string=style, font_config=fonts)

    def act() -> None:
        gc.disable()
        try:
            HTML(string=page).write_pdf(stylesheets=[sheet], font_config=fonts)
        finally:
            gc.enable()
            gc.collect()

    return act


def naive_print() -> Callable[[], object]:
    from weasyprint import HTML

    page = whole_page()
    return lambda: HTML(string=page).write_pdf()


def cold_start(page: Path) -> Iterator[Figure]:
    page.write_text(whole_page(), encoding="utf-8")
    taken: dict[str, list[float]] = {OURS_FROM_COLD: [], BARE_FROM_COLD: []}
    for _round in range(COLD_STARTS + 1):
        for script, times in taken.items():
            times.append(float(output_of(script, str(page), str(MEMBERS))))
    ours, bare = (median(times[1:]) for times in taken.values())  # the first one fills the disk's cache
    yield Figure("first paper of a worker", ours, "s")
    yield Figure("first paper of a worker, against a bare cold start", ours / bare, limit=1.1)


def processes() -> Iterator[Figure]:
    """The median of three pairs, since the machine may have other things to do as well."""
    gains = [papers_a_second(2) / papers_a_second(1) for _round in range(3)]
    yield Figure("papers a second, two processes against one", median(gains), limit=1.7, at_least=True)


def papers_a_second(how_many: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(how_many + 1)
    workers = [context.Process(target=print_share, args=(ready,)) for _place in range(how_many)]
    for worker in workers:
        worker.start()
    ready.wait()
    begun = time.perf_counter()
    for worker in workers:
        worker.join()
    return how_many * SHARE / (time.perf_counter() - begun)


def print_share(ready: Barrier) -> None:
    import django

    django.setup()
    from documents import rendering
    from tests.documents import samples

    rendering.pdf(samples.pledge(MEMBERS))
    ready.wait()
    for _place in range(SHARE):
        rendering.pdf(samples.pledge(MEMBERS))


def memory() -> Iterator[Figure]:
    few, many = (int(line) / 1024 for line in output_of(GROWTH, str(FEW), str(MANY), str(MEMBERS)).split())
    yield Figure(f"memory of a worker after {MANY} pledges", many, "MB")
    yield Figure(f"memory of a worker after {MANY} pledges, against {FEW}", many / few, limit=1.3)


def stored() -> Iterator[Figure]:
    """An issued paper asked for again, against a view that says a word; both through all the middleware."""
    from django.contrib.auth.decorators import login_not_required
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.test import Client, override_settings
    from django.urls import path

    from documents.models import FormatProfile, Paper
    from documents.services import papers
    from documents.views.files import paper_response
    from tests.documents import samples

    issued = papers.issue(
        lambda taken: samples.pledge(MEMBERS),
        issuer_key="bench",
        issuer_name="Bench",
        profile=FormatProfile.objects.get(pk="state"),
        kind="pledge",
        year=2024,
        subject="pledge:1",
        by=None,
    )

    @login_not_required
    def paper(request: HttpRequest) -> HttpResponseBase:
        return paper_response(Paper.objects.get(pk=issued.pk), request=request)

    @login_not_required
    def plain(request: HttpRequest) -> HttpResponse:
        return HttpResponse("một từ")

    class Addresses:
        urlpatterns = [path("paper/", paper), path("plain/", plain)]

    client = Client()

    def download() -> None:
        response = client.get("/paper/")
        assert len(response.getvalue()) == issued.size
        response.close()

    with override_settings(ROOT_URLCONF=Addresses):
        times = medians(300, paper=download, plain=lambda: client.get("/plain/").content)
    yield Figure("issued paper asked for again", times["paper"] * 1000, "ms")
    yield Figure(
        "issued paper asked for again, against a plain view", times["paper"] / times["plain"], limit=3
    )


def whole_page() -> str:
    """The page of the pledge that needs nothing beside it, as one writes it for a first try."""
    page, style = page_and_style()
    return page.replace("</head>", f"<style>{style}</style></head>")


def page_and_style() -> tuple[str, str]:
    """Its page and its style sheet, with fonts from the disk and the QR code in place."""
    from documents import rendering
    from documents.layout import lay_out
    from documents.sheets import format_sheet
    from tests.documents import samples

    layout = lay_out(samples.pledge(MEMBERS))
    assert layout.verification is not None
    picture = base64.b64encode(rendering.qr_code(layout.verification.link)).decode()
    page = rendering.html(layout).replace(f"{rendering.BUNDLE}qr.svg", f"data:image/svg+xml;base64,{picture}")
    style = (ROOT / "static" / rendering.SHEET).read_text(encoding="utf-8") + format_sheet(layout.format)
    return page, style.replace("../../fonts", (ROOT / "static/fonts").as_uri())


def output_of(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, check=True, cwd=ROOT, text=True
    )
    return done.stdout
