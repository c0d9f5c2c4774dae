"""The page that edits a row with its periods: nothing is lost when two edit it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from giaoban.bodies.forms import Day, Versioned, rows_of
from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django import forms
    from django.forms import BaseFormSet
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from giaoban.core.requests import Request

_MORE = "more"


class Editing(Guarded):
    """A form over one row (or none yet), with rows of periods below it."""

    form_class: ClassVar[type[Versioned]]
    rows: ClassVar[Sequence[str]] = ()
    template_name: ClassVar[str] = "bodies/edit.html"
    heading_new: ClassVar[StrOrPromise] = ""

    def load(self, pk: int | None) -> Any:
        """Return the row, or None for a new one."""
        return self.get_row(pk) if pk is not None else None

    def initial(self, row: Any) -> dict[str, Any]:
        """Return the values of the form as they are on record."""
        raise NotImplementedError

    def initial_rows(self, row: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ARG002
        """Return the rows of periods as they are on record."""
        return {}

    def save(
        self, row: Any, form: Any, rows: dict[str, list[dict[str, Any]]], at: dt.datetime
    ) -> Any:
        """Call the action; return the row."""
        raise NotImplementedError

    def url(self, row: Any) -> str:
        """Return where the saved row is seen."""
        raise NotImplementedError

    def back(self, row: Any) -> str:
        """Return where one goes who leaves the form."""
        return self.url(row)

    def more(self, row: Any) -> dict[str, Any]:  # noqa: ARG002
        """Return what else the template shows."""
        return {}

    def get(self, request: Request, pk: int | None = None) -> HttpResponse:
        """Show the form as on record."""
        row = self.load(pk)
        return self._show(request, row, self._stored_form(row), self._stored_rows(row))

    def post(self, request: Request, pk: int | None = None) -> HttpResponse:
        """Save, add an empty row, or show what is wrong."""
        row = self.load(pk)
        form = self.form_class(request.POST)
        if _MORE in request.POST:
            return self._show(request, row, _quiet(form), self._one_more(request))
        done = form.first_result(request.user.pk)
        if done is not None:
            return HttpResponseRedirect(done)
        rows = rows_of(self.rows, request.POST)
        if not all([form.is_valid(), *(each.is_valid() for each in rows.values())]):
            return self._show(request, row, form, rows, status=422)
        return self._save(request, row, form, rows)

    def _save(
        self, request: Request, row: Any, form: Any, rows: dict[str, BaseFormSet[Any]]
    ) -> HttpResponse:
        at = timezone.now()
        try:
            with transaction.atomic():
                saved = self.save(row, form, {name: _kept(each) for name, each in rows.items()}, at)
                form.remember(request.user.pk, self.url(saved), at=at)
        except Conflict:
            return self._both(request, row, form, rows)
        except IntegrityError:
            done = form.first_result(request.user.pk)
            if done is None:
                raise
            return HttpResponseRedirect(done)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, row, form, rows, status=422)
        return HttpResponseRedirect(self.url(saved))

    def _both(
        self, request: Request, row: Any, form: Any, rows: dict[str, BaseFormSet[Any]]
    ) -> HttpResponse:
        """Show what is on record beside what was sent; nothing is saved yet."""
        row = self.load(row.pk)
        stored, stored_rows = self._stored_form(row), self._stored_rows(row)
        context = {
            "row": row,
            "version": row.version,
            "back": self.back(row),
            "differences": _differences(stored, form)
            + [
                {"label": name, "theirs": theirs, "yours": yours}
                for name in self.rows
                for theirs, yours in [(_lines(stored_rows[name]), _lines(rows[name]))]
                if theirs != yours
            ],
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in {"version", "csrfmiddlewaretoken"}
                for value in values
            ],
        }
        return render(request, "bodies/conflict.html", context, status=409)

    def _stored_form(self, row: Any) -> Versioned:
        initial = self.initial(row) | ({"version": row.version} if row is not None else {})
        return self.form_class(initial=initial)

    def _stored_rows(self, row: Any) -> dict[str, BaseFormSet[Any]]:
        initial = self.initial_rows(row) if row is not None else {}
        return rows_of(self.rows, initial=initial)

    def _one_more(self, request: Request) -> dict[str, BaseFormSet[Any]]:
        data = request.POST.copy()
        key = f"{data[_MORE]}-TOTAL_FORMS"
        rows = str(data.get(key, ""))
        if rows.isdigit():
            data[key] = str(min(int(rows) + 1, 50))
        made = rows_of(self.rows, data)
        for each in made.values():
            each._errors, each._non_form_errors = [], ErrorList()  # type: ignore[attr-defined]  # noqa: SLF001
            for form in each.forms:
                _quiet(form)
        return made

    def _show(
        self,
        request: Request,
        row: Any,
        form: Versioned,
        rows: dict[str, BaseFormSet[Any]],
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "row": row,
            "form": form,
            "rows": rows,
            "heading_new": self.heading_new,
            "back": self.back(row),
            **self.more(row),
        }
        return render(request, self.template_name, context, status=status)


def _quiet(form: Any) -> Any:
    """Let a form that is not sent yet, but has gained a row, complain of nothing."""
    form._errors = ErrorDict()  # noqa: SLF001  # Django validates as soon as errors are asked for
    return form


def _kept(rows: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """Return the rows that were written and not struck out."""
    data = [form.cleaned_data for form in rows.forms]
    return [
        {name: value for name, value in row.items() if name != "DELETE"}
        for row in data
        if row and not row.get("DELETE")
    ]


def _differences(stored: forms.BaseForm, sent: forms.BaseForm) -> list[dict[str, Any]]:
    pairs = [
        (field.label, _words(field), _words(sent[field.name])) for field in stored.visible_fields()
    ]
    return [
        {"label": label, "theirs": theirs, "yours": yours}
        for label, theirs, yours in pairs
        if theirs != yours
    ]


def _lines(rows: BaseFormSet[Any]) -> list[str]:
    lines = []
    for form in rows.forms:
        if form.is_bound and form["DELETE"].value():
            continue
        shown = [_words(field) for field in form.visible_fields() if field.name != "DELETE"]
        lines.append(", ".join(word for word in shown if word))
    return [line for line in lines if line]


def _words(field: forms.BoundField) -> str:
    """Return a field's value as a person reads it."""
    value = field.value()
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        chosen = {str(each) for each in (value if isinstance(value, list) else [value])}
        return ", ".join(str(label) for key, label in choices if key and str(key) in chosen)
    if hasattr(value, "strftime"):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(field.field, Day) and value:
        try:
            return date_format(field.field.clean(value) or "", "SHORT_DATE_FORMAT")
        except ValidationError:
            return str(value)
    return str(value or "")
