"""What stays on one line of a paper."""

import re
import unicodedata

import pytest
from weasyprint import HTML

from documents.templatetags.paper import bound
from tests.documents.reading import lines_of, text_of


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ký ngày 05 tháng 02 năm 2026 tại", ["ngày 05", "tháng 02", "năm 2026"]),
        (
            "theo Điều 16, khoản 2, điểm a của Luật số 06/2022/QH15",
            ["Điều 16", "khoản 2", "điểm a", "số 06/2022/QH15"],
        ),
        ("ông Nguyễn Văn A và bà Đỗ Thị B", ["ông Nguyễn", "bà Đỗ"]),
        ("đạt 95 % và 1.250,5 nhà", ["95 %", "1.250,5 nhà"]),
        ("kế hoạch năm hoàn thành, số lượng, bà con, ngày càng tốt, bảng điểm đã chấm", []),
        ("Ngày 05", ["Ngày 05"]),
        ("<b>năm 2026</b>", ["năm 2026"]),
    ],
)
def test_a_figure_stays_with_its_word_and_a_name_with_its_title(text, kept):
    html = bound(text)

    assert re.findall(r'<span class="n">(.*?)</span>', html) == kept
    assert re.sub(r"</?span[^>]*>", "", html) == text.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("quarters", range(364, 378, 2))
def test_a_line_that_is_just_full_is_not_broken_after_its_first_word(quarters):
    text = bound("Tỷ lệ nhiệm vụ trong kế hoạch công tác năm 2026 hoàn thành đúng thời hạn")
    style = "p { font: 13pt 'Liberation Serif'; width: %smm } .n { white-space: nowrap }" % (quarters / 4)

    lines = lines_of(text_of(HTML(string=f"<style>{style}</style><p>{text}</p>").write_pdf(), "-layout")[0])

    assert unicodedata.normalize("NFC", lines[0]).startswith("Tỷ lệ nhiệm vụ")
