"""The Excel form on the web: the empty form, what a filled-in one would do, and the act."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.accounts import workbook
from giaoban.accounts.actions import accounts, importing
from giaoban.accounts.permissions import USER
from giaoban.bodies.models import Bloc
from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.core.workbook import Row

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.accounts.workbook import Book

MOST_BYTES = 5_000_000
SALT = "giaoban.accounts.import"
FRESH_SECONDS = 3600


class UploadForm(forms.Form):
    """The filled-in form, and the bloc that its bodies enter."""

    file = forms.FileField(label=gettext_lazy("Biểu Excel đã điền"))
    bloc = forms.ModelChoiceField(
        Bloc.objects.order_by("name"),
        label=gettext_lazy("Đưa cơ quan vào khối"),
        required=False,
        empty_label=gettext_lazy("Không"),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any form."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB. Hãy chép dữ liệu sang mẫu trống."))
        return file


class Import(Guarded):
    """Upload, look at errors or differences, confirm: nothing is saved before."""

    policy = USER
    act = "add"

    def get(self, request: Request) -> HttpResponse:
        """Show the upload."""
        bloc = Bloc.objects.order_by("pk").first()
        return self._show(request, UploadForm(initial={"bloc": bloc}))

    def post(self, request: Request) -> HttpResponse:
        """Show what the file would do, or do it."""
        if "sealed" in request.POST:
            return self._take(request)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=422)
        try:
            book = workbook.read(form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
            return self._show(request, form, status=422)
        intake = importing.check(book)
        bloc = form.cleaned_data["bloc"]
        context = {
            "intake": intake,
            "bloc": bloc,
            "sealed": _seal(book, bloc) if not intake.errors else "",
        }
        return render(request, "accounts/import_preview.html", context)

    def _take(self, request: Request) -> HttpResponse:
        """Write what was shown; the rows come back sealed, so that they are those shown."""
        try:
            book, bloc = _unseal(request.POST["sealed"])
        except signing.BadSignature as error:
            raise Refused(_("Trang xem trước đã quá một giờ. Hãy chọn lại tệp.")) from error
        at = timezone.now()
        intake = importing.check(book)
        made = importing.take(intake=intake, bloc=bloc, by=request.user, at=at)
        for user in made:
            base = request.build_absolute_uri("/")
            accounts.invite(user=user, base_url=base, by=request.user, at=at)
        text = ngettext("Đã ghi %d dòng mới.", "Đã ghi %d dòng mới.", intake.new) % intake.new
        messages.success(request, text)
        return HttpResponseRedirect(reverse("accounts:list"))

    def _show(self, request: Request, form: UploadForm, status: int = 200) -> HttpResponse:
        return render(request, "accounts/import.html", {"form": form}, status=status)


class EmptyForm(Guarded):
    """The empty Excel form."""

    policy = USER
    act = "add"

    def get(self, request: Request) -> HttpResponse:  # noqa: ARG002
        """Send it."""
        out = io.BytesIO()
        workbook.write_form(out)
        response = HttpResponse(
            out.getvalue(),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        response["Content-Disposition"] = 'attachment; filename="mau-co-quan-can-bo.xlsx"'
        return response


def _seal(book: Book, bloc: Bloc | None) -> str:
    rows = {title: [list(row) for row in lines] for title, lines in book.items()}
    return signing.dumps(
        {"book": rows, "bloc": bloc.pk if bloc else None}, salt=SALT, compress=True
    )


def _unseal(text: str) -> tuple[Book, Bloc | None]:
    data = signing.loads(text, salt=SALT, max_age=FRESH_SECONDS)
    book = {title: [Row(*row) for row in rows] for title, rows in data["book"].items()}
    return book, Bloc.objects.filter(pk=data["bloc"]).first()
