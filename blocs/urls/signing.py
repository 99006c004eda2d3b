"""Signing the pledge of a season: /blocs/<code>/<year>/pledge/signing/…; and one's certificate for it."""

from django.urls import path

from blocs.views import (
    certificates,
    passkeys,
    previews,
    signing_board,
    signing_files,
    signing_hands,
    signing_remote,
    trust,
)

SIGNING = "blocs/<slug:code>/<int:year>/pledge/signing"
PLACE = f"{SIGNING}/<slug:member>"

urlpatterns = [
    path(f"{SIGNING}/", signing_board.board, name="signing-board"),
    path(f"{SIGNING}/screen/", signing_board.screen, name="signing-screen"),
    path(f"{SIGNING}/begin/", signing_board.begin, name="signing-begin"),
    path(f"{SIGNING}/remind/", signing_board.remind, name="signing-remind"),
    path(f"{SIGNING}/remind/preview/", previews.remind_signers, name="signing-remind-preview"),
    path(f"{SIGNING}/more-time/", signing_board.more_time, name="signing-more-time"),
    path(f"{SIGNING}/go-on/", signing_board.go_on, name="signing-go-on"),
    path(f"{SIGNING}/void/", signing_board.void, name="signing-void"),
    path(f"{SIGNING}/accession/<slug:member>/", signing_board.accession, name="signing-accession"),
    path(
        f"{SIGNING}/accession/<slug:member>/stop/",
        signing_board.stop_accession,
        name="signing-accession-stop",
    ),
    path(f"{SIGNING}/ink/", signing_files.ink, name="signing-ink"),
    path(f"{SIGNING}/ink/scan/", signing_files.scan, name="signing-scan"),
    path(f"{PLACE}/token/", signing_files.token, name="signing-token"),
    path(f"{PLACE}/token/file/", signing_files.take_file, name="signing-token-file"),
    path(f"{PLACE}/token/give-back/", signing_files.give_back, name="signing-token-give-back"),
    path(f"{PLACE}/remote/", signing_remote.pledge, name="signing-remote"),
    path(f"{PLACE}/sign/", signing_hands.sign, name="signing-sign"),
    path(f"{PLACE}/receipt/", signing_hands.receipt, name="signing-receipt"),
    path(f"{PLACE}/decline/", signing_hands.decline, name="signing-decline"),
    path(f"{PLACE}/withdraw/", signing_hands.withdraw, name="signing-withdraw"),
    path(f"{PLACE}/replace/", signing_board.replace, name="signing-replace"),
    path("trusted-authorities/", trust.root_list, name="trust-list"),
    path("trusted-authorities/new/", trust.new, name="trust-new"),
    path("trusted-authorities/<int:pk>/retire/", trust.retire, name="trust-retire"),
    path("certificate/", certificates.mine, name="certificate"),
    path("certificate/new/", certificates.enrol, name="certificate-new"),
    path("certificate/pin/", certificates.change_pin, name="certificate-pin"),
    path("certificate/passkeys/", passkeys.mine, name="certificate-passkeys"),
    path("certificate/picture/", certificates.picture, name="certificate-picture"),
    path("people/<int:pk>/certificate/", certificates.approve, name="certificate-approve"),
    path("people/<int:pk>/certificate/revoke/", certificates.revoke, name="certificate-revoke"),
]
