VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
OLDEST := .venv-oldest
OLDEST_READY := $(OLDEST)/.ready
# Hundreds of tests start a command: where Python keeps no bytecode, each compiles the whole program.
unexport PYTHONDONTWRITEBYTECODE
SECONDS := 60
SEED := 1
# What reads, makes and fills with other packages.
OLDEST_TESTS := tests/test_commands.py $(addprefix tests/,forms load/workbooks ooxml render sections/typed templating)

.PHONY: demo fast test check oldest fuzz bench bench-quick bench-against bombs bundle bundle-check images patched clean

# A sample school's report in out/.
demo: $(READY)
	$(PYTHON) -m reportgen build data/schools/完全小学.yaml -o out/

# What is worth waiting for at every step: check, and the tests that are not marked slow.
fast: check
	$(PYTHON) -m pytest -n auto --dist worksteal -q -m "not slow"

# All that a change must pass before it goes in; CI runs this.
test: check
	$(PYTHON) -m pytest -n auto --dist worksteal -q

# The quick tests of what depends on other packages, with the oldest versions that are allowed.
oldest: $(OLDEST_READY)
	$(OLDEST)/bin/python -m pytest -n auto -q -m "not slow" $(OLDEST_TESTS)

# Damaged and hostile files for every reader, the same ones each time; longer: SECONDS=3600 SEED=2.
fuzz: $(READY)
	$(PYTHON) -m fuzz --seconds $(SECONDS) --seed $(SEED)

# Lint, layout of the code, types, import contracts.
check: $(READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

# What is promised of speed and memory, and how it grows, within ten minutes of two quiet cores.
bench: $(READY)
	missed=0; $(PYTHON) benchmarks/run.py || missed=1; $(PYTHON) benchmarks/growth.py && exit $$missed

# What files that would take all memory or time cost each reader, on as many cores as there are.
bombs: $(READY)
	$(PYTHON) benchmarks/bombs.py

# What can be seen of it within a minute.
bench-quick: $(READY)
	missed=0; $(PYTHON) benchmarks/run.py --quick || missed=1; $(PYTHON) benchmarks/growth.py whole && exit $$missed

# This tree and another, line by line in one table: make bench-against TREE=../checkout ONLY="start way".
bench-against: $(READY)
	$(PYTHON) benchmarks/against.py $(TREE) $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

# A folder and a zip for each system in dist/, for people without network: wheels, 安装, 启动.
bundle: $(READY)
	$(PYTHON) -m bundle make

# Whether each of these has all that its systems and Pythons need: by metadata, and installed.
bundle-check: bundle
	$(PYTHON) -m bundle check

# The pictures of Word pages in README and the manuals; LibreOffice, poppler and Chromium are needed.
images: $(READY)
	$(PYTHON) docs/images/make.py
	$(PYTHON) docs/images/make_forms.py
	$(PYTHON) docs/images/make_clerk.py
	$(PYTHON) docs/images/make_officer.py
	$(PYTHON) docs/images/make_keeper.py

# What is kept of the bundled templates, after a change of one or of their patching.
patched: $(READY)
	$(PYTHON) docs/make_patched.py

# Back to a fresh clone, with out/ empty.
clean:
	rm -rf $(VENV) $(OLDEST) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find out -mindepth 1 ! -path out/.gitignore -delete

# The tools of all the other targets.
$(READY): pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

# openxml-audit is for tests only, and would ask for a newer lxml.
$(OLDEST_READY): pyproject.toml constraints-oldest.txt
	python3 -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints-oldest.txt --editable . hypothesis jsonschema openpyxl pytest pytest-xdist
	$(OLDEST)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps openxml-audit
	touch $(OLDEST_READY)
