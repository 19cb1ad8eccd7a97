# Two commands are enough: `make run` starts Greenroom, `make check` runs every test there is.

JAR := server/target/greenroom.jar

# The classes of the jar as the JVM holds them, which halves a start. One that is missing or does not fit is made by the next run.
ARCHIVE := $(JAR:.jar=.jsa)

# What the jar is made of; directories too, so that a deleted file makes it stale.
SOURCES := $(wildcard pom.xml */pom.xml LICENSE .mvn/maven.config web-client/package-lock.json web-client/vite.config.ts web-client/index.html) \
  $(shell find protocol/src/main protocol/schema server/src/main web-client/src web-client/public web-client/scripts -not -path '*/generated*' 2>/dev/null | sed 's/ /\\ /g')

# Maven 3.8 itself still does what newer JVMs warn of.
export MAVEN_OPTS ?= --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
MVN := .mvn/with-jdk mvn

.DEFAULT_GOAL := help
.PHONY: help run check fix build bench

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: $(JAR) $(ARCHIVE) ## Build what is stale and start the server; flags go in ARGS="--port 8080"
	@exec .mvn/with-jdk java -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$(ARCHIVE) \
	  -jar $(JAR) $(ARGS)

check: ## Run every test, and print how many passed and failed
	@.ci/check

fix: ## Format the sources
	@$(MVN) -q spotless:apply

build: $(JAR) $(ARCHIVE) ## Leave one runnable jar, server/target/greenroom.jar

BENCH_CLASSES := server/target/bench.classpath
BENCH = .mvn/with-jdk java $(ARGS) \
  -cp "server/target/test-classes:server/target/classes:$$(cat $(BENCH_CLASSES))"

bench: ## Measure start-up, edits from peer to peer, a large board, and one room shown to SPECTATORS=1000
	@$(MVN) -q test-compile \
	  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
	  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
	@$(BENCH) greenroom.server.system.EditBench
	@$(BENCH) greenroom.server.system.BoardBench
	@$(BENCH) greenroom.server.system.FanOutBench $(SPECTATORS)

$(JAR): $(SOURCES)
	@echo "Building $(JAR) ..."
	@find */target/classes -type f ! -name '*.class' -delete 2>/dev/null || true # a deleted resource goes
	@$(MVN) -q -Dmaven.test.skip=true package
	@touch $@ # an unchanged jar keeps its old time

$(ARCHIVE): $(JAR)
	@.mvn/with-jdk .mvn/archive-classes $(JAR) $@
