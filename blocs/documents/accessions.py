"""The annex by which a member that joined later accedes to a pledge that is signed already."""

from __future__ import annotations

from datetime import date

from blocs.documents.common import INVENTED, head_of, profile_of, recipients, recorded_at, role_word
from blocs.models import Membership, Season
from blocs.rules import pledge_words
from blocs.rules.pledge_words import year_words
from blocs.selectors import signers
from documents.content import Bases, Document, Items, Paragraph, Parties
from documents.models import Paper
from documents.wording import short_day


def accession(
    season: Season,
    membership: Membership,
    pledge: Paper,
    *,
    on: date,
    day: date | None = None,
    number: str = "",
    code: str = "",
) -> Document:
    """Signed by the new member and the bloc leader; the pledge itself stays as it was signed."""
    members = signers.members_of(season, on=on)
    style = profile_of(members).format()
    name = membership.organisation.name_on(on)
    bloc = season.bloc.name_on(on)
    years = year_words(season)
    kind = pledge_words.kind_word(season)
    at = recorded_at(season)
    signed_on = short_day(pledge.issued_on) if pledge.issued_on else ""
    signing = [row for row in members if row.leads or row.organisation.pk == membership.organisation_id]
    return Document(
        kind="accession",
        filename=f"Phu luc gia nhap {season.bloc.code} {season.label} {membership.organisation.code}",
        title=f"Phụ lục gia nhập Giao ước thi đua {years} của {name}",
        type_name="PHỤ LỤC",
        abstract=f"Gia nhập Giao ước thi đua {years} của {bloc}",
        head=head_of(season, members, on=on, day=day, number=number),
        blocks=(
            Bases(
                (
                    f"Căn cứ Giao ước thi đua số {pledge.number_text} ngày {signed_on} của {bloc}",
                    f"Căn cứ việc {name} tham gia {bloc} từ ngày {short_day(membership.joined_on)}",
                ),
                ending=";",
            ),
            Paragraph(f"{name} và {kind} trưởng thống nhất:"),
            Items(
                (
                    f"{name} gia nhập Giao ước thi đua số {pledge.number_text} và thực hiện đầy đủ các nội "
                    "dung, biện pháp, chỉ tiêu chung đã ký kết.",
                    f"{kind} trưởng thông báo việc gia nhập đến các đơn vị thành viên; các đơn vị bảo đảm "
                    f"quyền và trách nhiệm của {name} như các thành viên khác.",
                    "Phụ lục này là bộ phận không tách rời của Giao ước thi đua, có hiệu lực từ khi hai bên "
                    "ký đủ; nội dung Giao ước đã ký không thay đổi.",
                )
            ),
        ),
        recipients=recipients(season),
        signatures=Parties(
            tuple(
                signers.party(row, style, role=role_word(season, row.role).upper() if row.leads else "")
                for row in signing
            ),
            caption="ĐẠI DIỆN HAI BÊN",
        ),
        format=style,
        subject=f"Phụ lục gia nhập Giao ước thi đua {years}",
        created=at,
        modified=at,
        code=code,
        notice=INVENTED if season.bloc.invented else "",
        draft=not code,
    )
