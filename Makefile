# Everything starts here: `make` lists the targets. Needs make and Python 3.11 or newer, nothing else.
.DEFAULT_GOAL := help
.PHONY: help run test test-fast coverage setup check bench faults shots lock clean

OFFSCREEN := QT_QPA_PLATFORM=offscreen
BIN := .venv/bin
COVERAGE_TESTS := tests/casework tests/vault/keys tests/vault/data/test_audit_log.py tests/vault/access/test_slots.py \
	tests/vault/access/test_read_only_revoked.py tests/actions/test_authorisation.py tests/actions/test_key_management.py

FAST_TESTS := tests/casework tests/content tests/sheets tests/platform tests/actions tests/vault/keys \
	tests/test_architecture.py tests/test_yardstick.py tests/test_documents.py tests/test_sweeps.py

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: setup ## open the window; without a screen, take the tour and leave its pictures in pictures/
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/dasupport; else $(OFFSCREEN) $(BIN)/dasupport tour pictures && echo "There is no screen here. The pictures of the tour are in $$(pwd)/pictures"; fi

test: check .venv/.ready-test ## every check and every test, without a screen (ARGS="-k word" goes to pytest)
	$(OFFSCREEN) $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-fast: setup ## the inner loop: rules, words, sheets, actions, architecture; about a minute
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n auto --dist worksteal -m "not long and not sweep" $(FAST_TESTS) $(ARGS)

coverage: .venv/.ready-test ## lines and branches of the modules that protect people; fails below their targets
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n auto --dist worksteal $(COVERAGE_TESTS) \
		--cov=dasupport.casework --cov=dasupport.vault --cov-branch --cov-report=json:.coverage.json
	$(BIN)/python -m tests.tools.coverage_targets .coverage.json

setup: .venv/.ready ## only the set-up: system libraries, .venv, locked packages
	@:

check: setup ## format, lint, types, and the words
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/dasupport check

bench: setup ## the speed table
	$(OFFSCREEN) $(BIN)/python tests/bench/run.py

faults: .venv/.ready-test ## every sweep whole, and the vault under faults by the hundred thousand: up to an hour (ARGS="--share 0.1", ARGS=--write)
	SWEEPS=full $(OFFSCREEN) $(BIN)/python -m pytest -q -n auto --dist worksteal -m sweep
	$(BIN)/python -m tests.faults $(ARGS)

shots: setup ## every screen as a picture, in pictures/shots/
	$(OFFSCREEN) $(BIN)/dasupport tour pictures/shots

lock: ## renew the lock files and the SBOM (keeps each version that still fits; ARGS=--upgrade takes the newest)
	@sh installer/lock.sh $(ARGS)

clean: ## remove what these targets made
	rm -rf .venv build dist pictures .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamps say what is set up already, and go with .venv.
.venv/.ready: installer/linux/setup.sh installer/requirements-dev.lock pyproject.toml
	@sh installer/linux/setup.sh run && touch $@

.venv/.ready-test: .venv/.ready
	@sh installer/linux/setup.sh test && touch $@
