"""Quotations: in editors' paragraphs (`marks`) and in articles, with their speakers (`read`)."""

from briefgen.understand.quotations.reading import quotations, read

__all__ = ["quotations", "read"]
