# The commands of the house. Hooks and CI call these and nothing else.
#   make demo    installs what is needed and makes the example school's papers into build/demo/
#   make test    every check: formatting, ruff, mypy, import contracts, tests
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2
TESTS ?= tests
WHEELS ?= build/wheels
.DEFAULT_GOAL := help
# Thousands of small files are written and waited for: in memory where there is room for them.
SCRATCH := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 6000000 { print "TMPDIR=/dev/shm" }')
# Tests start the program hundreds of times; it is compiled once.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help demo portal test fmt lint types imports tests system soak mutants golden schemas messages templates pictures bench docs wheels release machine lock \
	latest clean

help: ## say what the targets do
	@sed -n 's/^\([a-z][a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

# Installed is what locks/ says, checked by its hashes; nothing is fetched that stands in no lock.
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED = $(PIP) --require-hashes --only-binary :all: --requirement

$(VENV)/.run: pyproject.toml locks/run.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Нужен Python 3.11 или новее / Python 3.11 or newer is needed (make demo PYTHON=python3.12)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(LOCKED) locks/run.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run locks/dev.lock
	$(LOCKED) locks/dev.lock
	@touch $@

demo: $(VENV)/.run ## make the example school's papers into build/demo/
	$(BIN)/roadmap build examples/school/adoption.yaml -o build/demo

portal: $(VENV)/.dev ## the portal with twelve invented schools, to try in a browser (PORT=8000)
	$(BIN)/roadmap serve --demo --port $(or $(PORT),8000)

test: fmt lint types imports tests ## every check

fmt: $(VENV)/.dev ## formatting is ruff's
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev ## ruff with all its rules
	$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy strict, tests too
	$(BIN)/mypy

imports: $(VENV)/.dev ## the architecture, as contracts that run
	$(BIN)/lint-imports

tests: $(VENV)/.dev system ## unit, property, golden and documentation tests; those of the pure core must cover it
	$(SCRATCH) $(BIN)/python tools/coverage_gate.py
	$(SCRATCH) REFEREE_NODE_DIR=$(CURDIR)/build/referees $(BIN)/pytest -n $(JOBS) --dist worksteal $$($(BIN)/python tools/coverage_gate.py --ignore)

system: $(VENV)/.dev ## LibreOffice, Chromium and packages of Node, for the checks that need them
	@PYTHON=$(BIN)/python sh tools/install_referees.sh

soak: $(VENV)/.dev ## the tests that take minutes: hundreds of kills while something is written, ten thousand rules; laws on new examples
	$(BIN)/pytest -q -m "hypothesis or soak" --hypothesis-profile=explore tests

mutants: $(VENV)/.dev ## of 100 random changes of a part, how many its own tests notice (PART=calendars, all parts unless given)
	$(BIN)/python -m tools.mutants $(PART)

golden: $(VENV)/.dev ## write expected outputs and drawn pages anew, all or TESTS=…; read the difference before you commit it
	$(BIN)/pytest -q --golden $(TESTS)

schemas: $(VENV)/.run ## write schemas/ anew
	$(BIN)/roadmap schema -o schemas

messages: $(VENV)/.dev ## compile the Russian messages
	$(BIN)/python tools/compile_messages.py

templates: $(VENV)/.dev ## draw the shipped Word templates anew
	$(BIN)/python tools/draw_templates.py

pictures: $(VENV)/.dev ## draw the pictures of the manual anew, by Chromium; look at them before you commit them
	$(BIN)/python -m tools.draw_pictures

$(VENV)/.bench: $(VENV)/.dev locks/bench.lock
	$(LOCKED) locks/bench.lock
	@touch $@

bench: $(VENV)/.bench ## measurements, as ratios beside a peer
	for each in $(filter-out benchmarks/__init__.py,$(wildcard benchmarks/*.py)); do $(BIN)/python $$each || missed=1; done; test -z "$$missed"

$(VENV)/.docs: $(VENV)/.run locks/docs.lock
	$(LOCKED) locks/docs.lock
	@touch $@

docs: $(VENV)/.docs ## the manual as a site, build/site; it asks no other host for anything
	$(BIN)/python -m tools.lay_site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --clean

wheels: $(VENV)/.run ## everything to install from without a network, the portal too, for this Python and system: build/wheels
	rm -rf $(WHEELS)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		--requirement locks/serve.lock --dest $(WHEELS)
	cp locks/serve.lock $(WHEELS)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir $(WHEELS) .

release: $(VENV)/.dev ## wheel, sources, lock, SBOM, changes and digests of what is committed: dist/
	$(BIN)/python tools/make_release.py $(DIST)

machine: $(VENV)/.dev ## the release on an empty Debian in an emulator: every command of docs/deploy.md, under systemd (root; build/machine)
	$(BIN)/python -m tools.try_machine

$(VENV)/.lock: $(VENV)/.run locks/lock.lock
	$(LOCKED) locks/lock.lock
	@touch $@

lock: $(VENV)/.lock ## the newest versions inside the ranges of pyproject.toml to locks/; a commit of its own
	$(BIN)/python tools/renew_locks.py

latest: ## the checks with the newest versions instead of the locked ones, and what breaks with them
	$(PYTHON) -m venv --clear .venv-latest
	.venv-latest/bin/python -m pip install --quiet --upgrade pip
	.venv-latest/bin/python -m pip install --quiet --group backend --editable '.[dev]'
	@touch .venv-latest/.run .venv-latest/.dev
	.venv-latest/bin/python tools/try_latest.py $(MAKE_COMMAND) --no-print-directory VENV=.venv-latest

clean: ## remove what was made
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache .venv-latest
