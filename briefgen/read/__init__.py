"""The only room that reads the project's files. In: a folder. Out: files with digests, and their text."""
