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
    "work.detach": _("bỏ minh chứng chưa gửi"),
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

# Follow-up, acts on many, handing over, calendars.
NAMES |= {
    "follow_up.plan": _("ghi đợt đôn đốc, kiểm tra, giám sát"),
    "follow_up.change": _("sửa đợt đôn đốc, kiểm tra, giám sát"),
    "follow_up.send": _("gửi văn bản đôn đốc"),
    "follow_up.answer": _("ghi trả lời đôn đốc"),
    "follow_up.give_up": _("ghi không trả lời đủ"),
    "follow_up.begin": _("bắt đầu đợt kiểm tra, giám sát"),
    "follow_up.conclude": _("ghi kết luận đợt kiểm tra, giám sát"),
    "follow_up.cancel": _("hủy đợt đôn đốc, kiểm tra, giám sát"),
    "follow_up.team": _("ghi thành viên đoàn"),
    "follow_up.find": _("ghi kết quả kiểm tra, giám sát"),
    "follow_up.remedy": _("giao việc khắc phục"),
    "succession.hand": _("bàn giao việc cho cơ quan kế thừa"),
    "succession.hand_back": _("hủy việc bàn giao"),
    "work.hand": _("nhận bàn giao từ cơ quan trước"),
    "work.hand_back": _("trả lại cơ quan trước khi bàn giao"),
    "bulk.do": _("thao tác nhiều nhiệm vụ"),
    "bulk.undo": _("hoàn tác thao tác nhiều nhiệm vụ"),
    "work.follow": _("phân công người theo dõi"),
    "work.set_field": _("gán lĩnh vực"),
    "feed.make": _("tạo địa chỉ lịch"),
    "feed.withdraw": _("thu hồi địa chỉ lịch"),
    "work.watch": _("theo dõi nhiệm vụ"),
    "work.unwatch": _("bỏ theo dõi nhiệm vụ"),
    "work.import": _("nhập nhiệm vụ từ Excel"),
}
