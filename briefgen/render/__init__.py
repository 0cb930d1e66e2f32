"""One page at a time to bytes. In: a page with its view, the frame, the theme, heavy records by key. Out: an artifact. Pure."""
