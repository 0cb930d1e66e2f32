"""All units together. In: `Units` and the gazetteer. Out: `Site` and diagnostics. Pure; recomputed on every build."""
