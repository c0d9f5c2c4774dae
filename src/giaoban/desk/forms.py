"""Forms of the desk: what a person mends on a card; they check and save nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.bodies.models import Body
from giaoban.desk.enums import FindingKind
from giaoban.desk.matching import Directory, day
from giaoban.directives.enums import RelationKind
from giaoban.documents.enums import PaperKind
from giaoban.documents.forms import day_field

if TYPE_CHECKING:
    from django.http import QueryDict

    from giaoban.desk.models import Finding

_FINAL_SENT: dict[bool | None, str] = {True: "1", False: "0", None: ""}
_FINAL = [("", _("chưa rõ")), ("1", _("tổng kết")), ("0", _("sơ kết"))]


class MendForm(forms.Form):
    """What all cards have: the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, finding: Finding) -> None:
        """Fill the form with what was read, or decided."""
        self.finding = finding
        meant = finding.decision or finding.proposal
        initial = {**self.shown(meant), "version": finding.version}
        super().__init__(data, initial=initial, prefix=finding.label)

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Return the fields as the form shows them."""
        return meant

    def fields_of(self) -> dict[str, Any]:
        """Return the fields as a proposal holds them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class CitationForm(MendForm):
    """A cited document."""

    kind = forms.ChoiceField(label=_("Loại"), choices=PaperKind.choices)
    identifier = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=120)
    name = forms.CharField(label=_("Tên riêng"), required=False, max_length=300)
    issued_on = day_field(label=_("Ngày ban hành"), required=False)
    term = forms.CharField(label=_("Khóa"), required=False, max_length=8)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=250)
    title = forms.CharField(
        label=_("Trích yếu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the inferred issuer where none is written, and the day as a day."""
        issuer = meant.get("issuer") or meant.get("issuer_inferred")
        return {**meant, "issued_on": day(meant.get("issued_on")), "issuer": issuer}

    def clean(self) -> dict[str, Any]:
        """Ask for a number or a name: without one nobody finds the document again."""
        cleaned = super().clean() or {}
        if not cleaned.get("identifier") and not cleaned.get("name"):
            raise forms.ValidationError(_("Hãy ghi số, ký hiệu hoặc tên riêng của văn bản."))
        return cleaned

    def fields_of(self) -> dict[str, Any]:
        """Keep days as ISO dates, empty as null; an issuer left as inferred stays inferred."""
        fields = {name: value or None for name, value in super().fields_of().items()}
        fields["issued_on"] = fields["issued_on"] and fields["issued_on"].isoformat()
        if not self.finding.proposal.get("issuer") and (
            fields["issuer"] == self.finding.proposal.get("issuer_inferred")
        ):
            fields["issuer"] = None
        return fields


class RelationForm(MendForm):
    """How two documents of the text belong together."""

    origin = forms.ChoiceField(label=_("Văn bản"))
    kind = forms.ChoiceField(label=_("quan hệ"), choices=RelationKind.choices)
    years = forms.IntegerField(label=_("Số năm"), required=False, min_value=1, max_value=100)
    final = forms.ChoiceField(label=_("Sơ kết hay tổng kết"), choices=_FINAL, required=False)
    target = forms.ChoiceField(label=_("với văn bản"))

    def __init__(self, data: QueryDict | None = None, *, finding: Finding) -> None:
        """Offer the documents cited in the same paper."""
        super().__init__(data, finding=finding)
        cited = finding.document.findings.filter(kind=FindingKind.CITATION).order_by("start")
        offered = [
            (
                row.fingerprint,
                f"{row.label} {(row.decision or row.proposal).get('identifier') or row.text}",
            )
            for row in cited.exclude(state__in=("dismissed", "replaced"))
        ]
        for end in ("origin", "target"):
            self.fields[end].choices = offered  # type: ignore[attr-defined]

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the yes or no of the review as a choice."""
        return {**meant, "final": _FINAL_SENT.get(meant.get("final"), "")}

    def fields_of(self) -> dict[str, Any]:
        """Keep years and review only where it is one."""
        fields = super().fields_of()
        reviews = fields["kind"] == RelationKind.REVIEWS
        fields["final"] = {"1": True, "0": False}.get(fields["final"]) if reviews else None
        fields["years"] = fields["years"] if reviews else None
        return fields


class TaskForm(MendForm):
    """A task: what, who leads, who cooperates, by when."""

    title = forms.CharField(
        label=_("Nội dung nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.CharField(
        label=_("Chủ trì"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
        help_text=_("Mỗi dòng một cơ quan, hoặc một nhóm như “các sở, ban, ngành”."),
    )
    cooperating = forms.CharField(
        label=_("Phối hợp"), required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    due_on = day_field(label=_("Hạn"), required=False)
    due_text = forms.CharField(label=_("Hạn theo văn bản"), required=False, max_length=200)

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the names one a line."""
        names = {
            part: "\n".join(one["written"] for one in meant.get(part, ()))
            for part in ("lead", "cooperating")
        }
        return {**meant, **names, "due_on": day(meant.get("due_on"))}

    def fields_of(self) -> dict[str, Any]:
        """Resolve the names with the directory as of the paper's day."""
        fields = super().fields_of()
        document = self.finding.document
        directory = Directory(document.issued_on or document.arrived_on)
        for part in ("lead", "cooperating"):
            names = (line.strip() for line in fields[part].splitlines())
            fields[part] = [directory.resolve(name) for name in names if name]
        fields["due_on"] = fields["due_on"] and fields["due_on"].isoformat()
        return fields


class BodyForm(MendForm):
    """A body: which one of the directory is meant."""

    name = forms.CharField(label=_("Tên như văn bản ghi"), max_length=300)
    choice = forms.ModelChoiceField(
        label=_("Trong danh bạ"), queryset=Body.objects.all(), required=False
    )

    def fields_of(self) -> dict[str, Any]:
        """Keep the body's key."""
        body = self.cleaned_data["choice"]
        keys = [body.pk] if body else self.finding.proposal.get("bodies", [])
        return {"name": self.cleaned_data["name"], "bodies": keys}


class PersonForm(MendForm):
    """A person with posts, one a line."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    posts = forms.CharField(
        label=_("Chức vụ"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the posts one a line."""
        return {**meant, "posts": "\n".join(meant.get("posts", ()))}

    def fields_of(self) -> dict[str, Any]:
        """Keep the posts as a list."""
        fields = super().fields_of()
        fields["posts"] = [line.strip() for line in fields["posts"].splitlines() if line.strip()]
        return fields


class DateForm(MendForm):
    """A day or a stretch of days."""

    first = day_field(label=_("Từ ngày"), required=False)
    last = day_field(label=_("đến ngày"), required=False)

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the days as days."""
        return {"first": day(meant.get("from")), "last": day(meant.get("to"))}

    def fields_of(self) -> dict[str, Any]:
        """Keep them as ISO dates."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return {"from": first and first.isoformat(), "to": last and last.isoformat()}


class FigureForm(MendForm):
    """A number with its unit."""

    value = forms.FloatField(label=_("Giá trị"), localize=True)
    unit = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=80)


class EventForm(MendForm):
    """A conference that the text tells of."""

    title = forms.CharField(
        label=_("Tên hội nghị"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    held_on = day_field(label=_("Ngày họp"), required=False)
    place = forms.CharField(label=_("Địa điểm"), required=False, max_length=250)
    chair = forms.CharField(
        label=pgettext_lazy("hội nghị", "Chủ trì"), required=False, max_length=250
    )

    def shown(self, meant: dict[str, Any]) -> dict[str, Any]:
        """Show the day as a day."""
        return {**meant, "held_on": day(meant.get("held_on"))}

    def fields_of(self) -> dict[str, Any]:
        """Keep the day as an ISO date."""
        fields = super().fields_of()
        fields["held_on"] = fields["held_on"] and fields["held_on"].isoformat()
        return fields


MEND: dict[FindingKind, type[MendForm]] = {
    FindingKind.CITATION: CitationForm,
    FindingKind.RELATION: RelationForm,
    FindingKind.TASK: TaskForm,
    FindingKind.BODY: BodyForm,
    FindingKind.PERSON: PersonForm,
    FindingKind.DATE: DateForm,
    FindingKind.FIGURE: FigureForm,
    FindingKind.EVENT: EventForm,
}


ADDED = [
    (kind, kind.label)
    for kind in FindingKind
    if kind not in {FindingKind.RELATION, FindingKind.EVENT}
]


class AddForm(forms.Form):
    """What was missed: selected with the mouse (start, end), or quoted without scripts."""

    kind = forms.ChoiceField(
        label=_("Loại phiếu"),
        choices=ADDED,
    )
    quote = forms.CharField(
        label=_("Câu chữ chép đúng như văn bản"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    near = forms.IntegerField(label=_("Trong đoạn số"), required=False, min_value=1)
