"""A season file of another province: thirteen schools, whose names hold every letter and mark of Vietnamese.

Some names are typed with combining marks (NFD), as some keyboards and all file names of a Mac have them.
"""

import json
import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
LETTERS = {
    *"abcdđghiklmnopqrstuvxy",
    *VOWELS,
    *(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES),
}

SCHOOLS = {
    "thpt-chuyen": "Trường Trung học phổ thông Chuyên tỉnh Tuyên Quang",
    "ptdtnt": "Trường Phổ thông Dân tộc nội trú Trung học phổ thông tỉnh Tuyên Quang",
    "y-la": "Trường Trung học phổ thông Ỷ La và các điểm trường lẻ vùng lòng hồ thủy điện",
    "na-hang": "Trường Phổ thông Dân tộc bán trú Nà Hẩu - Lũng Cú - Mèo Vạc, điểm lẻ bản Nặm Đíp",
    "ky-lam": "Trường Trung học phổ thông Kỳ Lâm kết nghĩa Đồn Biên phòng Xín Mần, Nghĩa Thuận, Bạch Đích",
    "gdtx": "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên khu vực Chiêm Hóa, Hàm Yên, Sơn Dương",
    "my-bang": "Trường Trung học phổ thông Mỹ Bằng (cơ sở hai: Phúc Ứng, Đỗ Xá, Kỹ Phú, Lỵ Nhân)",
    "truong-vi": "Trường Tiểu học và Trung học cơ sở Trưởng Vĩ, thôn Bãi Ổi, xã Thượng Lẫm, thị tứ Kẽm Vực",
    "chu-nghia": "Trường Nuôi dạy trẻ khuyết tật “Chắp cánh ước mơ”, phố Nguyễn Hữu Chỉnh, từ ngõ Cẩm Ẩn",
    "lu-lut": "Trường Mầm non Sao Khuê - Ẵm Bế, giữ gìn tiếng mẹ đẻ của các bé em Pà Thẻn, Cờ Lao",
    "quan-y": "Trường Cao đẳng Y tế, Dược và Thú y; đào tạo hộ lý, kỹ thuật, xử lý mẫu",
    "can-bo": "Trường Bồi dưỡng nghiệp vụ “Dạy tốt - Học giỏi” cho giáo viên cốt cán các xã khó khăn",
    "phuc-loi": "Quỹ Khuyến học, khuyến tài Phục Lợi chăm lo học trò nghèo hiếu học, giúp đỡ việc cấp bách",
}
DECOMPOSED = {"y-la", "my-bang", "chu-nghia", "lu-lut", "phuc-loi"}
HEADS = {code: f"Nguyễn Thị Mẫu {number}" for number, code in enumerate(SCHOOLS, start=1)}


def season_file() -> bytes:
    return json.dumps(
        {
            "format": "emulation-season/1",
            "province": {"code": "TQ", "name": "tỉnh Tuyên Quang", "place": "Hà Giang"},
            "organisations": [
                {
                    "code": code,
                    "kind": "school",
                    "name": unicodedata.normalize("NFD", name) if code in DECOMPOSED else name,
                }
                for code, name in SCHOOLS.items()
            ],
            "blocs": [
                {
                    "code": "truong-hoc",
                    "kind": "bloc",
                    "name": unicodedata.normalize("NFD", "Khối thi đua các cơ sở giáo dục tỉnh Tuyên Quang"),
                    "seasons": [
                        {
                            "year": 2025,
                            "period": "school",
                            "theme": "Đổi mới sáng tạo, nâng cao chất lượng, phát triển bền vững",
                            "leader": "thpt-chuyen",
                            "deputy": "ptdtnt",
                            "members": list(SCHOOLS),
                            "decision": "Quyết định số 1250/QĐ-UBND ngày 28/8/2025",
                            "deadlines": {"pledge": "2025-10-15", "reports": "2026-06-10"},
                        }
                    ],
                }
            ],
            "movements": [
                {
                    "name": "Dạy tốt, học tốt",
                    "form": "regular",
                    "launched_by": "bloc",
                    "years": [2025],
                    "participants": list(SCHOOLS)[:5],
                    "goal": "Không để học sinh nào bỏ học.",
                }
            ],
            "pledges": [
                {
                    "bloc": "truong-hoc",
                    "year": 2025,
                    "commitments": [
                        {"section": "content", "text": "Thực hiện tốt nhiệm vụ năm học."},
                        {"section": "measures", "text": "Sơ kết học kỳ I, tổng kết trước ngày 10/6/2026."},
                    ],
                    "targets": [
                        {
                            "text": "Tỷ lệ học sinh chuyển cấp, hoàn thành chương trình",
                            "unit": "%",
                            "comparison": "at_least",
                            "value": 98.5,
                        },
                        {"text": "Tiếp nhận, hỗ trợ học sinh khuyết tật", "owner": "chu-nghia"},
                    ],
                }
            ],
            "proposals": [],
        },
        ensure_ascii=False,
    ).encode()
