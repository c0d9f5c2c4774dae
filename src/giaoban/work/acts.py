"""What acts on tasks are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "work.confirm": _("ghi nhiệm vụ"),
    "work.change": _("sửa nhiệm vụ"),
    "work.withdraw": _("rút nhiệm vụ"),
    "work.restore": _("đưa nhiệm vụ trở lại"),
}

# Follow-up, acts on many, handing over, calendars.
NAMES |= {
    "follow_up.plan": _("ghi đôn đốc, kiểm tra"),
    "follow_up.change": _("sửa đôn đốc, kiểm tra"),
    "follow_up.send": _("gửi văn bản đôn đốc"),
    "follow_up.answer": _("ghi trả lời đôn đốc"),
    "follow_up.give_up": _("ghi không trả lời đủ"),
    "follow_up.begin": _("bắt đầu kiểm tra"),
    "follow_up.conclude": _("ghi kết luận kiểm tra"),
    "follow_up.cancel": _("hủy đôn đốc, kiểm tra"),
    "follow_up.team": _("ghi thành viên đoàn"),
    "follow_up.find": _("ghi kết quả kiểm tra"),
    "follow_up.remedy": _("giao việc khắc phục"),
    "succession.hand": _("bàn giao việc cho cơ quan kế thừa"),
    "succession.hand_back": _("hủy việc bàn giao"),
    "work.hand": _("nhận bàn giao từ cơ quan trước"),
    "work.hand_back": _("trả lại cơ quan trước khi bàn giao"),
    "bulk.do": _("thao tác nhiều nhiệm vụ"),
    "bulk.undo": _("hoàn tác thao tác nhiều nhiệm vụ"),
    "work.follow": _("giao người theo dõi"),
    "work.set_field": _("đặt lĩnh vực"),
    "feed.make": _("tạo địa chỉ lịch"),
    "feed.withdraw": _("thu hồi địa chỉ lịch"),
    "work.watch": _("theo dõi nhiệm vụ"),
    "work.unwatch": _("thôi theo dõi nhiệm vụ"),
    "work.import": _("nhập nhiệm vụ từ Excel"),
}
