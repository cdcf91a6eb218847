# make run                installs what is missing, builds, and starts the demo
# make test               installs what the tests need too, builds, and passes every test
# make fuzz SECONDS=600   runs each fuzzer of Tests/Fuzz for so long
# make test-faults        delivers 1,000 submissions over a line that fails in every way (some minutes)
# make test-ledger        posts, kills and restarts for ten minutes: nothing may be lost, nothing made twice; prints the figures
# make test-peers         lets senders' own libraries, of PyPI and Debian, post to it and take from it (needs a network, python3 with venv; node too,
#                         if it is there); NPM=1 adds one of npm
# make test-sanitize      passes the tests once under ThreadSanitizer and once under AddressSanitizer
# make build              builds .build/release/boardbridge
# make lint, make format  look at the sources' form, or mend it
# make clean              removes what was built

SHELL := /bin/sh
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BUILD_PACKAGES := g++ pkg-config libcurl4-openssl-dev libsqlite3-dev libyaml-dev libphonenumber-dev libsimdjson-dev libicu-dev libjq-dev libmagic-dev libssl-dev zlib1g-dev
TEST_PACKAGES := nginx curl openssl slowhttptest util-linux python3-yaml python3-jsonschema python3-aiosmtpd fiu-utils faketime chromium
BUSY_TESTS := ^(MappingTests|DraftingTests|TryingTests|WireTests|SpamTests)[.]
# How many tests run at once. All of them at once would wait for each other's processor time longer than any of them may wait.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 12
RELEASE := swift build -c release --static-swift-stdlib --product boardbridge

.PHONY: run help build test test-faults test-ledger test-peers fuzz test-sanitize lint format clean packages test-packages

run: build
	exec .build/release/boardbridge demo

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

build: packages
	$(RELEASE)

test: packages test-packages build
	swift build --build-tests
	@# What keeps the processor busy goes first and alone: beside it, tests that wait for an answer would wait in vain.
	swift test --skip-build --filter '$(BUSY_TESTS)'
	BOARDBRIDGE_BINARY="$(CURDIR)/.build/release/boardbridge" swift test --skip-build --skip '$(BUSY_TESTS)'
	Tests/Fuzz/run 3

test-faults: packages build
	swift build --build-tests
	BOARDBRIDGE_FAULTS=1000 BOARDBRIDGE_BINARY="$(CURDIR)/.build/release/boardbridge" swift test --skip-build --filter 'FaultTests'

LEDGER_SECONDS := 600

test-ledger: packages test-packages build
	swift build --build-tests
	BOARDBRIDGE_BINARY="$(CURDIR)/.build/release/boardbridge" BOARDBRIDGE_LEDGER=$(LEDGER_SECONDS) \
		swift test --skip-build --filter 'IntegrationTests.*Ledger'

SECONDS := 60

test-peers: packages build
	swift build --build-tests
	BOARDBRIDGE_PEERS=$(if $(NPM),npm,1) BOARDBRIDGE_BINARY="$(CURDIR)/.build/release/boardbridge" swift test --skip-build --filter 'PeerTests'

fuzz: packages
	Tests/Fuzz/run $(SECONDS)

test-sanitize: packages test-packages
	Tests/Sanitizers/run thread
	Tests/Sanitizers/run address

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format format --in-place --recursive Package.swift Sources Tests

clean:
	swift package clean
	rm -rf .build

packages:
	@command -v swift >/dev/null || { echo "Swift 6.3 or later is needed: https://www.swift.org/install/linux/"; exit 1; }
	@SUDO="$(SUDO)" ./deploy/install-packages $(BUILD_PACKAGES)

test-packages:
	@SUDO="$(SUDO)" ./deploy/install-packages $(TEST_PACKAGES)
