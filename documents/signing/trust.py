"""Whom a signature is believed from: the roots, their names, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec, ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

# Most authorities set one or the other; without either a certificate is not for signing.
KEY_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True)
class Root:
    name: str  # of the list that it is on, as people know it
    certificate: asn1.Certificate


@dataclass(frozen=True, slots=True)
class Trust:
    """Kept for many checks: pyHanko's contexts hold state, so each check makes itself a new one."""

    signers: tuple[Root, ...]
    clocks: tuple[Root, ...]
    between: tuple[asn1.Certificate, ...] = ()
    lists: tuple[asn1_crl.CertificateList, ...] = ()
    names: dict[bytes, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.names.update({root.certificate.sha256: root.name for root in (*self.signers, *self.clocks)})

    def of_signers(self, moment: datetime | None = None) -> ValidationContext:
        return self._context(self.signers, moment)

    def of_clocks(self, moment: datetime | None = None) -> ValidationContext:
        return self._context(self.clocks, moment)

    def name_of(self, path: Iterable[asn1.Certificate] | None) -> str:
        """The list that a chain of certificates ends on."""
        for certificate in path or ():
            if certificate.sha256 in self.names:
                return self.names[certificate.sha256]
        return ""

    def for_the_archive(self) -> PdfSignatureValidationSpec:
        """For sealed files: judged as of their archive time-stamp, by the evidence that they carry."""
        checked = CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("hard-fail"))

        def policy(roots: tuple[Root, ...]) -> CertValidationPolicySpec:
            manager = SimpleTrustManager.build(trust_roots=[root.certificate for root in roots])
            return CertValidationPolicySpec(trust_manager=manager, revinfo_policy=checked)

        return PdfSignatureValidationSpec(
            SignatureValidationSpec(
                cert_validation_policy=policy(self.signers),
                ts_cert_validation_policy=policy(self.clocks),
                revinfo_gathering_policy=RevocationInfoGatheringSpec(
                    online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
                ),
                local_knowledge=LocalKnowledge(
                    known_certs=list(self.between), known_crls=[CRLContainer(each) for each in self.lists]
                ),
                key_usage_settings=KEY_USAGE,
            )
        )

    def _context(self, roots: tuple[Root, ...], moment: datetime | None) -> ValidationContext:
        return ValidationContext(
            trust_roots=[root.certificate for root in roots],
            other_certs=list(self.between),
            crls=list(self.lists),
            revocation_mode="hard-fail",
            allow_fetching=False,
            moment=moment,
        )
