#!/usr/bin/env bash
# Sets up an environment of its own and passes every check: lint, types, tests with coverage. The same for people and CI.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
.venv/bin/ruff format --check src tests benchmarks
.venv/bin/ruff check src tests benchmarks
.venv/bin/mypy
.venv/bin/python -m pytest --cov --cov-report=term:skip-covered --cov-fail-under=80 "$@"
