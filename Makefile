# Every command makes its own environment first: nothing but Python 3.12 or later is needed.

# The first Python 3 that starts at all (a version manager's stand-in may not); config/bootstrap.py
# looks further if it is too old.
FOUND := $(shell for p in python3 python3.13 python3.14 python3.12 /usr/bin/python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 6))' 2>/dev/null && echo $$p && break; done)
PYTHON ?= $(or $(FOUND),$(error Casebook needs Python 3.12 or later, and no Python was found))
BOOT = $(PYTHON) config/bootstrap.py
DEV = $(BOOT) dev
TESTS ?= tests
WORKERS ?= 2

.PHONY: run test coverage check format bench backup restore messages

run: ## start Casebook and keep it running; HOST, PORT, CASEBOOK_DATA, CASEBOOK_URL
	@exec $(BOOT) runtime python -m config.run

test: ## run every test, browser journeys included
	@exec $(BOOT) dev python -m pytest $(TESTS) --numprocesses $(WORKERS) $(ARGS)

coverage: ## which branches the tests reach
	@exec $(BOOT) dev python -m pytest $(TESTS) --numprocesses $(WORKERS) \
		--cov --cov-report term $(ARGS)

check: ## format, lint, types, templates, layers, migrations, deploy checks
	@exec $(BOOT) dev python -m config.checks

format: ## put code and templates in form
	@$(DEV) ruff format .
	@$(DEV) ruff check --fix --exit-zero .
	@exec $(DEV) python -m config.checks templates --format

bench: ## measure the journey over HTTP beside a floor; compares, does not pass or fail
	@exec $(BOOT) dev python -m bench $(ARGS)

backup: ## write a backup while the site runs: make backup FILE=/path/name.tar.gz
	@exec $(BOOT) runtime python manage.py backup "$(FILE)"

messages: ## gather the strings of the interface for translation; needs the gettext tools
	@exec $(BOOT) dev python manage.py makemessages --locale es --no-location \
		--ignore ".venv/*" --ignore "tests/*" --ignore "var/*"

restore: ## put a backup in place, with the site stopped: make restore FILE=/path/name.tar.gz
	@exec $(BOOT) runtime python -m config.run.restore "$(FILE)"
