VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: demo fast test check bench images clean

# A sample school's report in out/.
demo: $(READY)
	$(PYTHON) -m reportgen build data/schools/完全小学.yaml -o out/

# What is worth waiting for at every step: check, and the tests that are not marked slow.
fast: check
	$(PYTHON) -m pytest -n auto --dist worksteal -q -m "not slow"

# All that a change must pass before it goes in; CI runs this.
test: check
	$(PYTHON) -m pytest -n auto --dist worksteal -q

# Lint, layout of the code, types, import contracts.
check: $(READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

# Ratios of speed and memory, for changes of rendering, batch, workbooks or forms.
bench: $(READY)
	$(PYTHON) benchmarks/run.py
	$(PYTHON) benchmarks/batch.py
	$(PYTHON) benchmarks/workbooks.py
	$(PYTHON) benchmarks/forms.py
	$(PYTHON) benchmarks/growth.py

# The pictures of Word pages in README and the manuals; LibreOffice and poppler are needed.
images: $(READY)
	$(PYTHON) docs/images/make.py
	$(PYTHON) docs/images/make_forms.py

# Back to a fresh clone, with out/ empty.
clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find out -mindepth 1 ! -path out/.gitignore -delete

# The tools of all the other targets.
$(READY): pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)
