# Vigie: `make help` lists what can be made. Each target does its own set-up.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

ADDR ?= 127.0.0.1:8080
SCALE ?= 0.005
SCALES ?= 0.01,0.1,1
MEMORY ?= 10GB
FAULTS ?=
LAKE ?=
VERSION ?= $(shell git describe --always --dirty 2>/dev/null || echo dev)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
VEGETA := github.com/tsenart/vegeta/v12@v12.13.0
OAPI_CODEGEN := github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2

.PHONY: help build demo test picture laws alerts bench bench-serve faults national lint gen gen-check golden notebooks assets clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

build: assets ## Build bin/vigie
	@echo "Building bin/vigie (the first build compiles for a minute or two)…"
	@go build -ldflags "-X main.version=$(VERSION)" -o bin/vigie .

assets: api/web/dsfr/dsfr.css ## Fetch the design system of the pages (npm ci, from the lock file)

api/web/dsfr/dsfr.css: api/web/package-lock.json api/web/assets.mjs api/web/assets.sh
	@echo "Fetching the design system…"
	@sh api/web/assets.sh
	@touch $@

demo: build ## Make a sample, run the night, serve it: make demo ADDR=127.0.0.1:8080
	@bin/vigie demo --addr $(ADDR) --scale $(SCALE)

test: assets ## Everything that CI checks, the browser and the notebooks included where they are installed
	@$(MAKE) --no-print-directory lint
	@VIGIE_FAULTS=bounded go test -vet=off -timeout 30m ./... # lint has vetted them
	@$(MAKE) --no-print-directory laws
	@$(MAKE) --no-print-directory alerts
	@$(MAKE) --no-print-directory notebooks

picture: assets ## Take the README's picture of the widget again, from the page itself
	@VIGIE_PICTURE="$$PWD/docs/widget.png" go test ./api -run TestPicture -count=1

laws: ## The laws of pools, levers and prospects, their oracles, and of what is hidden, over thousands of random worlds each
	@go test ./analytics/pools ./analytics/prospects -rapid.checks=3000
	@go test ./analytics/disclosure -rapid.checks=1000

alerts: ## Test docs/alerts.yml with Prometheus' own engine, a module of its own
	@cd docs/alerts && go vet ./... && go test ./...

bench: ## Benchmarks, each as a ratio against its baseline in the same run
	@go test -run '^$$' -bench . -benchtime 2s ./...

bench-serve: assets bin/vegeta ## The widget's service: throughput beside static bytes, open loop, 500 swaps, start and memory: make bench-serve LAKE=lake
	@go test ./api -run '^$$' -bench 'Widget$$' -benchtime 5s
	@VIGIE_BENCH_SERVE="$$PWD/bin/vegeta" VIGIE_LAKE=$(LAKE) go test . -run '^$$' -bench 'Serve$$' -benchtime 1x -timeout 1h
	@VIGIE_BENCH_SERVE="$$PWD/bin/vegeta" go test . -run TestSwapsUnderLoad -v -count=1 -timeout 1h | grep -v INFO

bin/vegeta:
	@echo "Installing the load generator…"
	@GOBIN="$$PWD/bin" go install $(VEGETA)

faults: assets ## Inject every fault, in more than an hour, and print what was obtained: make faults FAULTS=crash for one
	@mkdir -p bin && rm -f bin/faults.md
	@VIGIE_FAULTS=full VIGIE_FAULTS_REPORT="$$PWD/bin/faults.md" go test . ./ingest -count=1 -timeout 4h -run 'TestFaults/$(FAULTS)|TestMutatedDeliveries'
	@printf '\n| goal | obtained | command |\n| --- | --- | --- |\n' && sort bin/faults.md

national: notebooks ## Measure first nights and deltas at SCALES=0.01,0.1,1 (40 minutes, 40 GB of disk), draw them, list the stages
	@VIGIE_BENCH_NIGHT=$(SCALES) VIGIE_MEMORY=$(MEMORY) VIGIE_BENCH_CSV="$$PWD/docs/national.csv" go test . -run '^$$' -bench Night -benchtime 1x -timeout 4h
	@notebooks/.venv/bin/python notebooks/scale_chart.py docs/national.csv docs/national.svg

lint: ## Format, vet, static checks, generated files
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt -w these files:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	@go vet ./...
	@go run $(STATICCHECK) ./...
	@$(MAKE) --no-print-directory gen-check

gen: ## Regenerate what is generated (API, catalogues)
	@cd api/openapi && go run $(OAPI_CODEGEN) -config config.yaml openapi.yaml
	@go test ./ingest -run Readme -update >/dev/null

gen-check: ## Fail when a generated file is not what its source gives
	@cp api/openapi/openapi_gen.go "$${TMPDIR:-/tmp}/openapi_gen.before"
	@cd api/openapi && go run $(OAPI_CODEGEN) -config config.yaml openapi.yaml
	@cmp -s api/openapi/openapi_gen.go "$${TMPDIR:-/tmp}/openapi_gen.before" || { echo "api/openapi/openapi_gen.go was stale: commit the new one"; exit 1; }

golden: ## Rewrite the expected rows of the golden cases; read the diff
	@go test ./transform ./analytics/attractivity ./analytics/market ./analytics/pools ./analytics/prospects ./analytics/performance -run Golden -update

notebooks: build ## Execute the analysts' notebooks against the demonstration's lake
	@sh notebooks/run.sh

clean: ## Remove what was built and the demonstration
	@rm -rf bin demo notebooks/.venv notebooks/.out
