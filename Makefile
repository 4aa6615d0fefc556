# Two commands do all the set-up:  make demo  and  make test.
# They need Python 3.11 or later and make; everything else is installed into .venv here.

# The first Python on the path that is new enough; name another with  make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

demo: $(READY) ## open the desk on sample_articles in a throw-away database
	$(BIN)/blotter demo

test: $(READY) ## run every test
	$(BIN)/pytest -n auto

check: $(READY) ## linter, format, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put the code into the format that check wants
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## renew what is generated: the key table of the README, the pictures of the screens
	UPDATE_DOCS=1 $(BIN)/pytest tests/test_docs.py tests/test_docs_screens.py

clean: ## remove the environment and everything the tools left
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The stamp is written last: an installation that was interrupted is done again. It begins anew, because
# .venv may hold what an older pyproject.toml asked for, or be uv's.
# pip is renewed first because --group came with pip 25.1, after the one Python 3.11 brings along.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "blotter needs Python 3.11 or later; none was found. Install it, or run: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
	@touch $(READY)
