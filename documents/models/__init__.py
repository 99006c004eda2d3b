from documents.models.authority import (
    AuthorityKey,
    Certificate,
    Enrolment,
    PasskeyUnlock,
    RemoteCredential,
    RevocationList,
    SignaturePicture,
    SigningKey,
    TokenCertificate,
    TrustedRoot,
)
from documents.models.evidence import EventChain, FileCheck, SignatureEvent
from documents.models.paper import NumberRegister, Paper, PaperEvent
from documents.models.profile import FormatProfile, ProfileChange
from documents.models.signing import InkCopy, Revision, Signature, SignatureRequest, Signer, SigningLease

__all__ = [
    "AuthorityKey",
    "Certificate",
    "Enrolment",
    "EventChain",
    "FileCheck",
    "FormatProfile",
    "InkCopy",
    "NumberRegister",
    "Paper",
    "PaperEvent",
    "PasskeyUnlock",
    "ProfileChange",
    "RemoteCredential",
    "Revision",
    "RevocationList",
    "Signature",
    "SignatureEvent",
    "SignaturePicture",
    "SignatureRequest",
    "Signer",
    "SigningKey",
    "SigningLease",
    "TokenCertificate",
    "TrustedRoot",
]
