# One way to run everything. `make demo` and `make test` need Python 3.11 and make, nothing else.
PYTHON ?= python3.11
VENV ?= .venv
BIN = $(VENV)/bin
SAMPLES = src/dragoman/samples
CORPORA ?= ../shared/data/corpora

.PHONY: help demo test check lint types imports tests setup quality bench weights clean

help:  ## List the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		hypothesis import-linter mypy pytest ruff
	@touch $@

setup: $(VENV)/.dev  ## Make the virtual environment for development

demo: $(VENV)/.demo  ## Read the bundled sample reports and show what they say
	@rm -rf demo-ledger
	@$(BIN)/dragoman read $(SAMPLES) --lexicon $(SAMPLES)/lexicon --ledger demo-ledger
	@echo
	@$(BIN)/dragoman timeline --ledger demo-ledger
	@echo
	@echo "Now try:"
	@echo "  $(BIN)/dragoman upcoming --ledger demo-ledger --after 2024-04-22"
	@echo "  $(BIN)/dragoman quotes --by Ilvane --ledger demo-ledger"
	@echo "  $(BIN)/dragoman events --between VLM ILM --ledger demo-ledger"
	@echo "  $(BIN)/dragoman read YOUR-REPORT.txt --published 2024-05-01"

check: lint types imports tests  ## Every check, without set-up

test: $(VENV)/.dev  ## Set-up and every check
	$(MAKE) --no-print-directory check

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

tests:
	$(BIN)/pytest

quality: $(VENV)/.demo  ## Run the scorers of ../shared/score and renew bench/quality/RESULTS.md
	$(BIN)/python bench/quality/run.py

bench: $(VENV)/.demo  ## Speed, by ratio to the bare encoder; memory over 10,000 reports (half an hour)
	$(BIN)/python bench/speed/run.py
	$(BIN)/python bench/memory/run.py

weights:  ## Train the model again (hours; see training/README.md)
	$(BIN)/python -m training.all --corpora $(CORPORA)

clean:  ## Remove what was made here
	rm -rf $(VENV) demo-ledger .mypy_cache .ruff_cache .pytest_cache .hypothesis
