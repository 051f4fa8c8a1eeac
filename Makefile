# Every recipe sets up what it needs, on a machine with Python 3.11 or later, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export DATELINE_SHARED ?= $(if $(wildcard ../shared),$(abspath ../shared),)

.PHONY: demo check test cases accept bench explain clean

demo: $(STAMP)  ## code the example report
	$(BIN)/dateline code examples/report.txt --format table
	$(BIN)/dateline explain examples/report.txt

check: $(STAMP)  ## format, lint, types, import contract, lexicon, docs
	$(BIN)/ruff format --check src tests bench training cases
	$(BIN)/ruff check src tests bench training cases
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/dateline lexicon check
	$(BIN)/python -m docs.check

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest

cases: $(STAMP)  ## the Markdown cases alone
	$(BIN)/python -m pytest cases

accept: $(STAMP)  ## rewrite the tables of the cases; review the diff
	$(BIN)/python -m pytest cases --accept

bench: $(STAMP)  ## accuracy and speed; a floor broken is an error
	$(BIN)/python -m bench

explain: $(STAMP)  ## make explain FILE=report.txt
	$(BIN)/dateline explain $(FILE)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
