PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLES := tests/examples

.PHONY: demo test test-full lint install dev bench bench-figures bench-mutation clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(VENV)/installed
	$(BIN)/pip install --quiet --group dev
	touch $@

install: $(VENV)/installed  ## the tool in .venv

dev: $(VENV)/dev  ## the tool and what its tests need

demo: install  ## audit the example bulletins and write their reports
	$(BIN)/python -m tongbao.demo $(EXAMPLES) build/demo

test: dev lint  ## suite, lint, types, contracts, README examples
	$(BIN)/pytest -m "not full"

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/ocr: $(VENV)/dev
	$(BIN)/pip install --quiet --editable ".[ocr]"
	touch $@

test-full: dev $(VENV)/ocr  ## what is too slow for every change
	$(BIN)/pytest -m full

bench-figures: dev  ## the figures of the running text against those typed by hand; SAMPLES=folders with more documents
	$(BIN)/python -m benchmarks.figures $(SAMPLES)

bench-mutation: dev  ## change one digit of every table value: what is noticed?
	$(BIN)/python -m benchmarks.mutation

clean:
	rm -rf $(VENV) build dist
