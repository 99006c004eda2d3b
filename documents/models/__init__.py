from documents.models.paper import NumberRegister, Paper, PaperEvent
from documents.models.profile import FormatProfile

__all__ = ["FormatProfile", "NumberRegister", "Paper", "PaperEvent"]
