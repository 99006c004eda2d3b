"""How fast papers are printed beside WeasyPrint itself."""

from __future__ import annotations

import base64
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import filling
from benchmarks.figure import Figure, medians
from benchmarks.site import own_site
from benchmarks.worker import SPAWN, worker

if TYPE_CHECKING:
    from documents.content import Document

MEMBERS = 20
ROUNDS = 21
COLD_STARTS = 7
SHARE = 15  # pledges of each process
PAIRS = 3  # of runs with one and with two processes
FEW, MANY = 10, 500  # pledges between which a worker's memory is compared
ROOT = Path(__file__).resolve().parent.parent
PAGE = "BENCHMARK_PAGE"  # the environment's name for the page that bare WeasyPrint prints

# A worker is ready for requests: Django and its addresses stand, as emulation.wsgi leaves them.
OURS_FROM_COLD = """
import time
from emulation.wsgi import application
from benchmarks.pdf import ours
begun = time.process_time()
ours()()
print(time.process_time() - begun)
"""
BARE_FROM_COLD = f"""
import os, time
begun = time.process_time()
from weasyprint import HTML
HTML(filename=os.environ["{PAGE}"]).write_pdf()
print(time.process_time() - begun)
"""
GROWTH = f"""
from emulation.wsgi import application
from benchmarks.imports import memory_now
from benchmarks.pdf import ours
print_one = ours()
for place in range(1, {MANY} + 1):
    print_one()
    if place in ({FEW}, {MANY}):
        print(memory_now())
"""


def figures() -> Iterator[Figure]:
    with own_site() as folder:
        filling.season("KT", MEMBERS)
        os.environ[PAGE] = str(folder / "page.html")
        Path(os.environ[PAGE]).write_text(whole_page(), encoding="utf-8")
        yield from printing()
        yield from cold_start()
        yield from processes()
        yield from memory()


def printing() -> Iterator[Figure]:
    with ExitStack() as stack:
        acts = {act.__name__: stack.enter_context(worker(act)) for act in (ours, tuned, naive)}
        times = medians(ROUNDS, **acts)
    name = f"pledge of {MEMBERS}"
    yield Figure(f"{name}, from the database to PDF/A-3a with PDF/UA-1", times["ours"], "s")
    yield Figure(f"{name}, against tuned WeasyPrint without tags", times["ours"] / times["tuned"], limit=1.25)
    yield Figure(f"{name}, against HTML(string).write_pdf()", times["ours"] / times["naive"], limit=0.75)


def ours() -> Callable[[], object]:
    """The pledge of the only season, as its address prints it: query, text, layout, template, file."""
    from django.utils import timezone

    from blocs.models import Season
    from blocs.services import papers

    def act() -> None:
        season = Season.objects.for_listing().prefetch_related("memberships", "leaderships").get()
        papers.as_pdf("pledge", season, on=timezone.localdate())

    return act


def tuned() -> Callable[[], object]:
    """WeasyPrint with all kept that can be and the collector held off: the best that one does by hand."""
    return tuned_on(*page_and_style())


def tuned_on(page: str, style: str) -> Callable[[], object]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheet = CSS(string=style, font_config=fonts)
    gc.collect()
    gc.freeze()

    def act() -> None:
        gc.disable()
        try:
            HTML(string=page).write_pdf(stylesheets=[sheet], font_config=fonts)
        finally:
            gc.enable()
            gc.collect()

    return act


def naive() -> Callable[[], object]:
    from weasyprint import HTML

    page = Path(os.environ[PAGE]).read_text(encoding="utf-8")
    return lambda: HTML(string=page).write_pdf()


def cold_start() -> Iterator[Figure]:
    ours, bare = (
        lambda script=script: float(output_of(script)) for script in (OURS_FROM_COLD, BARE_FROM_COLD)
    )
    times = medians(COLD_STARTS, ours=ours, bare=bare)
    yield Figure("first paper of a worker", times["ours"], "s")
    yield Figure(
        "first paper of a worker, against a bare cold start", times["ours"] / times["bare"], limit=1.1
    )


def processes() -> Iterator[Figure]:
    """The best of several runs of each, since two processes need both cores for themselves."""
    one, two = (max(rates) for rates in zip(*(pair(place) for place in range(PAIRS)), strict=True))
    yield Figure("papers a second, two processes against one", two / one, limit=1.7, at_least=True)


def pair(place: int) -> tuple[float, float]:
    first, second = (papers_a_second(how_many) for how_many in ((1, 2) if place % 2 else (2, 1)))
    return (first, second) if place % 2 else (second, first)


def papers_a_second(how_many: int) -> float:
    ready = SPAWN.Barrier(how_many + 1)
    workers = [SPAWN.Process(target=print_share, args=(ready,)) for _place in range(how_many)]
    for process in workers:
        process.start()
    ready.wait()
    begun = time.perf_counter()
    ready.wait()
    taken = time.perf_counter() - begun
    for process in workers:
        process.join()
    return how_many * SHARE / taken


def print_share(ready: Barrier) -> None:
    import django

    django.setup()
    act = ours()
    act()
    ready.wait()
    for _place in range(SHARE):
        act()
    ready.wait()


def memory() -> Iterator[Figure]:
    few, many = map(float, output_of(GROWTH).split())
    yield Figure(f"memory of a worker after {MANY} pledges", many, "MB")
    yield Figure(f"memory of a worker after {MANY} pledges, against {FEW}", many / few, limit=1.3)


def whole_page() -> str:
    """The page of the pledge that needs nothing beside it, as one writes it for a first try."""
    page, style = page_and_style()
    return page.replace("</head>", f"<style>{style}</style></head>")


def page_and_style() -> tuple[str, str]:
    """Its page and its style sheet, with fonts from the disk and the QR code in place."""
    from django.utils import timezone

    from blocs.models import Season
    from blocs.services import papers

    return styled(papers.document("pledge", Season.objects.get(), on=timezone.localdate()))


def styled(document: Document) -> tuple[str, str]:
    """The page and the style sheet of any paper."""
    from documents import rendering
    from documents.layout import lay_out
    from documents.sheets import format_sheet

    layout = lay_out(document)
    page = rendering.html(layout)
    if layout.verification:
        picture = base64.b64encode(rendering.qr_code(layout.verification.link)).decode()
        page = page.replace(f"{rendering.BUNDLE}qr.svg", f"data:image/svg+xml;base64,{picture}")
    style = (ROOT / "static" / rendering.SHEET).read_text(encoding="utf-8") + format_sheet(layout.format)
    return page, style.replace("../../fonts", (ROOT / "static/fonts").as_uri())


def output_of(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True
    )
    return done.stdout
