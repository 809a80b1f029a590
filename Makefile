# `make` or `make help` says what each target does. The first call sets .venv up, which takes a minute or two.

PYTHONS := python3 python3.13 python3.12 python3.11
PYTHON = $(shell for p in $(PYTHONS); do $$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && command -v $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
READY := .venv/ready
ARGS :=
# The machine's own certificates, as pip takes them: an organisation may have its own.
export UV_SYSTEM_CERTS := true
# Where it is set, each of the many processes would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help begin rehearse test test-long lint format serve check preview handbook pictures exchange-standin cluster faults canaries audit fuzz coverage mutants lock clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'
	@echo; echo "  ARGS=... is handed on, for example: make rehearse ARGS='--months 12 --keep-ui'"

begin: $(READY) ## Take a board from its terms and its list of people to its first letters: make begin ARGS=FOLDER
	@$(BIN)/mase begin $(ARGS)

rehearse: $(READY) ## Play three months of the forum, with letters, documents and a timeline in rehearsal/
	@$(BIN)/mase rehearse $(ARGS)

test: lint ## Check the code and run all tests that are quick, a process for each core
	@$(BIN)/pytest -n auto --dist worksteal -m "not long" $(ARGS)

test-long: $(READY) ## Run the tests that play months, or start servers, browsers and offices, and the thorough ones of each room
	@$(BIN)/pytest -n auto --dist worksteal -m long $(ARGS)

# The product may import only what it declares for itself; tests and benchmarks also what stands under "dev" (DEP004).
lint: $(READY) ## Check style, types, who may import whom, and that each package imported is declared
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry forum tasks flows config mase samples rehearsals
	@$(BIN)/deptry . --ignore DEP004

format: $(READY) ## Format the code and put its imports in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

serve: $(READY) ## Start the service: a Prefect server, and every flow at its time
	@$(BIN)/mase serve $(ARGS)

check: $(READY) ## Say whether settings, policies, templates, database and mailbox are right
	@$(BIN)/mase check $(ARGS)

preview: $(READY) ## Write every letter and document with sample data into preview/
	@$(BIN)/mase preview $(ARGS)

handbook: $(READY) ## Draw the letters anew where they changed, and write the unit's handbook as handbook.docx
	@$(BIN)/mase handbook --draw $(ARGS)

pictures: $(READY) ## Draw the pictures of Prefect's pages in docs/operations.md anew, with Chromium (some minutes)
	@$(BIN)/python -m tests.pictures

exchange-standin: $(READY) ## Start an Exchange server to try things on, with a page that shows its mailboxes
	@$(BIN)/python -m tests.standins.exchange --show --port 8025 $(ARGS)

cluster: $(READY) ## Start Prefect on PostgreSQL and Redis with two API servers and three workers, on this machine, to try it
	@$(BIN)/python -m tests.cluster $(ARGS)

faults: $(READY) ## Kill and disturb delivery and the inbox in every way, and count what was lost or doubled (up to an hour)
	@$(BIN)/python -m tests.faults $(ARGS)

canaries: $(READY) ## Play a month with canary words in every free text, alone and with two other groups, and look where none may stand (a few minutes)
	@$(BIN)/python -m tests.canaries

audit: $(READY) ## Ask the package index whether a package of requirements.lock has a known weakness; ARGS='--vulnerability-service osv'
	@PATH=$(BIN):$$PATH $(BIN)/python -m tests.audit $(ARGS)

fuzz: $(READY) ## Fuzz all that reads what others wrote, ten minutes a target (two hours); ARGS='--summary' sums it up
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --only-binary atheris -r pyproject.toml --extra fuzz \
		|| echo "atheris has no wheel for this $$($(BIN)/python --version), or could not be had: hypothesis fuzzes in its place."
	@$(BIN)/python -m tests.fuzz $(ARGS)

likely-words: $(READY) ## Train what proposes the likely meaning of replies, from tests/replies; ARGS=--apart says how well it does
	$(BIN)/python -m benchmarks.understanding.training $(ARGS)

coverage: $(READY) ## Run the quick tests and the thorough ones, and print how much of each room they reach, branch by branch
	@$(BIN)/pytest -n auto --dist worksteal -m "not long or thorough" --cov --cov-report= $(ARGS)
	@$(BIN)/python -m tests.coverage_of_rooms

mutants: $(READY) ## Change a room in all small ways, and print the changes that its tests miss; ROOM=forum/attendance SAMPLE=100 TESTS='...'
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -r pyproject.toml --extra mutants
	@$(BIN)/python -m tests.mutants $(ROOM) $(TESTS) $(if $(SAMPLE),--sample $(SAMPLE))

lock: $(READY) ## Resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade --quiet \
		--generate-hashes --no-annotate --no-header --output-file requirements.lock

clean: ## Remove .venv and what tools left behind (not var/, where the register is)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info

# uv installs the lock in a tenth of pip's time. Where it reaches no index, as it doesn't read pip's settings, pip does.
# The editable install takes hatchling from the lock; the empty Prefect database saves each rehearsal six seconds.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with its venv module (on Debian: apt install" \
		"python3 python3-venv). None was found under these names: $(PYTHONS)."; exit 1; }
	@echo "Setting up .venv with $(PYTHON)"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock | $(PIP) --require-hashes -r /dev/stdin
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock \
		|| $(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(BIN)/python -c "from mase.service.prefect_server import prepare_database; prepare_database()"
	@touch $@
