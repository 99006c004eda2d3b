"""/blocs/<code>/<year>/meetings/…"""

from django.urls import path

from awards.views import meetings

MEETINGS = "blocs/<slug:code>/<int:year>/meetings/"
ONE = f"{MEETINGS}<int:pk>/"

meeting_urls = [
    path(MEETINGS, meetings.meeting_list, name="meeting-list"),
    path(f"{MEETINGS}new/", meetings.new, name="meeting-new"),
    path(ONE, meetings.detail, name="meeting-detail"),
    path(f"{ONE}edit/", meetings.edit, name="meeting-edit"),
    path(f"{ONE}agenda/", meetings.agenda, name="meeting-agenda"),
    path(f"{ONE}agenda/<int:item>/take-up/", meetings.take_up, name="meeting-take-up"),
    path(f"{ONE}roll/", meetings.roll, name="meeting-roll"),
    path(f"{ONE}begin/", meetings.begin, name="meeting-begin"),
    path(f"{ONE}screen/", meetings.screen, name="meeting-screen"),
    path(f"{ONE}notes/", meetings.notes, name="meeting-notes"),
    path(f"{ONE}end/", meetings.end, name="meeting-end"),
    path(f"{ONE}resume/", meetings.resume, name="meeting-resume"),
    path(f"{ONE}minutes/issue/", meetings.issue, {"signed_here": False}, name="meeting-minutes-issue"),
    path(f"{ONE}minutes/sign/", meetings.issue, {"signed_here": True}, name="meeting-minutes-sign"),
    path(f"{ONE}minutes.pdf", meetings.minutes, {"ending": "pdf"}, name="meeting-minutes-pdf"),
    path(f"{ONE}minutes.docx", meetings.minutes, {"ending": "docx"}, name="meeting-minutes-docx"),
]
