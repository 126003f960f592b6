# `make sure` is what CI runs: format, lint, types, import contracts, tests.
# Each step starts by the tools that `./run` installs, so that a clean clone needs nothing else.
BIN = .venv/bin

.PHONY: sure lint types imports test tools locks

sure: lint types imports test

tools:
	@./run tools

lint: tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: tools
	$(BIN)/mypy

imports: tools
	$(BIN)/lint-imports

test:
	./run test

# After a change of dependencies in pyproject.toml or package.json. The locks name no registry.
COMPILE = var/uv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --no-header --no-annotate

locks:
	python3 -m venv var/uv && var/uv/bin/pip install --quiet uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group node -o requirements-node.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
