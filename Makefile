# make demo: a sample school's report in out/; make test: everything that CI checks.
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: demo test check bench clean

$(READY): pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

demo: $(READY)
	$(PYTHON) -m reportgen build data/schools/完全小学.yaml -o out/

check: $(READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

test: check
	$(PYTHON) -m pytest -n auto -q

bench: $(READY)
	$(PYTHON) benchmarks/run.py
	$(PYTHON) benchmarks/batch.py
	$(PYTHON) benchmarks/workbooks.py
	$(PYTHON) benchmarks/forms.py

clean:
	rm -rf $(VENV) out build dist
