"""/award-rules/…, /nominations/<pk>/compare/…"""

from django.urls import path

from awards.views import rule_sets

ONE = "award-rules/<slug:code>/"
COMPARE = "nominations/<int:pk>/compare/"

rule_urls = [
    path("award-rules/", rule_sets.rule_set_list, name="rule-set-list"),
    path(ONE, rule_sets.detail, name="rule-set-detail"),
    path(f"{ONE}choose/", rule_sets.choose, name="rule-choose"),
    path(f"{ONE}<slug:award>/<slug:whom>/", rule_sets.change, name="rule-change"),
    path(f"{ONE}figures/", rule_sets.figures, name="rule-set-figures"),
    path(COMPARE, rule_sets.compare, name="nomination-compare"),
    *(
        path(
            f"{COMPARE}<slug:code>.{ending}",
            rule_sets.compare_paper,
            {"ending": ending},
            name=f"nomination-compare-{ending}",
        )
        for ending in ("pdf", "docx")
    ),
]
