# `make sure` is what CI runs: format, lint, types, import contracts, tests.
# Each step starts by the tools that `./run` installs, so that a clean clone needs nothing else.
BIN = .venv/bin

.PHONY: sure lint types imports test tools

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
