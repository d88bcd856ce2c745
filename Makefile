# `make run` sets up and starts the app; `make test` sets up and checks everything;
# `make bench` installs what the engine is measured against, measures and writes docs/benchmarks.md.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test bench chromium clean
run: .venv/ready
	@.venv/bin/safe-havens app

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Safe Havens needs Python 3.11 or newer. Install it, then repeat."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv."; exit 1; }
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Compiling the engine, once ..."
	@.venv/bin/python -m simulator.engine.compiled
	@touch .venv/ready

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || test -d "/Applications/Google Chrome.app" || \
	  { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install -y chromium >/dev/null; } || \
	  { echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium. On macOS: install Google Chrome."; exit 1; }

test: .venv/ready chromium
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports
	@.venv/bin/pytest

bench: .venv/ready
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	@.venv/bin/python -m benchmarks

clean:
	@rm -rf .venv
