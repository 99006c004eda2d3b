# Every command works from a bare clone: what is missing is installed first. `make install` says what it cannot.

PORT ?= 8000
export PORT
PYTHON_OF_SITE := .venv/bin/python
PYTEST := $(PYTHON_OF_SITE) -m pytest
APART := not journey and not fault
LIKE_A_SERVER := DEBUG=0 SECRET_KEY=$$(cat /proc/sys/kernel/random/uuid /proc/sys/kernel/random/uuid) \
	SITE_ADDRESS=https://thidua.example.vn ALLOWED_HOSTS=thidua.example.vn DATABASE_URL=sqlite:///:memory:
BLOCKS := -b card,endcard -b callout,endcallout -b help,endhelp -b once,endonce # our own tags that have an end
TEMPLATES := $(shell find templates emulation documents blocs awards -name '*.html' 2>/dev/null)

.PHONY: run test install install-for-tests check format bench pictures scan

run: install
	@DEBUG=1 $(PYTHON_OF_SITE) manage.py demo

test: install-for-tests
	env -u DATABASE_URL $(PYTEST) -n logical -m "$(APART)"
	$(PYTHON_OF_SITE) -m tests.postgres $(PYTEST) -n logical -m "database and $(APART)"
	env -u DATABASE_URL $(PYTEST) -n logical --dist loadfile -m "journey or fault"

install:
	@scripts/install

install-for-tests:
	@scripts/install test

check: install
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djhtml --tabwidth 2 --check $(BLOCKS) $(TEMPLATES)
	.venv/bin/djade --target-version 5.2 --check $(TEMPLATES)
	.venv/bin/djlint --lint --quiet templates
	$(LIKE_A_SERVER) $(PYTHON_OF_SITE) manage.py makemigrations --check --dry-run
	$(LIKE_A_SERVER) $(PYTHON_OF_SITE) manage.py check --deploy --fail-level WARNING
	$(LIKE_A_SERVER) $(PYTHON_OF_SITE) manage.py translations check

format: install
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	-.venv/bin/djhtml --tabwidth 2 $(BLOCKS) $(TEMPLATES)
	-.venv/bin/djade --target-version 5.2 $(TEMPLATES)

bench: install
	$(PYTHON_OF_SITE) -m benchmarks

pictures: install-for-tests
	$(PYTHON_OF_SITE) scripts/pictures

scan: install
	@scripts/install scan
	$(PYTHON_OF_SITE) scripts/scan $(WHO)
