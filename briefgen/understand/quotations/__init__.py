"""Quotations in articles, with their speakers. In: text. Out: `read`, `quotations`."""

from briefgen.understand.quotations.reading import quotations, read

__all__ = ["quotations", "read"]
