"""What is proposed in a season: /blocs/<code>/<year>/proposals/"""

from django.urls import path

from awards.views import proposals

app_name = "awards"
urlpatterns = [
    path("blocs/<slug:code>/<int:year>/proposals/", proposals.proposal_list, name="proposal-list"),
]
