# Daily commands. `make demo` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
STORE ?= ladybug:///data/policygraph.lbug

.PHONY: help setup demo test lint format bench lock clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 10

setup: .venv/ready  ## a .venv with the pinned versions of requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "policygraph needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready  ## load the two samples and print four answers
	@$(BIN)/python -m bench.demo --store $(STORE)

test: .venv/ready  ## every test
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

lint: .venv/ready  ## formatting, slips, types, and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready  ## speed and memory, as ratios against named baselines in one run
	$(BIN)/python -m bench.extract
	$(BIN)/python -m bench.startup

lock: .venv/ready  ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable --disable-pip-version-check > requirements.lock

clean:  ## forget the environment and the demo's store
	rm -rf .venv data/*.lbug data/*.lbug.*
