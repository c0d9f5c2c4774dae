"""Limits: what looks like a clause that gives a task, and is none (rules, powers, forms)."""

from __future__ import annotations

import re

from vanban.reading.tasks.layout import UPPER

_DOCUMENT = (
    r"Luật|Nghị|Thông|Quyết|Kế|Quy|Chỉ|Chương|Hướng|Đề|Chiến|Danh|Kết|Bộ|Điều|Công|Báo|Thông báo"
)
# What an issuer says of its own paper: "ban hành Thông tư …", "báo cáo … như sau:".
PREAMBLE = re.compile(
    rf"(?:ban[ \n]{{1,9}}hành|công[ \n]{{1,9}}bố|phát[ \n]{{1,9}}động|xây[ \n]{{1,9}}dựng)"
    rf"[ \n]{{1,9}}(?:{_DOCUMENT})(?![\w])[^;]{{0,700}}[.:;]?[ \n]{{0,40}}$"
    r"|thực[ \n]{1,9}hiện[ \n]{1,9}(?:chức[ \n]{1,9}năng|quyền)"
    r"|[^.;]{0,400}như[ \n]{1,9}sau[ \n]{0,9}:?"
)
# The fields of a form: "BAN QUẢN LÝ", "ĐƠN VỊ:".
SHOUTED = re.compile(rf"[{UPPER}]{{2,12}}[ \n][{UPPER}]{{2,12}}(?!\w)")
# The number of a row stands within the "name" where a table was flattened.
CELL_NUMBER = re.compile(r"\n {0,9}\d{1,2} {0,9}\n")
# Powers and standards are no tasks: "… giải quyết có quyền", "phải có đủ".
MAY_ONLY = re.compile(
    r"[^.,;:]{0,70}[ \n](?<!cấp[ \n])(?<!quan[ \n])(?<!người[ \n])có[ \n]{1,9}(?:thể|thẩm)(?!\w)"
    r"|[^.;:]{0,160}[ \n]có[ \n]{1,9}quyền(?!\w)"
    r"|[^.;:]{0,160}[ \n]được[ \n]{1,9}(?:xem[ \n]xét|hưởng|miễn|hỗ[ \n]trợ)(?!\w)"
    r"|(?:phải|cần)[ \n]{1,9}(?:có|là|được|đáp|đủ|bảo[ \n]đảm[ \n]tiêu)(?!\w)"
)
# "Công an tỉnh là cơ quan thường trực, có trách nhiệm …": what it is comes before its duty.
IS_ONE = re.compile(
    r"là[ \n]{1,9}(?:cơ[ \n]quan|đơn[ \n]vị|đầu[ \n]mối)[^.;]{0,160}?[ \n]"
    r"(?=(?:có|chịu)[ \n]{1,9}trách[ \n]{1,9}nhiệm)"
)
# "Sở Y tế đối với hồ sơ …": a line of a list of powers, unless a duty follows.
FOR = re.compile(
    r"đối[ \n](?![^.;]{0,300}[ \n]"
    r"(?:có[ \n]{1,9}trách|chịu[ \n]{1,9}trách|phải|chủ[ \n]{1,9}trì)[ \n])"
)
# How an application goes through an office is a rule: "Trong thời hạn 5 ngày … nhận đủ hồ sơ".
PROCEDURE = re.compile(
    r"(?:Trong|Khi|Sau|Chậm|Trường)[ \n][^;.]{0,200}[ \n]nhận[ \n]"
    r"(?:được[ \n]|đủ[ \n]|đầy[ \n]đủ[ \n])?(?:\w{1,9}[ \n])?"
    r"(?:hồ[ \n]sơ|đơn|đề[ \n]nghị|yêu[ \n]cầu|khiếu|tin|vi[ \n]bằng)"
)
