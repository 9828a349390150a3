# Two commands on a fresh machine: `make demo` and `make test`. Everything goes into .venv; nothing else is touched.
# PYTHON may name the interpreter to use; otherwise the first one that is 3.11 or newer.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14 python,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
VENV   ?= .venv
BIN    := $(VENV)/bin
# Only locked, hashed wheels and sdists: the dependencies of a dependency are in the lock as well.
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check lint venv lock bench soak wheel clean

demo: venv
	@$(BIN)/cio-tui drill total-outage

test: venv
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: lint test

lint: venv
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: venv
	@$(BIN)/python -m pytest -m soak --timeout 0
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile search --timeout 0

bench: wheel
	@$(BIN)/python -m tools.bench

wheel: venv
	@rm -rf dist && $(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

# Refreshes requirements.lock from pyproject.toml; run it with the oldest Python that is supported.
lock:
	@PYTHON="$(PYTHON)" tools/lock

venv: $(VENV)/.ready
	@$(BIN)/python -m compileall -q cio_tui   # 2.6 × faster to start, also where PYTHONDONTWRITEBYTECODE is set

$(VENV)/.ready: requirements.lock pyproject.toml tools/make-venv
	@tools/make-venv "$(PYTHON)" $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) dist
