# Daily commands. `make demo` and `make test` set up what they need.
PYTHON ?= python3
BIN := .venv/bin
STORE ?= ladybug:///data/policygraph.lbug

.PHONY: help setup demo test lint format bench bench-full lock clean neo4j neo4j-stop

help:  ## what there is
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 10

setup: .venv/ready  ## a .venv with the pinned versions of requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "policygraph needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready  ## load the two samples and print four answers
	@$(BIN)/policygraph load data/policies --store $(STORE)
	@printf '\n%s\n' 'Which units share the most tasks in Wuhan (武汉市)?'
	@$(BIN)/policygraph ask units-sharing-tasks city=武汉市 limit=6 --store $(STORE)
	@printf '\n%s\n' 'Which industry chains does Nanshan (南山区) support?'
	@$(BIN)/policygraph ask district-chains district=南山区 --quotes --store $(STORE)
	@printf '\n%s\n' 'What falls due in 2023?'
	@$(BIN)/policygraph ask deadlines from=2023-01-01 to=2023-12-31 limit=8 --store $(STORE)
	@printf '\n%s\n' 'Where does the annex table of Wuhan name other units than the body?'
	@$(BIN)/policygraph ask discrepancies city=武汉市 field=units --quotes --store $(STORE)
	@printf '%s\n' '' 'Next, type:' \
		'  $(BIN)/policygraph ask                                  every question' \
		'  $(BIN)/policygraph ask unit-tasks unit=市城建局 --quotes    what one unit must do, with the sentences' \
		'  $(BIN)/policygraph extract data/policies/wuhan-2023.txt  what was read, and what was not' \
		'  $(BIN)/policygraph serve                                the same over HTTP, with a page at http://127.0.0.1:8000'

neo4j: .venv/ready  ## start a real Neo4j with Browser on this machine (Java 17, Maven) and print its addresses
	@$(BIN)/python -m tools.neo4j_server start

neo4j-stop: .venv/ready  ## end it; its data stays
	@$(BIN)/python -m tools.neo4j_server stop

test: .venv/ready  ## every test
	$(BIN)/python -m pytest -n auto --dist loadgroup $(PYTEST_ARGS)

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
	$(BIN)/python -m bench.load --sizes 10,30
	$(BIN)/python -m bench.load_folder --sizes 100,200

bench-full: .venv/ready  ## loads of up to 10,000 documents beside py2neo, neomodel and neo4j-admin (45 to 60 minutes, Java 17)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target .bench neomodel
	$(BIN)/python -m bench.load --full
	$(BIN)/python -m bench.load_folder --full

lock: .venv/ready  ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable --disable-pip-version-check > requirements.lock

clean:  ## forget the environment and the demo's store
	rm -rf .venv data/*.lbug data/*.lbug.*
