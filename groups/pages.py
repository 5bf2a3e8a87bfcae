"""Long lists in pages. A list that fits on its first page is read with one question: nobody counts it apart."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class Pages(Paginator[Any]):
    def __init__(self, rows: QuerySet[Any], per_page: int) -> None:
        super().__init__(rows, per_page)
        self._first: list[Any] | None = None

    def get_page(self, number: Any) -> Page[Any]:
        if str(number or 1) == "1":
            self._look_at_the_first()
        return super().get_page(number)

    def page(self, number: Any) -> Page[Any]:
        page = super().page(number)
        if page.number == 1 and self._first is not None:
            page.object_list = self._first
        return page

    def _look_at_the_first(self) -> None:
        """With one more row than a page holds: if that is not there, all are known, and so is their number."""
        rows = list(self.object_list[: self.per_page + 1])
        self._first = rows[: self.per_page]
        if len(rows) <= self.per_page:
            self.object_list = rows
