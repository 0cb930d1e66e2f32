"""Quotations against seeds (PRODUCT §2.1). In: quoted words and passages. Out: verdicts, word diffs, diagnostics. Pure.

What passes: the same words in the same order with the same punctuation between them, up to the form of quotation marks and
dashes, white space, soft hyphens and one full stop, comma or question mark at the end; with `…` for what is left out, `[…]`
for a run of at most six words that the editor put or replaced, `[sic]` for nothing. Everything else is an alteration, however
small.
"""

from briefgen.link.quotes.check import check, passes
from briefgen.link.quotes.normal import words as words_of
from briefgen.link.quotes.search import Found, find_elsewhere, find_words
from briefgen.link.quotes.wording import Wording

__all__ = ["Found", "Wording", "check", "find_elsewhere", "find_words", "passes", "words_of"]
