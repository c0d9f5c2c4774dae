"""The forms by which a file comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reporting.workbook_back import MOST_BYTES


class ExcelForm(forms.Form):
    """The filled-in form of a report."""

    file = forms.FileField(
        label=gettext_lazy("Biểu Excel đã điền (.xlsx)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any form."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB. Hãy điền vào biểu tải ở trang này."))
        return file


class ReportFileForm(forms.Form):
    """A free report as Word or PDF."""

    file = forms.FileField(
        label=gettext_lazy("Báo cáo Word hoặc PDF"),
        help_text=gettext_lazy("Tệp .docx, .doc, .pdf hoặc văn bản; không nộp văn bản có dấu mật."),
    )
