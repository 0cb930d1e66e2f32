"""Markdown to HTML with holes: CommonMark and four additions. The only place that knows markdown-it.

The additions (PRODUCT §3.1): citations `[@id, para. 8]`, trailing metadata `{#id key=value}`, blocks `::: name`, and
quotations that a citation follows.
"""

from briefgen.understand.markdown.reading import TextReading, read_text

__all__ = ["TextReading", "read_text"]
