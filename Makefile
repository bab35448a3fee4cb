# make run and make test are all the set-up a fresh Debian machine with a Swift 6.3 toolchain needs.
PREFIX ?= /usr/local
SWIFT ?= swift
BUILD ?= .build
CHECKS := --explicit-target-dependency-import-check error
# Without debug symbols: they are two thirds of the file.
RELEASE := -c release --static-swift-stdlib -Xlinker -s --product perch

FUZZ ?= all 10000000

.PHONY: run build test lint bench fuzz screens install setup clean size

run: build
	@$(BUILD)/release/perch

build: setup
	$(SWIFT) build $(RELEASE) --scratch-path $(BUILD) $(CHECKS)

test: setup
	$(SWIFT) build --build-tests --scratch-path $(BUILD) $(CHECKS)
	.ci/test $(BUILD)/debug/perchPackageTests.xctest

lint:
	$(SWIFT) format lint --strict -r --parallel Sources Tests Package.swift

install: build
	install -D -m 755 $(BUILD)/release/perch $(DESTDIR)$(PREFIX)/bin/perch

bench: build
	$(SWIFT) build $(RELEASE:perch=perch-bench) --scratch-path $(BUILD) $(CHECKS)
	$(BUILD)/release/perch-bench

# Ten million inputs for each subject; FUZZ="SUBJECT EXECUTIONS SEED" chooses others.
fuzz: setup
	$(SWIFT) build $(RELEASE:perch=perch-fuzz) --scratch-path $(BUILD) $(CHECKS)
	$(BUILD)/release/perch-fuzz $(FUZZ)

screens: build
	$(SWIFT) build $(RELEASE:perch=perch-screens) --scratch-path $(BUILD) $(CHECKS)
	$(BUILD)/release/perch-screens screens

size: build
	@ls -l $(BUILD)/release/perch | awk '{printf "perch: %.1f MB\n", $$5 / 1000000}'

setup:
	@.ci/setup

clean:
	rm -rf $(BUILD) .build-* screens
