"""List pages: search, filter, sort, page through, print, and take away as Excel or CSV.

At most a handful of queries whatever the number of rows; the count stops at ``COUNTED``, so that a
page of a hundred thousand rows opens as quickly as one of a hundred.
"""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from openpyxl import Workbook

from giaoban.core import exports, fields, saved, search, unchanged
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.forms import shown
from giaoban.core.paging import COUNTED, Capped, Rows
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from django.core.paginator import Page
    from django.http import QueryDict
    from django.http.response import HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from giaoban.core.models import SavedFilter
    from giaoban.core.policies import Actor
    from giaoban.core.requests import Request

SIZES = (25, 50, 100)
MOST_XLSX = 20_000
MOST_PRINTED = 1_000
_BATCH = 500
_MOST_CONTROLS = 200
# Filters as HTML, by all that they hang on: any process may keep them as long as it likes.
_controls: dict[Hashable, SafeString] = {}
_PREVIOUS, _NEXT = gettext_lazy("trang trước"), gettext_lazy("trang sau")


class Column(NamedTuple):
    """A column of the register as it is printed and taken away."""

    label: StrOrPromise
    value: Callable[[Any], Any]
    width: int = 20


class Order(NamedTuple):
    """A way to sort the list."""

    key: str
    label: StrOrPromise
    fields: tuple[Any, ...]


class Filters(forms.Form):
    """Filters of a list; subclasses add fields, and ``narrow`` the rows by them."""

    q = forms.CharField(
        label=gettext_lazy("Tìm trong danh sách"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, by: Actor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def offers(self) -> Hashable | None:
        """Return what the controls hang on beside what is picked, None where that is not known."""
        return None

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that the filters leave."""
        return rows

    def said(self) -> list[tuple[str, str]]:
        """Return the filters in use as a person reads them, for the printed form."""
        found = []
        for bound in self.visible_fields():
            value = self.cleaned_data.get(bound.name)
            if value not in {None, "", False}:
                found.append((str(bound.label), shown(bound.field, value)))
        return found


class ListPage(Guarded):
    """A list of rows of one model that the person may see."""

    act = "view"
    title: ClassVar[StrOrPromise]
    filters: ClassVar[type[Filters]] = Filters
    columns: ClassVar[Sequence[Column]] = ()
    orders: ClassVar[Sequence[Order]]
    # The kind under which the rows stand in the search index; without one, a folded column.
    search_kind: ClassVar[str] = ""
    search_field: ClassVar[str] = "folded"
    form: Filters
    page: Page[Any]
    template_name: ClassVar[str]
    print_template: ClassVar[str] = "core/list_print.html"

    def rows(self) -> QuerySet[Any]:
        """Return all rows that the person may see; subclasses add what a page's rows need."""
        return self.policy.scope(self.request.user, "view")

    def page_rows(self) -> QuerySet[Any]:
        """Return them with what a page shows, where that is less than what is taken away."""
        return self.rows()

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add to the rows of one page what they show, in a fixed number of queries."""
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Return what else the template shows."""
        return {}

    def get(self, request: Request) -> HttpResponseBase:
        """Show a page, or the whole list in another form."""
        rows, form = self.filtered(request.GET)
        order = self._order(request.GET.get("sap", ""))
        rows = rows.order_by(*order.fields)
        match request.GET.get("format"):
            case "csv":
                return csv_of(self.title, self.columns, self._all(rows))
            case "xlsx":
                return self._xlsx(rows)
            case "print":
                return self._print(request, rows, form)
        page = self.page = self._page(request, rows)
        context = {
            "title": self.title,
            "form": form,
            "controls": self._controls(),
            "filtered": self.is_filtered,
            "bare": self._is_bare(),
            "page": page,
            "order": order,
            "orders": self.orders,
            "query": _query(request, drop=("page",)),
            "page_key": request.resolver_match.view_name if request.resolver_match else "",
            "saved": self._saved(request),
            "exports": _query(request, drop=("page", "format")),
            "page_keys": self.keys(page),
            **self.more(rows),
        }
        return render(request, self.template_name, context)

    @property
    def address(self) -> tuple[Any, ...]:
        """What the list hangs on beside the database: who asks for which rows, and on which day."""
        by, asked = self.request.user, self.request.GET.urlencode()
        who = (by.pk, by.role, by.body_id)
        return type(self), self.request.path, *who, timezone.localdate(), asked

    def _controls(self) -> SafeString:
        """Return the filters as HTML, written once for what they offer and what is picked."""
        offers = None if self.form.errors else self.form.offers()
        if offers is None:
            return unchanged.kept(("filters", get_language(), *self.address), self._written)
        key = (type(self), get_language(), self.request.GET.urlencode(), offers)
        found = _controls.get(key)
        if found is None:
            found = self._written()
            # Another thread may clear them at any moment: what was found is not looked up again.
            if len(_controls) >= _MOST_CONTROLS:
                _controls.clear()
            _controls[key] = found
        return found

    def _written(self) -> SafeString:
        found = (fields.whole(each, wide=False, optional=False) for each in self.form)
        return SafeString("".join(found))

    def _saved(self, request: Request) -> list[tuple[SavedFilter, bool]]:
        """Return the filters that the person keeps of this list, and which of them is in use."""
        match = request.resolver_match
        kept = saved.of(request.user, match.view_name) if match is not None else []
        now = saved.plain(request.GET.urlencode())
        return [(each, each.query == now) for each in kept]

    def filtered(self, asked: QueryDict) -> tuple[QuerySet[Any], Filters]:
        """Return the rows that the filters of an address leave, and their form."""
        form = self.form = self.filters(asked, by=self.request.user)
        form.is_valid()
        return self.search(form.narrow(self.rows()), form.cleaned_data.get("q", "")), form

    @property
    def is_filtered(self) -> bool:
        """Tell whether the list is narrowed by anything."""
        return any(self.form.cleaned_data.values())

    def _is_bare(self) -> bool:
        """Tell whether there is nothing even without what a list leaves out unless asked."""
        asked = self.is_filtered or self.form.errors
        return not (self.page.object_list or asked or self.rows().exists())

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return the rows that hold every word."""
        if self.search_kind:
            return self._indexed(rows, words)
        for word in fold(words).split()[:8]:
            rows = rows.filter(Q(**{f"{self.search_field}__contains": word}))
        return rows

    def _indexed(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        if not words.strip():
            return rows
        if not search.has_words(words):
            return rows.none()
        return rows.filter(pk__in=search.keys(self.search_kind, words))

    def _order(self, key: str) -> Order:
        return next((order for order in self.orders if order.key == key), self.orders[0])

    def _page(self, request: Request, rows: QuerySet[Any]) -> Page[Any]:
        size = _whole(request.GET.get("so", ""), SIZES[0])
        # Far pages skip rows of the index alone; what a row shows is read for one page's rows.
        keys = rows.values_list("pk", flat=True)
        paginator = Capped(keys, size if size in SIZES else SIZES[0], COUNTED)
        # Which rows stand there, and how many there are, is found once until something is written.
        page = copy(
            unchanged.kept(
                ("page", *self.address), lambda: paginator.get_page(request.GET.get("page"))
            )
        )
        page.object_list = Rows(list(page.object_list), self._read)
        return page

    def _read(self, keys: Sequence[Any]) -> list[Any]:
        found = self.page_rows().in_bulk(list(keys))
        return self.prepare([found[key] for key in keys if key in found])

    def table(self, template: str, name: str, **context: Hashable) -> SafeString:
        """Return the page's rows, under a name of the template, as HTML kept until a write."""
        key = ("table", template, *context.items(), get_language(), *self.address)
        return unchanged.kept(
            key, lambda: render_to_string(template, {name: self.page.object_list, **context})
        )

    def _all(self, rows: QuerySet[Any]) -> Iterator[list[Any]]:
        """Yield the cells of every row, a batch at a time."""
        batch: list[Any] = []
        for row in rows.iterator(chunk_size=_BATCH):
            batch.append(row)
            if len(batch) == _BATCH:
                yield from self._cells(batch)
                batch = []
        yield from self._cells(batch)

    def _cells(self, batch: list[Any]) -> Iterator[list[Any]]:
        for row in self.prepare(batch):
            yield [column.value(row) for column in self.columns]

    def _xlsx(self, rows: QuerySet[Any]) -> HttpResponse:
        if rows.order_by()[: MOST_XLSX + 1].count() > MOST_XLSX:
            raise Refused(
                _("Quá 20.000 dòng nên không xuất Excel được. Hãy lọc bớt hoặc xuất CSV.")
            )
        return xlsx_of(self.title, self.columns, self._all(rows))

    def _print(self, request: Request, rows: QuerySet[Any], form: Filters) -> HttpResponse:
        context = {
            "title": self.title,
            "columns": self.columns,
            "rows": list(self._cells(list(rows[:MOST_PRINTED]))),
            "more": rows.order_by()[: MOST_PRINTED + 1].count() > MOST_PRINTED,
            "said": form.said(),
            "most": MOST_PRINTED,
            "today": timezone.localdate(),
        }
        return render(request, self.print_template, context)

    def keys(self, page: Page[Any]) -> list[tuple[str, StrOrPromise]]:
        """Return the keys of this page beside those of every page, for its help."""
        there = (("p", page.has_previous(), _PREVIOUS), ("n", page.has_next(), _NEXT))
        return [(key, said) for key, may, said in there if may]


def csv_of(
    title: StrOrPromise, columns: Sequence[Column], rows: Iterable[list[Any]]
) -> StreamingHttpResponse:
    """Return rows, a cell for each column, as a CSV to be taken away."""
    lines = exports.csv_lines([str(column.label) for column in columns], rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(title)}.csv"'
    return response


def xlsx_of(
    title: StrOrPromise, columns: Sequence[Column], rows: Iterable[list[Any]]
) -> HttpResponse:
    """Return rows, a cell for each column, as an Excel file to be taken away."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(title)[:31])
    heads = [str(column.label) for column in columns]
    exports.fill(sheet, heads, [column.width for column in columns], rows)
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(out.getvalue(), content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(title)}.xlsx"'
    return response


def _file_name(title: StrOrPromise) -> str:
    return f"{slugify(fold(str(title)))}-{timezone.localdate():%Y-%m-%d}"


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default  # noqa: PLR2004


def _query(request: Request, *, drop: tuple[str, ...]) -> str:
    """Return the address's query without some of its keys, ready to be added to."""
    query = request.GET.copy()
    for key in drop:
        query.pop(key, None)
    for key in [key for key, value in query.items() if not value]:
        del query[key]
    return query.urlencode()
