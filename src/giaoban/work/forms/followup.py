"""Forms of follow-up acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Body, Person
from giaoban.bodies.queries import find_body
from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.core.picking import PickManyField
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import followup_states, permissions
from giaoban.work.actions.followup import Given, MemberGiven
from giaoban.work.enums import FindingKind, FollowUpKind, FollowUpState
from giaoban.work.forms.tasks import DAY
from giaoban.work.models import FollowedBody, FollowUp, Task

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor

_ALL = ("", gettext_lazy("Tất cả"))
_OPEN = ("open", gettext_lazy("Chưa kết thúc"))
_PARTS_OF_A_LINE = 3
MOST_TASKS = 2000


class FollowUpFilters(Filters):
    """Filters of the list of follow-up acts."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), required=False, choices=[_ALL, *FollowUpKind.choices]
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[_ALL, _OPEN, *FollowUpState.choices],
    )
    body = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            seen = permissions.followed.scope(self.by).values("body_id")
            self.fields["body"].queryset = Body.objects.filter(pk__in=seen)  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the acts that the filters leave."""
        picked = self.cleaned_data
        if picked.get("kind"):
            rows = rows.filter(kind=picked["kind"])
        if picked.get("state") == "open":
            rows = rows.filter(state__in=followup_states.OPEN)
        elif picked.get("state"):
            rows = rows.filter(state=picked["state"])
        if picked.get("body"):
            concerned = FollowedBody.objects.filter(body=picked["body"])
            rows = rows.filter(pk__in=concerned.values("follow_up_id"))
        return rows


class FollowUpForm(SentOnce):
    """Enter or mend a follow-up; ``version`` is that of the row as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=FollowUpKind.choices)
    title = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=80, required=False)
    decision = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Số, ký hiệu của quyết định hoặc kế hoạch, ví dụ 12-QĐ/BTGTU."),
    )
    decided_on = forms.DateField(label=gettext_lazy("Ngày văn bản"), required=False, widget=DAY)
    starts_on = forms.DateField(
        label=gettext_lazy("Từ ngày"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Với kiểm tra, giám sát, khảo sát."),
    )
    ends_on = forms.DateField(label=gettext_lazy("Đến ngày"), required=False, widget=DAY)
    answer_by = forms.DateField(
        label=gettext_lazy("Đề nghị trả lời trước ngày"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Với đôn đốc."),
    )
    bodies = PickManyField(
        label=gettext_lazy("Cơ quan"),
        queryset=Body.objects.none(),
        required=False,
        grouping="kind",
        groups=dict(BodyKind.choices),
        help_text=gettext_lazy("Để trống thì lấy cơ quan chủ trì các nhiệm vụ đã ghi số."),
    )
    tasks = forms.CharField(
        label=gettext_lazy("Số của các nhiệm vụ"),
        required=False,
        help_text=gettext_lazy("Cách nhau bằng dấu phẩy, ví dụ 12, 15, 18."),
    )
    content = forms.CharField(
        label=gettext_lazy("Nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Với đôn đốc: lời mở đầu; danh mục nhiệm vụ của từng cơ quan tự điền vào văn bản."
        ),
    )

    def __init__(
        self,
        *args: Any,
        by: Actor,
        bodies: QuerySet[Body],
        row: FollowUp | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]
        if row is not None:
            self.fields["kind"].disabled = True
            self.fields["kind"].initial = row.kind

    def clean_tasks(self) -> list[Task]:
        """Return the tasks of the numbers; say which are not in the register."""
        words = self.cleaned_data["tasks"].replace(";", ",").replace(" ", ",").split(",")
        numbers = list(dict.fromkeys(word for word in words if word))
        wrong = [each for each in numbers if not (each.isascii() and each.isdigit())]
        wrong += [each for each in numbers if each not in wrong and len(each) > 15]  # noqa: PLR2004
        if not wrong:
            rows = permissions.tasks.scope(self.by)
            found = rows.in_bulk([int(each) for each in numbers[:MOST_TASKS]])
            wrong = [each for each in numbers if int(each) not in found]
            if not wrong:
                return list(found.values())
        raise forms.ValidationError(_("Không có nhiệm vụ số %s.") % ", ".join(wrong[:5]))

    def given(self) -> Given:
        """Return what was written, as the actions want it."""
        data = self.cleaned_data
        papers = DOCUMENTS.scope(self.by).filter(
            identifier=data["decision"], issued_on=data["decided_on"]
        )
        found = list(papers[:2]) if data["decision"] and data["decided_on"] else []
        return Given(
            paper=found[0] if len(found) == 1 else None,
            **{
                name: data[name]
                for name in data
                if name not in {"version", "form_key", "bodies", "tasks"}
            },
            bodies=list(data["bodies"]),
            tasks=data["tasks"],
        )


class SendForm(forms.Form):
    """Send an urging."""

    on = forms.DateField(label=gettext_lazy("Ngày gửi"), widget=DAY)


class AnswerForm(forms.Form):
    """A body's answer to an urging."""

    on = forms.DateField(label=gettext_lazy("Ngày trả lời"), widget=DAY)
    text = forms.CharField(
        label=gettext_lazy("Nội dung trả lời"), widget=forms.Textarea(attrs={"rows": 4})
    )


class ConcludeForm(forms.Form):
    """The conclusion."""

    conclusion = forms.CharField(
        label=gettext_lazy("Kết luận"), widget=forms.Textarea(attrs={"rows": 5})
    )


class CancelForm(forms.Form):
    """Why it is cancelled."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy"), max_length=1000)


class TeamForm(forms.Form):
    """Who goes: a line each, the leader first."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    members = forms.CharField(
        label=gettext_lazy("Thành viên"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Mỗi dòng một người: họ và tên; chức vụ; cơ quan. Dòng đầu là trưởng đoàn."
        ),
    )

    def given(self, on: dt.date) -> list[MemberGiven]:
        """Return the members; a name that one person alone bears is that person."""
        lines = self.cleaned_data["members"].splitlines()
        return [
            _member(line, on, leads=at == 0)
            for at, line in enumerate(line for line in lines if line.strip())
        ]


def _member(line: str, on: dt.date, *, leads: bool) -> MemberGiven:
    parts = [part.strip() for part in line.split(";", _PARTS_OF_A_LINE - 1)]
    name, post, written = [*parts, "", ""][:_PARTS_OF_A_LINE]
    bodies = find_body(written, on=on) if written else []
    people = list(Person.objects.filter(name=name)[:2])
    return MemberGiven(
        person=people[0] if len(people) == 1 else None,
        name=name[:120],
        post=(post if len(bodies) == 1 or not written else f"{post}, {written}")[:200],
        body=bodies[0] if len(bodies) == 1 else None,
        leads=leads,
    )


class FindingForm(SentOnce):
    """What was found."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=FindingKind.choices)
    body = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tất cả cơ quan của đợt này"),
    )
    text = forms.CharField(label=gettext_lazy("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerned = Body.objects.filter(pk__in=row.followed.values("body_id"))
        self.fields["body"].queryset = concerned  # type: ignore[attr-defined]


class RemedyForm(SentOnce):
    """The task by which a finding is put right."""

    title = forms.CharField(
        label=gettext_lazy("Việc phải làm"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan thực hiện"), queryset=Body.objects.none()
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn"), required=False, widget=DAY)

    def __init__(self, *args: Any, row: FollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerned = Body.objects.filter(pk__in=row.followed.values("body_id"))
        self.fields["body"].queryset = concerned  # type: ignore[attr-defined]
