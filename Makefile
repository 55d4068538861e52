PYTHON ?= python3
BIN := .venv/bin
ENVIRONMENT ?= $(BIN)/python

.PHONY: demo test cases silence properties lint format audit judge bench race regenerate lock sbom clean

demo: .venv/demo
	$(BIN)/lexflux check examples/beijing-hospital.yaml --exit-zero
	$(BIN)/lexflux check examples/hotel-group-members.yaml --exit-zero
	$(BIN)/lexflux check examples/multinational-hr.yaml --lang zh --exit-zero
	$(BIN)/lexflux explain examples/multinational-hr.yaml
	$(BIN)/lexflux compare examples/patient-records-cloud.yaml --from CN --from DE --from GB --from US --from SG
	$(BIN)/lexflux treaties CN SG --on 2026-06-01 --topic localisation

test: .venv/test lint
	$(BIN)/python -m pytest

cases: .venv/test
	$(BIN)/python -m pytest tests/decision/test_cases.py -k "test_case[$(REGIME)/"

lint: .venv/test
	$(BIN)/ruff check reasoner tests benchmarks
	$(BIN)/ruff format --check reasoner tests benchmarks
	$(BIN)/mypy

format: .venv/test
	$(BIN)/ruff check --fix reasoner tests benchmarks
	$(BIN)/ruff format reasoner tests benchmarks
	$(BIN)/python -m lexflux.law.layout

audit: .venv/test
	$(BIN)/python -m tests.audit $(REGIME)

silence: .venv/test
	$(BIN)/python -m pytest tests/decision/test_silence.py --every-case

properties: .venv/test
	$(BIN)/python -m pytest tests/decision/test_properties.py --hypothesis-profile thorough

judge: .venv/test
	$(BIN)/python -m pytest tests/engines/test_judge.py --transfers 30

bench: .venv/test
	mkdir -p .benchmarks
	$(BIN)/python -m pytest benchmarks -n 0 --benchmark-only --benchmark-json=.benchmarks/run.json
	$(BIN)/python benchmarks/table.py .benchmarks/run.json

race: .venv/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[race]'
	$(BIN)/python -m benchmarks.peers

regenerate: .venv/test
	$(BIN)/lexflux schema > shapes/transfer.schema.json
	$(BIN)/lexflux schema context > shapes/transfer.context.jsonld
	$(BIN)/lexflux schema answer > shapes/answer.schema.json
	$(BIN)/python -m lexflux.faces.vocabulary_pages docs/vocabulary
	$(BIN)/python -m tests.readme

lock: .venv/test
	$(BIN)/python -m pip freeze --exclude-editable --exclude lexflux > constraints.txt

sbom: .venv/test
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.cdx.json \
		$(ENVIRONMENT)

.venv/demo: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/test: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@ .venv/demo

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
