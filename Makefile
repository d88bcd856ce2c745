# `make test` sets up and checks everything.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)

.PHONY: test clean
.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Safe Havens needs Python 3.11 or newer. Install it, then repeat."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv."; exit 1; }
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready

test: .venv/ready
	@.venv/bin/lint-imports
	@.venv/bin/pytest

clean:
	@rm -rf .venv
