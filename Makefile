# Visitbook: `make run` shows it, `make test` proves it. docs/operations.md says more.
.POSIX:
.SILENT:
.PHONY: help setup run test check format clean

help:
	echo 'make setup   prepare the virtual environment'
	echo 'make run     start the site with its demonstration (PORT=8000)'
	echo 'make test    everything that guards a change'
	echo 'make check   the quick half of it'
	echo 'make format  bring the code into its form'
	echo 'make clean   remove the virtual environment and the caches (var/ stays)'

setup:
	sh scripts/setup.sh

run: setup
	exec .venv/bin/python -m diplomacy.run

test:
	sh scripts/setup.sh dev
	sh scripts/test.sh

check:
	sh scripts/setup.sh dev
	sh scripts/test.sh quick

format:
	sh scripts/setup.sh dev
	.venv/bin/ruff check --quiet --fix . || true
	.venv/bin/ruff format .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
