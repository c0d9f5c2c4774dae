"""Which acts the page of one task offers, in which order and under which words.

Apart from the forms: beside classes of forms the type checker does not come to rest on the tuple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from giaoban.work.forms.acts import (
    ActForm,
    AssignForm,
    ContributeForm,
    DecideExtensionForm,
    EvidenceForm,
    ExtensionForm,
    HandlersForm,
    ProgressForm,
    ReasonForm,
    SubmitForm,
    SupersedeForm,
    VerifyForm,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor
    from giaoban.work.models import Task


class Offer(NamedTuple):
    """How an act is offered on the page of a task: in the open, or folded away."""

    act: str
    form: type[ActForm]
    heading: StrOrPromise
    button: StrOrPromise
    icon: str = ""
    key: str = ""

    def made(self, task: Task, by: Actor, *sent: Any) -> ActForm:
        """Return the form, empty or as it was sent; several stand on one page."""
        return self.form(*sent, task=task, by=by, auto_id=f"id_{self.act}_%s")


# What takes the work on stands open, in this order; the first of them is the page's own act.
AT_HAND = (
    Offer("verify", VerifyForm, _("Kiểm chứng"), _("Ghi kết quả kiểm chứng"), "done"),
    Offer("accept", ActForm, _("Nhận việc"), _("Nhận nhiệm vụ"), "done", "a"),
    Offer("assign", AssignForm, _("Giao việc"), _("Giao nhiệm vụ"), "sent"),
    Offer("tell_progress", ProgressForm, _("Báo tiến độ"), _("Gửi tiến độ"), "sent"),
    Offer("contribute", ContributeForm, _("Báo kết quả phối hợp"), _("Gửi kết quả"), "sent"),
    Offer("attach", EvidenceForm, _("Thêm minh chứng"), _("Thêm minh chứng"), "upload"),
    Offer("submit", SubmitForm, _("Báo cáo hoàn thành"), _("Gửi để kiểm chứng"), "sent"),
    Offer("close", ActForm, _("Kết thúc"), _("Kết thúc nhiệm vụ"), "done"),
)
# Asked of who gave the work, and looked for where one would begin it.
BESIDE = (
    Offer("decline", ReasonForm, _("Đề nghị xem lại việc giao"), _("Gửi đề nghị"), "back"),
    Offer("ask_extension", ExtensionForm, _("Đề nghị gia hạn"), _("Gửi đề nghị"), "clock"),
)
FOLDED = (
    Offer("recall", ActForm, _("Rút lại báo cáo hoàn thành"), _("Rút lại"), "undo"),
    Offer("set_handlers", HandlersForm, _("Phân công người thực hiện"), _("Lưu"), "person"),
    Offer("reopen", ReasonForm, _("Mở lại nhiệm vụ"), _("Mở lại"), "undo"),
    Offer("cancel", ReasonForm, _("Hủy nhiệm vụ"), _("Hủy nhiệm vụ"), "x"),
    Offer("supersede", SupersedeForm, _("Thay bằng nhiệm vụ khác"), _("Thay thế"), "merge"),
)
BY_ACT = {
    offer.act: offer
    for offer in (
        *AT_HAND,
        *BESIDE,
        *FOLDED,
        Offer(
            "decide_extension", DecideExtensionForm, _("Quyết định gia hạn"), _("Ghi quyết định")
        ),
    )
}
