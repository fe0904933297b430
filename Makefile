# Everything a person or a machine does here, by name. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml deploy/bootstrap.sh
	@PYTHON=$(PYTHON) bash deploy/bootstrap.sh $(VENV)

setup: $(READY) ## make the virtual environment and install what is locked

demo: $(READY) ## play the story of Purwokerto and Banyumas on the embedded stack
	@$(BIN)/sinergi demo

up: $(READY) ## start the embedded stack and the three services, and leave them running
	@$(BIN)/sinergi up

down: $(READY) ## stop what `make up` started
	@$(BIN)/sinergi down

test: $(READY) ## check style, types and imports, then run all tests on a real PostgreSQL and a real Kafka
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest

unit: $(READY) ## run the tests that need neither PostgreSQL nor Kafka
	@$(BIN)/pytest tests/unit

lint: $(READY) ## mend what a formatter can mend, then check style, types and imports
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

access-table: $(READY) ## write docs/access.md anew from what the running services allow
	@SINERGI_WRITE_ACCESS_TABLE=1 $(BIN)/pytest -q tests/behaviour/access/test_table.py

bench: $(READY) ## measure speed as ratios against a peer in the same run, ARGS="--quick --only drain"
	@$(BIN)/python -m tests.bench $(ARGS)

chaos: $(READY) ## let everything fail at random while people work, for MINUTES=5, then audit it all
	@$(BIN)/python -m tests.chaos --minutes $(or $(MINUTES),5)

lock: $(READY) ## resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --all-extras --generate-hashes --universal --python-version 3.11 \
		--no-header --no-annotate --quiet --output-file requirements.lock

clean: ## remove the virtual environment and the data of the embedded stack (stop it first)
	@rm -rf $(VENV) .sinergi build *.egg-info

.PHONY: help setup demo up down test unit lint access-table bench chaos lock clean
