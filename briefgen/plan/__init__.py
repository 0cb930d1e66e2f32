"""Which pages exist and what each may show. In: `Site`. Out: pages by path. Pure; recomputed on every build."""
