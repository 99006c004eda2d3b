"""Honours and what is proposed: /honours/…, /blocs/<code>/<year>/proposals/"""

from django.urls import path

from awards.ballot_urls import ballot_urls
from awards.council_urls import council_urls
from awards.desk_urls import desk_urls
from awards.meeting_urls import meeting_urls
from awards.nomination_urls import nomination_urls
from awards.rule_urls import rule_urls
from awards.statistics_urls import statistics_urls
from awards.views import honour_forms, honour_imports, honours, proposals

app_name = "awards"
ORGANISATION = "organisations/<slug:province>/<slug:code>/honours"

urlpatterns = [
    *ballot_urls,
    *meeting_urls,
    *desk_urls,
    *nomination_urls,
    *council_urls,
    *rule_urls,
    *statistics_urls,
    path("blocs/<slug:code>/<int:year>/proposals/", proposals.proposal_list, name="proposal-list"),
    path(f"{ORGANISATION}/", honours.of_organisation, name="organisation-honours"),
    path(f"{ORGANISATION}/begin/", honour_forms.begin, name="organisation-honours-begin"),
    path("honours/", honours.recipient_list, name="recipient-list"),
    path("honours/new/", honour_forms.new, name="recipient-new"),
    path("honours/import/", honour_imports.send, name="honour-import"),
    path("honours/import/template.xlsx", honour_imports.template, name="honour-import-template"),
    path("honours/import/<int:pk>/", honour_imports.detail, name="honour-import-detail"),
    path("honours/import/<int:pk>/save/", honour_imports.save, name="honour-import-save"),
    path("honours/import/<int:pk>/undo/", honour_imports.undo, name="honour-import-undo"),
    path("honours/<int:pk>/", honours.recipient_detail, name="recipient-detail"),
    path("honours/<int:pk>/add/", honour_forms.add, name="honour-add"),
    path("honours/<int:pk>/<int:honour>/revoke/", honour_forms.revoke, name="honour-revoke"),
    path("honours/<int:pk>/years/", honour_forms.rate, name="recipient-rate"),
    path("honours/<int:pk>/initiatives/", honour_forms.recognise, name="recipient-recognise"),
    path("honours/<int:pk>/holds/", honour_forms.hold, name="recipient-hold"),
    path("honours/<int:pk>/holds/<int:hold>/release/", honour_forms.release, name="recipient-release"),
    path("honours/<int:pk>/discipline/", honour_forms.discipline, name="recipient-discipline"),
]
