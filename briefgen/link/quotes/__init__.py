"""Quotations against seeds (PRODUCT §2.1). In: quoted words and passages. Out: verdicts, word diffs, diagnostics. Pure.

What passes: the same words in the same order with the same punctuation between them, up to the form of quotation marks and
dashes, white space, soft hyphens and one mark of punctuation at the end; with `…` for what is left out, `[…]` for a run of at
most six words that the editor put or replaced, `[sic]` for nothing. Everything else is an alteration, however small.
"""

from briefgen.link.quotes.check import Prepared, check, passes, prepare
from briefgen.link.quotes.message import diagnose
from briefgen.link.quotes.search import Index, find_elsewhere, index

__all__ = ["Index", "Prepared", "check", "diagnose", "find_elsewhere", "index", "passes", "prepare"]
