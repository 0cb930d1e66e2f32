"""One unit at a time, pure. In: a file's text. Out: its light record, its heavy record, diagnostics."""
