# What runs here is what CI runs. `make help` lists the targets; docs/reference/make.md tells more.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The environment's place may be chosen: make test VENV=/somewhere/else
VENV ?= .venv
PEERS ?= $(VENV)-peers
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
WORKERS ?= 2
FILE ?=

# What is about vanban or the house, what the English pages say, and what happens to a home of its
# own on SQLite is the same on both databases and runs once.
OWN_HOME := $(addprefix tests/integration/,core/test_backup.py documents/test_kill.py \
	reporting/test_closing_killed.py)
ONCE := tests/unit/vanban tests/functional tests/integration/test_english.py $(OWN_HOME) \
	$(wildcard tests/unit/test_*.py)
# How a page looks, and what axe finds in it, is the same too; the matrix asks for each on both.
LOOKS := tests/functional/test_every_page.py tests/functional/core/test_specimen.py
ON_BOTH := tests $(addprefix --ignore=,$(ONCE))

.PHONY: help setup run test test-sqlite test-postgres test-browser browser-sqlite \
	browser-postgres check check-code check-wiring system bench corpus backup restore pictures messages lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

# --- the environment ---------------------------------------------------------------------------

setup: $(VENV)/.base ## make the environment in .venv, nothing more

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "giaoban needs Python 3.11 or newer; name one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || scripts/system-packages python3-venv
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: requirements/base.lock pyproject.toml | $(VENV)/.python
	@echo "Installing what giaoban stands on"
	@$(PIP) --require-hashes -r requirements/base.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.base
	@echo "Installing what the checks and tests need"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

$(PEERS)/.bench: requirements/bench.lock | $(VENV)/.python
	@echo "Installing the peers in an environment of their own"
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/bench.lock
	@touch $@

# --- use ---------------------------------------------------------------------------------------

run: setup ## start the site with its example on http://127.0.0.1:8000
	@exec $(BIN)/giaoban serve --example

backup: setup ## write a backup (FILE=… names it)
	@$(BIN)/giaoban backup $(FILE)

restore: setup ## restore the backup FILE=…
	@test -n "$(FILE)" || { echo "Which backup? make restore FILE=…" >&2; exit 1; }
	@$(BIN)/giaoban restore $(FILE)

# --- the gate ----------------------------------------------------------------------------------

system: ## install or name the system packages that the tests need
	@scripts/system-packages

test: system ## set up what all tests need, then run everything
	@$(MAKE) $(VENV)/.dev
	@BIN=$(BIN) scripts/system-browser
	@$(MAKE) -k test-sqlite test-postgres test-browser

test-sqlite: $(VENV)/.dev ## unit and integration tests on SQLite
	@$(BIN)/python -m pytest -q -n $(WORKERS) --ignore=tests/functional

test-postgres: $(VENV)/.dev ## the site's unit and integration tests on PostgreSQL
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -q -n $(WORKERS) $(ON_BOTH)

# A browser waits more than it works: both databases at once take little longer than one.
test-browser: $(VENV)/.dev ## the functional tests in Chromium: stories on both databases, looks on one
	@$(MAKE) -k -j2 --output-sync=target browser-sqlite browser-postgres

browser-sqlite browser-postgres: SEEN := -m pytest -q -p no:xdist tests/functional

browser-sqlite: $(VENV)/.dev
	@$(BIN)/python $(SEEN)

browser-postgres: $(VENV)/.dev
	@$(BIN)/python -m tests.postgres $(BIN)/python $(SEEN) $(addprefix --ignore=,$(LOOKS))

check: check-code check-wiring ## format, lint, types, contracts, migrations, translations, templates

check-code: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The linter judges by the locks that PostgreSQL takes, so it needs one.
check-wiring: system $(VENV)/.dev
	$(BIN)/django-admin check --settings=giaoban.config.settings --fail-level WARNING
	$(BIN)/django-admin makemigrations --check --dry-run --settings=giaoban.config.settings
	$(BIN)/python -m tests.postgres $(BIN)/python -m scripts.migrations
	$(BIN)/python -m scripts.messages check
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python -m pytest -q -p no:randomly tests/unit/test_source.py

# --- figures, pictures, upkeep -----------------------------------------------------------------

bench: $(VENV)/.base $(PEERS)/.bench ## measure speed and memory, beside the peers
	@$(BIN)/python -m benchmarks --peers $(PEERS)/bin/python

corpus: $(VENV)/.base ## score the reader on the annotated texts
	@$(BIN)/python -m benchmarks.corpus

pictures: $(VENV)/.dev ## take the pictures of the README and the guides anew
	@$(BIN)/python -m scripts.pictures

messages: $(VENV)/.dev ## gather the strings for people and compile the catalogues
	@$(BIN)/python -m scripts.messages write

COMPILE := build/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate

lock: $(VENV)/.python ## make the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer ones)
	@test -x build/lock/bin/uv || { $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip --quiet install uv; }
	$(COMPILE) $(UPGRADE) pyproject.toml --group build -o requirements/base.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group build --group dev -o requirements/dev.lock
	$(COMPILE) $(UPGRADE) --group bench -o requirements/bench.lock
