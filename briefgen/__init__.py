"""briefgen: seeds and editors' Markdown in, an accountable briefing out."""

__version__ = "0.1.0"
