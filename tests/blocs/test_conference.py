"""The slides of a conference: what they show of the report, and what only once it is published."""

import re

from django.urls import reverse

from blocs.selectors import conference
from blocs.services import bloc_reports
from tests.blocs.test_bloc_report import NOON, TEXTS

LONG = " ".join(f"Việc thứ {number} đã xong trong năm." for number in range(60))


def kinds(season):
    return [slide.kind for slide in conference.of_report(season)]


def test_slides_follow_the_report_and_show_no_ranks_before_they_are_published(reported, leader_officer):
    bloc_reports.write(reported, TEXTS | {"results": LONG}, seen=0, by=leader_officer, at=NOON)

    slides = conference.of_report(reported)

    assert [slide.kind for slide in slides][:2] == ["title", "members"]
    assert "ranking" not in kinds(reported)
    (targets,) = [slide.shown for slide in slides if slide.kind == "targets"]
    assert [(row.met, row.asked, row.met_share) for row in targets] == [(1, 3, 33), (1, 1, 100)]
    texts = [slide for slide in slides if slide.kind == "text"]
    assert [(slide.part, slide.parts) for slide in texts] == [
        (place, len(texts)) for place in range(1, len(texts) + 1)
    ]
    assert " ".join(piece for slide in texts for piece in slide.shown) == LONG


def test_the_page_numbers_each_slide_and_leads_back(client, reported, standing):
    client.force_login(standing)
    place = [reported.bloc.code, reported.year]

    page = client.get(reverse("blocs:bloc-report-show", args=place)).content.decode()

    slides = re.findall(r'<section class="slide slide--(\w+)"', page)
    assert slides[0] == "title"
    assert f">{len(slides)}/{len(slides)}</span>" in page
    assert reverse("blocs:bloc-report-detail", args=place) in page
    assert 'id="slide-chart-' not in page or 'aria-labelledby="slide-chart-"' not in page
