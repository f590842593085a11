# Everything a person needs, in one word each. `make site` and `make test` set up what they need by themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000

.PHONY: site test setup serve check pdf convert export addresses hooks schemas fuzz bench lighthouse browsers lock clean help

help:            ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

# A stamp stands for an installed requirements file, so that a second `make` installs nothing.
$(VENV)/site.stamp: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11, 5) else "Python 3.11.5 or newer is needed, this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/dev.stamp: $(VENV)/site.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# The parser that the Argdown export is held to, and axe-core for the pages; only tests need them, and with them Node.js.
ORACLES := tests/oracles/node_modules/.package-lock.json
$(ORACLES): tests/oracles/package-lock.json
	@command -v npm > /dev/null || { echo "The tests need Node.js and npm: they hold an export to the Argdown parser, and the pages to axe-core."; exit 1; }
	cd tests/oracles && npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@

setup: $(VENV)/site.stamp   ## install what the site is built with

site: $(VENV)/site.stamp    ## check the edition, then build it into site/ with its PDFs, its EPUB and its zip
	$(BIN)/python scripts/check.py
	DOWNLOADS=$${DOWNLOADS:-all} NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

serve: $(VENV)/site.stamp   ## preview with live reload on localhost:PORT
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve --dev-addr localhost:$(PORT)

check: $(VENV)/site.stamp   ## say everything that is wrong, and what to type instead
	$(BIN)/python scripts/check.py

pdf: $(VENV)/site.stamp     ## set the edition as PDF: build/edition.pdf (A4), edition-letter.pdf, edition-plain.pdf (A5)
	$(BIN)/python scripts/export.py --to build --only edition.pdf edition-letter.pdf edition-plain.pdf

export: $(VENV)/site.stamp  ## write data, PDF, EPUB and the zip of the site into build/data
	$(BIN)/python scripts/export.py --to build/data

convert: $(VENV)/site.stamp ## write every page as plain Markdown into build/markdown
	$(BIN)/python scripts/convert.py --to build/markdown

addresses: $(VENV)/site.stamp ## add new addresses to the list of published ones; say so in a commit of its own
	$(BIN)/python scripts/addresses.py

hooks:           ## let git check what is staged before it commits (in this clone)
	git config core.hooksPath .githooks

schemas: $(VENV)/site.stamp ## write what editors know of the fields anew, into .vscode
	$(BIN)/python scripts/schemas.py

# In as many processes as there are processors; PROCESSES=0 is one, where a debugger works.
PROCESSES ?= auto
test: $(VENV)/dev.stamp $(ORACLES)  ## all tests, the browser's included
	$(BIN)/python -m ruff check scripts tests
	$(BIN)/python -m pytest -q --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder

# atheris has wheels for some platforms only; without it the same targets are fed by mutation.
SECONDS_EACH ?= 60
fuzz: $(VENV)/dev.stamp      ## feed every reader hostile input, SECONDS_EACH for each; what fails is left in build/fuzz
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.txt || true
	$(BIN)/python tests/fuzz/readers.py --seconds $(SECONDS_EACH)

$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	touch $@

# With ARGUMENTS='--only print' the downloads and the other ways to print alone; --help tells the rest.
bench: $(VENV)/bench.stamp  ## time and memory of each step, the search and each download, on this edition and on larger ones
	$(BIN)/python tests/bench.py $(ARGUMENTS)

LIGHT := tests/light/node_modules/.package-lock.json
$(LIGHT): tests/light/package-lock.json
	cd tests/light && npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@

lighthouse: $(LIGHT)         ## what the longest text and the home page of site/ cost a phone and a desktop (PAGES='…' for others)
	@test -e site/index.html || { echo "There is no site/ yet: run make site first."; exit 1; }
	$(PYTHON) tests/light/lighthouse.py $(PAGES)

# Both are driven by what they bring along: no driver is installed. ARGUMENTS='--engine webkit --only thread' is a part.
browsers: $(VENV)/dev.stamp  ## try site/ in Firefox and in WebKitGTK, whichever are installed; what fails is left in build/browsers
	@test -e site/index.html || { echo "There is no site/ yet: run make site first."; exit 1; }
	$(BIN)/python tests/other_browsers.py $(ARGUMENTS)

lock: requirements.in requirements-dev.in requirements-fuzz.in requirements-bench.in  ## compile the requirement files anew, with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header requirements-fuzz.in -o requirements-fuzz.txt
	uv pip compile -q --universal --python-version 3.11.5 --generate-hashes --no-emit-index-url --no-header requirements-bench.in -o requirements-bench.txt

clean:           ## remove what was built (not what was installed)
	rm -rf site build
