# Every task of this project, by name. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Without cached bytecode, pytest rewrites the modules of its plugins in each of its processes.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two for the tests of behaviour, two for the others: tests wait often, so that two processors are busy with four.
WORKERS ?= 4
# `make test` runs samples of these; tests/running/parts.py describes each part.
PARTS := access agreements ceremonies chaos clients common consumers core files interface operations programs properties requests screens stories tables upgrade

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml deploy/bootstrap.sh
	@PYTHON=$(PYTHON) bash deploy/bootstrap.sh $(VENV)

setup: $(READY) ## create the virtual environment and install the locked packages

demo: $(READY) ## play a story on the embedded stack: STORY=1 to 5, or all; STORY=list describes them
	@$(BIN)/sinergi demo --story $(or $(STORY),1)

up: $(READY) ## start the embedded stack and the three services, and leave them running
	@$(BIN)/sinergi up

down: $(READY) ## stop what `make up` started
	@$(BIN)/sinergi down

test: $(READY) browser lint-check ## check the style and types, then run the tests on a real PostgreSQL and a real Kafka
	@$(BIN)/pytest -n $(WORKERS) --budgets --samples

test-all: $(READY) ## run the exhaustive tests, in parts of at most twenty minutes; PART=access runs one of them
	@failed=""; for part in $(or $(PART),$(PARTS)); do \
		echo "== part $$part"; \
		$(BIN)/pytest -n 2 --part "$$part" --session-timeout=1200 || failed="$$failed $$part"; \
	done; [ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

browser: $(READY) ## fetch Chromium for the tests of screens, if this machine has no browser
	@$(BIN)/python -m tests.screens.fetching

parts: ## list the parts of test-all
	@echo $(PARTS)

unit: $(READY) ## run the tests that need neither PostgreSQL nor Kafka
	@$(BIN)/pytest tests/unit tests/architecture

core: $(READY) ## run the proofs of the event core
	@$(BIN)/pytest tests/core

behaviour: $(READY) ## run the tests that use the services through HTTP and events
	@$(BIN)/pytest tests/behaviour

coverage: $(READY) ## list the lines and branches of models and event core that unit and core tests do not reach
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(BIN)/coverage run -m pytest -n $(WORKERS) tests/unit tests/core
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

lint: $(READY) ## fix what a formatter can fix, then check like lint-check, and the bill of materials and secrets
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(MAKE) --no-print-directory lint-check
	@$(BIN)/python -m tests.architecture.bill
	@$(BIN)/python -m tests.operations.secret_search

lint-check: $(READY) ## check style, types, imports, prose and links; change nothing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.architecture.prose
	@$(BIN)/python -m tests.architecture.links

contracts: $(READY) ## write docs/contracts (events) and docs/http (OpenAPI documents), then check them and the migrations
	@$(BIN)/sinergi contracts generate
	@$(BIN)/sinergi contracts check
	@$(BIN)/sinergi interface generate
	@$(BIN)/sinergi interface check
	@$(BIN)/sinergi releases check

examples: $(READY) ## write the examples: real answers beside the routes, real events into docs/contracts/examples
	@$(BIN)/pytest -q tests/behaviour/http/write_examples.py

access-table: $(READY) ## write docs/access.md: what the running services allow
	@$(BIN)/pytest -q tests/behaviour/access/write_table.py

pictures: $(READY) browser ## write docs/pictures: screens of the demonstration, on a desktop and on a phone
	@$(BIN)/pytest -q tests/screens/write_pictures.py

notices-page: $(READY) ## write docs/notices.md: who is notified of what, from the rules
	@$(BIN)/python -m tests.unit.notifications.rules.notices_page

bench: $(READY) ## measure speed as ratios against a peer in the same run, ARGS="--quick --only drain"
	@$(BIN)/python -m tests.bench $(ARGS)

chaos: $(READY) ## let everything fail at random while people work, for MINUTES=5, then audit it all
	@$(BIN)/python -m tests.chaos --minutes $(or $(MINUTES),5)

lock: $(READY) ## resolve the dependencies into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --all-extras --generate-hashes --universal --python-version 3.11 \
		--no-header --no-annotate --quiet --output-file requirements.lock

image: $(READY) ## build the container image and its bill of materials in build/image (on Debian)
	@$(BIN)/python -m deploy.image build/image

clean: ## remove the virtual environment and the data of the embedded stack (stop it first)
	@rm -rf $(VENV) .sinergi build *.egg-info

.PHONY: help setup demo up down test test-all browser parts unit core behaviour coverage lint lint-check contracts examples \
	access-table pictures notices-page bench chaos lock image clean
