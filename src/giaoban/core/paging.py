"""Pages of long lists: the count ends at a bound, leafing through does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.functional import cached_property

from giaoban.core import unchanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

# Skipping rows is work for each row skipped; this many take the database some milliseconds.
FARTHEST = 100_000
# Counting is work for each row, on every page; "more than 10,000" says as much to a person.
COUNTED = 10_000


class Rows(Sequence[Any]):
    """The rows of a page, read when they are shown; how many there are is known before."""

    def __init__(self, keys: Sequence[Any], read: Callable[[Sequence[Any]], list[Any]]) -> None:
        self._keys, self._read = keys, read

    @cached_property
    def _rows(self) -> list[Any]:
        return self._read(self._keys)

    def __len__(self) -> int:
        """Return how many rows the page has."""
        return len(self._keys)

    def __getitem__(self, at: Any) -> Any:
        """Return one or some of the rows."""
        return self._rows[at]


class CappedPage(Page[Any]):
    """A page that may lie beyond what was counted."""

    paginator: Capped

    def has_next(self) -> bool:
        """Tell whether another page follows; beyond the count, as long as pages are full."""
        if not self.paginator.capped or self.number < self.paginator.num_pages:
            return super().has_next()
        full = len(self.object_list) == self.paginator.per_page
        return full and self.number < self.paginator.farthest

    def end_index(self) -> int:
        """Return the number of the last row, counted from 1."""
        return self.start_index() + len(self.object_list) - 1


class Capped(Paginator[Any]):
    """Pages of a list whose count stops at ``most``; later pages are there without a total."""

    def __init__(self, rows: QuerySet[Any], size: int, most: int) -> None:
        super().__init__(rows, size)
        self.most = most

    @cached_property
    def counted(self) -> int:
        """Count the rows, but no more than one past ``most``."""
        rows = cast("QuerySet[Any]", self.object_list)
        return unchanged.count(rows.order_by()[: self.most + 1])

    @cached_property
    def count(self) -> int:
        """The rows that were counted."""
        return min(self.counted, self.most)

    @property
    def capped(self) -> bool:
        """Tell whether there are more rows than are counted."""
        return self.counted > self.most

    @property
    def farthest(self) -> int:
        """The last page that is looked for."""
        return max(self.num_pages, FARTHEST // self.per_page) if self.capped else self.num_pages

    def validate_number(self, number: Any) -> int:
        """Return the number of a page that may be there.

        Raises:
            EmptyPage, PageNotAnInteger: there is no such page.
        """
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.num_pages < int(number) <= self.farthest:
                return int(number)
            raise

    def page(self, number: int | str) -> CappedPage:
        """Return a page; the last counted one where nothing stands so far out."""
        at = self.validate_number(number)
        found = self._rows(at)
        if not found and at > self.num_pages:
            at = self.num_pages
            found = self._rows(at)
        return CappedPage(found, at, self)

    def _rows(self, at: int) -> list[Any]:
        first = (at - 1) * self.per_page
        return list(cast("QuerySet[Any]", self.object_list)[first : first + self.per_page])
