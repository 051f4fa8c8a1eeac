# Every recipe sets up what it needs, on a machine with Python 3.11 or later, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PACKED := src/dateline/ontology/parsed.json.z
export DATELINE_SHARED ?= $(if $(wildcard ../shared),$(abspath ../shared),)

.PHONY: demo check test core cases accept bench explain assets clean

demo: $(STAMP)  ## code the example report
	$(BIN)/dateline code examples/report.txt --format table
	$(BIN)/dateline explain examples/report.txt

check: $(STAMP) $(PACKED)  ## format, lint, types, import contract, lexicon, docs
	$(BIN)/ruff format --check src tests bench training cases hatch_build.py
	$(BIN)/ruff check src tests bench training cases hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/dateline lexicon check
	$(BIN)/python -m docs.check

test: $(STAMP) $(PACKED)  ## all tests
	$(BIN)/python -m pytest

core:  ## the package without extras in a venv of its own: codes the example, and stays under 250 MB
	rm -rf build/core && $(PYTHON) -m venv build/core && du -sk build/core > build/core.before
	build/core/bin/python -m pip install --quiet --disable-pip-version-check .
	build/core/bin/dateline code examples/report.txt --format csv > /dev/null
	@size=$$(( ($$(du -sk build/core | cut -f1) - $$(cut -f1 build/core.before)) / 1024 )); echo "core: $$size MB"; test $$size -lt 250

cases: $(STAMP) $(PACKED)  ## the Markdown cases alone
	$(BIN)/python -m pytest cases

accept: $(STAMP)  ## rewrite the tables of the cases; review the diff
	$(BIN)/python -m pytest cases --accept

bench: $(STAMP) $(PACKED)  ## accuracy and speed; a floor broken is an error
	$(BIN)/python -m bench

explain: $(STAMP)  ## make explain FILE=report.txt
	$(BIN)/dateline explain $(FILE)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(STAMP)

# Installing makes this too; YAML that was edited since is parsed at each start, which takes seconds.
$(PACKED): src/dateline/ontology/packing.py $(wildcard src/dateline/*/*.yaml src/dateline/*/*/*.yaml) | $(STAMP)
	$(BIN)/python -c 'from dateline.ontology.packing import pack; pack()'

assets:  ## build the script and the map of the reading room from web/ (needs Node; what is built is committed)
	cd web && npm ci --no-fund --no-audit && npm run build

clean:
	rm -rf $(VENV) $(PACKED) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
