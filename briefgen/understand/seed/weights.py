"""What each sign of a line speaks for. In: nothing. Out: `WEIGHTS`: a sign, or two that meet, to its points for caption and for other.

Points against running text, which has none: a line is what gets most, and body where nothing gets any. Fitted by regression on labelled
articles, then rounded and cut, so that what is left are habits of newspapers and not of one article (`tests/evals/README.md` has the figures).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

START: Final = (-25, 3)

WEIGHTS: Final = MappingProxyType({
    # What the line shows by itself.
    "acting": (2, -1), "biography": (1, 4), "bracketed": (5, 3), "byline": (4, 6), "callL": (3, 7), "callS": (10, 10), "capitals": (-5, -2),
    "caption-start": (7, 2), "clock": (3, 16), "company": (2, 5), "credit-end": (8, -1), "credit-name": (5, -3), "credit-only": (1, 4),
    "credit-open": (5, -1), "credited": (9, 2), "creditish": (23, 4), "date-only": (1, 10), "dated-showing": (10, 4), "digit-first": (-14, -6),
    "end!S": (7, 7), "end)L": (2, -4), "end,L": (-1, -2), "end.L": (-5, -3), "end.S": (2, -6), "end0L": (5, 1), "end0S": (3, 5),
    "end:L": (-12, -13), "end:S": (-4, 1), "end;L": (3, 6), "end?S": (-5, 1), "end”L": (-4, -2), "end”S": (9, 5), "end…S": (0, 2), "figure": (9, 3),
    "full-date": (9, 11), "handle": (2, 4), "image-word": (15, -1), "line-mark": (-2, 0), "link": (-5, 0), "lower": (-1, 8), "mark-first": (2, -3),
    "names-only": (5, 0), "noticeL": (2, 5), "noticeS": (-1, 8), "pointing": (6, 1), "price": (-6, 1), "quoted": (5, -6), "says": (-5, -4),
    "sentenceL": (-11, -8), "sentenceS": (4, -3), "showing": (7, 0), "source-line": (7, -3), "stamp": (-4, -1), "title-caseL": (-4, 0),
    "title-caseS": (3, 5), "w1-2": (17, 23), "w13-20": (6, 2), "w3-4": (3, 5), "w36-60": (-6, -7), "w5-7": (-2, -8), "w61+": (-11, -10),
    "w8-12": (-6, -5),
    # Where it stands.
    "ahead": (2, 6), "ahead-1": (-2, -2), "ahead-2": (3, 0), "ahead-21+": (1, 3), "ahead-3-4": (3, 1), "ahead-5-8": (-2, 1), "ahead-9-20": (0, 3),
    "behind": (0, 6), "behind-1": (-1, -4), "behind-2": (-3, -5), "behind-21+": (3, 8), "behind-3-4": (-2, 5), "behind-5-8": (8, 6),
    "behind-9-20": (-5, -6), "between": (-4, -1), "first-paragraph": (-2, 0), "last-paragraph": (0, 7), "next-bracketed": (1, -2),
    "next-byline": (1, 5), "next-callS": (-3, 2), "next-caption-start": (-2, -2), "next-credit-only": (12, 5), "next-credited": (-4, -4),
    "next-creditish": (3, -3), "next-date-only": (-2, 7), "next-handle": (0, 6), "next-line-mark": (2, 5), "next-no-letters": (0, 2),
    "next-noticeS": (8, 3), "next-quoted": (5, 0), "next-text": (2, -4), "next-title-caseL": (6, 4), "next-title-caseS": (13, 7),
    "prev-biography": (1, 2), "prev-byline": (-3, 4), "prev-callS": (3, 3), "prev-credit-only": (5, 3), "prev-credited": (-4, -1),
    "prev-creditish": (5, 0), "prev-date-only": (5, 7), "prev-handle": (-4, -2), "prev-line-mark": (6, 1), "prev-names-only": (2, 11),
    "prev-no-letters": (16, -1), "prev-noticeS": (0, 5), "prev-quoted": (0, -3), "prev-text": (-1, -5), "prev-title-caseL": (4, -1),
    "prev-title-caseS": (8, 1), "repeated": (-5, -2), "run-1": (4, 4), "run-2": (7, 2), "run-21+": (-10, -7), "run-3-4": (3, 5), "run-5-8": (1, 4),
    "run-9-20": (2, -5), "sparse": (-10, -10), "within": (-2, -12), "within-gap-1": (-8, -4), "within-gap-2": (1, -5), "within-gap-3-4": (-1, 3),
    "within-gap-5-8": (2, 6), "within-gap-9-20": (-1, -2),
    # What two signs say together.
    "acting&end0L": (-2, 1), "acting&end0S": (3, 0), "ahead&callL": (4, 4), "ahead&end0L": (3, 2), "ahead&end0S": (3, 5),
    "ahead&names-only": (0, -6), "ahead&title-caseL": (-3, 2), "behind&biography": (2, 5), "behind&callS": (0, 6), "behind&end0L": (-3, -5),
    "behind&end0S": (3, 4), "behind&says": (-1, 2), "behind&says&sentenceL": (-2, -2), "behind&sentenceL": (6, 6), "behind&sentenceS": (-7, 0),
    "between&acting": (-4, -6), "between&callS": (1, -3), "between&end.S": (2, 2), "between&end0L": (6, -1), "between&end0S": (4, -4),
    "between&end?S": (-3, -3), "between&link": (-1, -2), "between&names-only": (-3, -1), "between&showing": (-3, -2),
    "between&title-caseL": (-3, 0), "between&title-caseS": (-7, 2), "between&w3-4&end0S": (-6, 2), "between&w5-7&end0S": (-2, -6),
    "between&w8-12": (-2, -1), "between&w8-12&end0S": (2, 3), "between&w8-12&title-caseL": (-2, 5), "bracketed&end)S": (5, 3),
    "bracketed&within": (6, 2), "callL&sentenceL": (3, 1), "creditish&ahead": (11, -3), "creditish&w1-2": (2, 0), "creditish&w3-4": (3, 1),
    "creditish&within": (12, 8), "date-only&within": (2, 7), "dated-showing&end0L": (3, 0), "end0L&title-caseL": (-2, 0),
    "figure&sentenceS": (9, 4), "figure&within": (9, 3), "full-date&creditish": (3, -1), "full-date&showing": (3, 3), "handle&end0S": (-6, 0),
    "image-word&within": (12, 5), "lower&end0S": (-4, -2), "next-bracketed&sentenceL": (4, 0), "next-callS&within": (-4, 5),
    "next-creditish&end.L": (9, 6), "next-creditish&showing": (4, 2), "next-creditish&w13-20": (2, 2), "next-creditish&w21-35": (-2, -3),
    "next-creditish&w8-12": (-6, -7), "next-text&end.S": (-2, -1), "next-text&end0S": (8, 3), "next-text&showing": (1, -3),
    "noticeL&within": (0, 2), "noticeS&sentenceL": (-3, -3), "prev-callS&within": (-3, 1), "prev-text&callS": (-3, 4), "prev-text&end.S": (1, -2),
    "prev-text&end0S": (7, 3), "quoted&within&end”S": (-3, -3), "repeated&credit-open": (5, -4), "repeated&creditish": (0, 4),
    "run-1&end0S": (4, -1), "run-1&title-caseL": (-2, 1), "run-21+&end0S": (-5, -5), "run-3-4&end0S": (4, 4), "run-5-8&end0S": (-5, 1),
    "run-9-20&end0S": (4, 6), "sentenceL&ahead-2": (-1, -2), "sentenceL&behind-1": (4, -1), "showing&end0L": (4, 1), "showing&end0S": (6, -5),
    "showing&next-bracketed": (5, 1), "source-line&within": (7, -3), "sparse&end0S": (-6, -2), "sparse&title-caseS": (4, 1),
    "w13-20&end0L": (-7, -3), "w21-35&end0L": (6, 0), "w36-60&end0L": (5, 1), "within&callL": (-6, 2), "within&callS": (3, 11),
    "within&capitals": (-1, 2), "within&credit-end": (4, 0), "within&credit-only": (2, 2), "within&credit-open": (4, 3), "within&end0L": (5, 5),
    "within&end0S": (-3, -4), "within&end?S": (-5, -2), "within&handle": (-1, 11), "within&names-only": (2, 0), "within&noticeL": (0, 2),
    "within&noticeS": (-3, 1), "within&pointing": (6, 1), "within&quoted": (-6, -2), "within&repeated": (7, 10), "within&says": (-1, 2),
    "within&title-caseL": (0, -2), "within&title-caseS": (-5, -2),
})
