"""The start page: /"""

from django.urls import path

from blocs.views import start

urlpatterns = [path("", start.start, name="start")]
