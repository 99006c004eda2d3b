"""Who imports, and when: what every line of history has in common."""

from dataclasses import dataclass
from datetime import datetime

from emulation.models import User

STEP = "import"


@dataclass(frozen=True)
class Journal:
    by: User | None
    at: datetime

    @property
    def entry(self) -> dict[str, object]:
        return {"actor": self.by, "step": STEP, "at": self.at}
