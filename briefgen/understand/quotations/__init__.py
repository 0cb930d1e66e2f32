"""Quotations in text: where they are and who speaks. In: text. Out: spans."""
