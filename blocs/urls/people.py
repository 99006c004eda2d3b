"""People, accounts and mandates: /people/…; the log: /log/; mails: /outbox/; one's own data: /my-data/"""

from django.urls import path

from blocs.views import accounts, failed_tasks, invitations, log, outbox, own_data, people, second_step

ONE = "people/<int:pk>"

urlpatterns = [
    path("people/", people.person_list, name="person-list"),
    path("people/second-step/", second_step.rules, name="second-step-rules"),
    path("people/sign-ins/", second_step.sign_in_list, name="sign-in-list"),
    path("log/", log.log_list, name="log-list"),
    path("log/check/", log.check, name="log-check"),
    path("outbox/", outbox.letter_list, name="outbox-list"),
    path("outbox/send/", outbox.send_several, name="outbox-send-several"),
    path("outbox/<int:pk>/", outbox.detail, name="outbox-detail"),
    path("outbox/<int:pk>/send/", outbox.send_again, name="outbox-send"),
    path("outbox/<int:pk>/stop/", outbox.stop, name="outbox-stop"),
    path("failed-work/", failed_tasks.page, name="failed-tasks"),
    path("failed-work/<uuid:key>/begin-again/", failed_tasks.begin_again, name="failed-task-again"),
    path("my-data/", own_data.page, name="own-data"),
    path("my-data/phone/", own_data.phone, name="own-data-phone"),
    path("my-data/download/", own_data.download, name="own-data-download"),
    path("people/corrections/<int:pk>/", own_data.answer, name="correction-answer"),
    path("people/new/", accounts.new, name="person-new"),
    path("people/invite/", invitations.new, name="invitation-new"),
    path("people/invitations/send/", invitations.send_several, name="invitation-send-several"),
    path("people/invitations/<int:pk>/send/", invitations.send_again, name="invitation-send"),
    path("people/invitations/<int:pk>/withdraw/", invitations.withdraw, name="invitation-withdraw"),
    path("invitations/<str:token>/", invitations.accept, name="invitation-accept"),
    path(f"{ONE}/", people.detail, name="person-detail"),
    path(f"{ONE}/edit/", accounts.edit, name="person-edit"),
    path(f"{ONE}/close/", accounts.close, name="person-close"),
    path(f"{ONE}/reopen/", accounts.reopen, name="person-reopen"),
    path(f"{ONE}/password-mail/", accounts.password_mail, name="person-password-mail"),
    path(f"{ONE}/second-step/reset/", accounts.reset_second_step, name="person-reset-second-step"),
    path(f"{ONE}/mandates/new/", accounts.give, name="mandate-new"),
    path(f"{ONE}/mandates/<int:mandate>/edit/", accounts.edit_mandate, name="mandate-edit"),
    path(f"{ONE}/mandates/<int:mandate>/end/", accounts.end_mandate, name="mandate-end"),
]
