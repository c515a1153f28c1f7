PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLES := tests/examples

.PHONY: demo test test-full lint install dev docs bench bench-hard bench-figures bench-mutation bench-corpus clean

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

$(VENV)/bench: $(VENV)/dev
	$(BIN)/pip install --quiet --group bench
	touch $@

BENCH ?= ../shared/bench
FILES ?= $(wildcard ../shared/samples/pdf/12345-2017-04.pdf ../shared/samples/pdf/reply-2021.pdf)

bench: $(VENV)/bench  ## PDFs beside the peers: accuracy (BENCH=folder), speed (FILES=PDFs), memory; into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.extraction --write --bench $(BENCH) $(FILES)

bench-hard: dev  ## tables drawn in many ways, read and compared cell by cell; SEEDS=first-last
	$(BIN)/python -m benchmarks.hard --seeds $(or $(SEEDS),7000-7100)

bench-figures: dev  ## the figures of the running text against those typed by hand; SAMPLES=folders with more documents
	$(BIN)/python -m benchmarks.figures $(SAMPLES)

bench-mutation: dev  ## change one digit of every table value and of the figures of the text: what is noticed?
	$(BIN)/python -m benchmarks.mutation
	PYTHONPATH=tests $(BIN)/python -m benchmarks.prose_mutation

bench-corpus: dev  ## an archive of generated bulletins converted and searched; BULLETINS=number
	PYTHONPATH=tests $(BIN)/python -m benchmarks.corpus --bulletins $(or $(BULLETINS),300)

docs: dev  ## the pages about the checks and the store, from the code and its examples
	$(BIN)/python -m tongbao.manual docs

clean:
	rm -rf $(VENV) build dist
