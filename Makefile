# One file a stranger needs: `make demo` and `make test` do all their own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXPORT := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

.PHONY: help install dev demo test check browser contracts faults mutants bench pictures lock clean

help:
	@echo "make demo     start a local Slack with the bot in it and print its address"
	@echo "make test     run the tests on SQLite and PostgreSQL"
	@echo "make check    lint, types, import contracts, migrations"
	@echo "make browser  drive the page in Chromium (installs Debian's Chromium if there is none)"
	@echo "make contracts  let Bolt for JavaScript and npm's Slack types judge the local Slack (needs Node)"
	@echo "make faults   kill, stop, repeat, shuffle and take away for longer than make test does"
	@echo "make mutants  break the guards one by one; every break must be noticed"
	@echo "make bench    measure the figures, each side by side with a bare app"
	@echo "make install  make $(VENV) with the handrail command"
	@echo "make lock     resolve the dependencies again"

$(BIN)/uv: requirements/uv.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $(BIN)/uv

$(VENV)/.run: $(BIN)/uv requirements/run.txt pyproject.toml
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/run.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

install: $(VENV)/.run

dev: $(VENV)/.dev

demo: install
	$(BIN)/handrail demo

test: dev
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not browser and not contracts"

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/migrations_agree.py

browser: dev
	.ci/chromium
	$(BIN)/python -m pytest -m browser

contracts: dev
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
	  for each in tests/contracts/*/package.json; do \
	    npm ci --ignore-scripts --no-audit --no-fund --prefix $$(dirname $$each) || exit 1; \
	  done && $(BIN)/python -m pytest -m contracts; \
	else echo "Node.js and npm are not on this machine: the contracts with JavaScript were not tried."; fi

faults: dev
	FAULTS=long $(BIN)/python -m pytest tests/faults -s

mutants: dev
	$(BIN)/python -m tests.mutants.run

bench: dev
	@echo "| goal | what | measured | bound |"
	@echo "|---|---|---|---|"
	@for part in arrivals deciding searching homes lookbacks boards precedents ranks skills dispatch sockets startup commands playground crowds claiming floods; do $(BIN)/python -m bench.$$part; done

pictures: dev
	.ci/chromium
	$(BIN)/python docs/pictures/make.py

lock: $(BIN)/uv
	$(BIN)/uv pip compile $(EXPORT) requirements/uv.in -o requirements/uv.txt
	$(BIN)/uv pip compile $(EXPORT) pyproject.toml requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile $(EXPORT) pyproject.toml --extra postgres --group dev -c requirements/run.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
