# Everything that is done to this repository is done by one of these; .ci/run calls them too.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build run test test-api test-integrations test-metrics lint simulate bench bench-exact clean

# The Swift runtime is linked in, so that the two programs run where no Swift is installed; symbols are left out, which
# makes them a third of the size.
RELEASE := -c release --static-swift-stdlib -Xlinker -s
# An import that a target did not declare is an error, not a hint.
CHECKED := --explicit-target-dependency-import-check error
# Tests at a time. Without a bound all start at once, and Foundation's Process, which reads beyond the end of a directory
# entry of /proc/self/fd, faults in a process of many open files. Before Swift 6.3 nothing heeds this.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 12

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /make \1\t/' | expand -t 16

setup: ## install what the machine lacks
	@scripts/setup

build: setup ## release build of admind and adminctl, in .build/release
	swift build $(RELEASE) $(CHECKED) --product admind
	swift build $(RELEASE) $(CHECKED) --product adminctl

run: build ## serve on 127.0.0.1:8700 with data in ./var
	.build/release/admind serve --data-dir var

test: ## the whole test suite
	@scripts/setup --test
	swift build $(CHECKED) --build-tests
	scripts/run-tests

test-api: ## schemathesis against a daemon of its own
	@scripts/setup --test-api
	swift build $(CHECKED) --product admind
	swift build $(CHECKED) --product adminctl
	scripts/test-api

test-integrations: ## integrations/litellm in a real proxy, before a daemon of its own
	@scripts/setup --test-integrations
	swift build $(CHECKED) --product admind
	scripts/test-integrations

test-metrics: ## alerts and dashboard against a real Prometheus that scrapes a daemon under load
	@scripts/setup --test-metrics
	swift build $(CHECKED) --product admind
	swift build $(CHECKED) --product adminctl
	scripts/test-metrics

lint: ## formatting, and what else is checked without building
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	scripts/check-tree

simulate: ## the ledger over a disk that fails, from a seed: SEED=n STEPS=n
	@scripts/setup --test
	swift build $(CHECKED) --build-tests
	KEYHOLD_SIMULATION_SEED=$(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')) \
		KEYHOLD_SIMULATION_STEPS=$(or $(STEPS),1000000) SWIFT_DETERMINISTIC_HASHING=1 \
		swift test $(CHECKED) --skip-build --filter 'AdmissionTests.SimulationTests'

bench: ## the benchmark table; OUT=file.json as JSON too, QUICK=1 without the million keys, AGAINST=dir another build
	@scripts/setup --bench
	@# SwiftPM looks for new files of a package that it depends on by path only when it plans anew.
	@touch Benchmarks/Package.swift
	swift build --package-path Benchmarks $(RELEASE)
	swift build --package-path Benchmarks $(RELEASE) --product admind
	@python3 Benchmarks/driver

bench-exact: ## callers, kill -9 and restarts: what was overshot, refused wrongly, leaked or lost; ROUNDS=n CLIENTS=n SEED=n
	@scripts/setup --test
	swift build $(CHECKED) --build-tests
	KEYHOLD_EXACT_ROUNDS=$(or $(ROUNDS),50) KEYHOLD_EXACT_CLIENTS=$(or $(CLIENTS),16) KEYHOLD_EXACT_SECONDS=10 \
		KEYHOLD_EXACT_SEED=$(or $(SEED),$(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')) \
		swift test $(CHECKED) --skip-build --no-parallel --filter 'EndToEndTests.*(overshoots|hammered)'

clean:
	rm -rf .build Benchmarks/.build
