"""The part of the world in which movements run: answered, with a paper and two exemplars."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from blocs.models import Bloc, Organisation, Province
from blocs.services import enrolments, exemplars, movement_documents, movements
from tests.factories import YEAR


class Movements:
    province: Province
    bloc: Bloc
    member: Organisation
    deputy: Organisation
    cast: dict[str, Any]

    def launch_movements(self, *, by: Any) -> None:
        """One of the province; one of the bloc, counted in houses, that the member is asked to answer."""
        given: dict[str, Any] = {"years": [YEAR], "form": "thematic", "by": by}
        given |= {"starts": date(2020, 1, 1), "ends": date(2095, 12, 31)}
        self.movement = movements.launch(self.province, name="Dân vận khéo", level="province", **given)
        self.bloc_movement = movements.launch(self.province, name="Đền ơn đáp nghĩa", bloc=self.bloc, **given)
        enrolments.set_measures(self.bloc_movement, [("Nhà tình nghĩa", "nhà")], by=by)
        self.measure = self.bloc_movement.measures.get()
        enrolments.push(self.bloc_movement, [self.member], by=by)
        deputy = self.cast["deputy_head"]
        self._tell_of_movement(by=by)
        enrolments.enrol(self.bloc_movement, self.deputy, target="Xây 2 nhà", values={}, seen=0, by=deputy)

    def _tell_of_movement(self, *, by: Any) -> None:
        """A paper of the bloc's movement, an exemplar of the member and one that is published."""
        movement = self.bloc_movement
        self.movement_document = movement_documents.add(movement, "launch", "thu.pdf", b"%PDF-1.7", by=by)
        picture = BytesIO()
        Image.new("RGB", (40, 20), "white").save(picture, "PNG")
        given: dict[str, Any] = {"kind": "collective", "year": YEAR, "story": "Xây 2 nhà.", "by": by}
        for name in ("published_exemplar", "exemplar"):
            made = exemplars.write(movement, self.member, name=name, picture=picture.getvalue(), **given)
            setattr(self, name, made)
        exemplars.publish(self.published_exemplar, by=by)
