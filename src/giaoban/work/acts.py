"""What acts on tasks are called in the trail and on the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "work.confirm": _("ghi nhiệm vụ"),
    "work.change": _("sửa nhiệm vụ"),
    "work.assign": _("giao nhiệm vụ"),
    "work.accept": _("nhận nhiệm vụ"),
    "work.decline": _("đề nghị xem lại việc giao"),
    "work.tell_progress": _("báo tiến độ"),
    "work.contribute": _("báo kết quả phối hợp"),
    "work.attach": _("thêm minh chứng"),
    "work.submit": _("báo cáo hoàn thành"),
    "work.recall": _("rút lại báo cáo hoàn thành"),
    "work.verify": _("kiểm chứng đạt"),
    "work.send_back": _("trả lại để bổ sung"),
    "work.close": _("kết thúc nhiệm vụ"),
    "work.reopen": _("mở lại nhiệm vụ"),
    "work.ask_extension": _("đề nghị gia hạn"),
    "work.recall_extension": _("rút đề nghị gia hạn"),
    "work.decide_extension": _("quyết định gia hạn"),
    "work.set_handlers": _("phân công người thực hiện"),
    "work.break_down": _("tách nhiệm vụ con"),
    "work.cancel": _("hủy nhiệm vụ"),
    "work.supersede": _("thay thế nhiệm vụ"),
    "work.withdraw": _("rút nhiệm vụ"),
    "work.restore": _("đưa nhiệm vụ trở lại"),
    "work.repeat": _("lập kỳ tiếp theo"),
    "work.add_field": _("thêm lĩnh vực"),
    "work.change_field": _("sửa lĩnh vực"),
    "work.sum_up": _("tổng hợp từ nhiệm vụ con"),
}
