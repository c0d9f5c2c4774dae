"""Citations: mentions of particular issued documents (văn bản được dẫn)."""

from __future__ import annotations

from vanban.reading.citations.finding import find

__all__ = ["find"]
