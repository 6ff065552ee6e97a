# Everything is done by the short scripts of .ci/; «make help» tells what for.
# PORT, DATA_DIR, DATABASE_URL and the rest of the environment: README, «Configuración».
.DEFAULT_GOAL := help
.PHONY: help run test test-fast test-long bench mutants check requirements clean

help: ## Muestra esta lista
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Instala lo que falte, carga la demostración y sirve en 127.0.0.1:$PORT (8000)
	@.ci/run-server

test: ## Corre las pruebas en SQLite y en PostgreSQL; acepta ARGS="-k texto" y ENGINES=sqlite
	@ENGINES="$(ENGINES)" .ci/test $(ARGS)

test-fast: ## Corre en unos dos minutos las pruebas ligeras, en SQLite; acepta ARGS
	@ENGINES=sqlite .ci/test -m "not long and not browser and not slow" $(ARGS)

test-long: ## Corre las pruebas que tardan minutos, en ambos motores
	@ENGINES="$(ENGINES)" .ci/test -m long $(ARGS)

bench: ## Corre las mediciones de tests/bench/ e imprime sus cifras
	@.ci/bench $(ARGS)

mutants: ## Cambia 300 detalles del código, de a uno, y dice cuáles no nota ninguna prueba
	@.ci/mutants $(ARGS)

check: ## Revisa estilo y formato (también de las plantillas), tipos, migraciones y configuración
	@.ci/check

requirements: ## Vuelve a compilar los requirements*.txt; ARGS=--upgrade los actualiza
	@.ci/compile-requirements $(ARGS)

clean: ## Borra .venv y los archivos temporales; conserva los datos de var/
	@.ci/clean
