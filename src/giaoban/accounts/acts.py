"""What acts on accounts are called in the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NAMES = {
    "user.sign_in": _("đăng nhập"),
    "user.fail_sign_in": _("đăng nhập không thành công"),
    "user.sign_out": _("đăng xuất"),
    "user.set_password": _("đặt mật khẩu"),
    "user.change_password": _("đổi mật khẩu"),
    "user.reset_password": _("đặt lại mật khẩu"),
    "user.add_second_step": _("bật đăng nhập hai bước"),
    "user.remove_second_step": _("tắt đăng nhập hai bước"),
    "user.renew_second_step": _("đặt lại đăng nhập hai bước"),
    "user.fail_second_step": _("nhập sai mã bước hai"),
    "user.drop_second_step": _("gỡ đăng nhập hai bước"),
    "user.add": _("lập tài khoản"),
    "user.edit": _("sửa tài khoản"),
    "user.invite": _("gửi thư mời"),
    "user.deactivate": _("khóa tài khoản"),
    "user.reactivate": _("mở khóa tài khoản"),
    "user.end_session": _("kết thúc phiên đăng nhập"),
    "user.choose_language": _("chọn ngôn ngữ"),
    "user.hand_over": _("bàn giao công việc"),
}
