# Everything begins with a fitting Python (3.12 to 3.14) and nothing else.
# PORT=8080 make run moves it; DATABASE_URL and REDIS_URL choose other stores; DEMO=0 starts empty.

PYTHON_APP := .venv/bin/python

# Python keeps what it compiled, or each process of the app would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run reset test faults check bench docs messages

run reset: export DEMO ?= 1
run: ## serve the app on this machine, with a living demo group
	@bin/bootstrap
	@exec $(PYTHON_APP) manage.py serve

reset: ## delete this run's data and begin anew
	@bin/bootstrap
	@$(PYTHON_APP) manage.py reset $(if $(YES),--yes)

test: ## the whole suite, on every database that answers, then in a browser
	@bin/bootstrap requirements-dev.txt
	@bin/test

faults: ## thousands of messages and 50 deaths; then made-up input for hours (ONLY=deliveries, ONLY=input)
	@bin/bootstrap requirements-dev.txt
ifneq ($(ONLY),input)
	@FAULT_ANSWERS=$${FAULT_ANSWERS:-1000} FAULT_DELIVERIES=$${FAULT_DELIVERIES:-10000} FAULT_KILLS=$${FAULT_KILLS:-50} $(PYTHON_APP) -m pytest -q -s tests/promises/test_14_messages_arrive.py tests/promises/test_05g_the_ballot_box_outlives_any_death.py
endif
ifneq ($(ONLY),deliveries)
	@$(PYTHON_APP) -m pytest -q -m "not e2e and not slow" --hypothesis-profile=deep
endif

check: ## lint, format, types, contracts, drift
	@bin/bootstrap requirements-dev.txt
	@bin/check

bench: ## the figures of docs/measures.md beside their goals
	@bin/bootstrap requirements-dev.txt
	@$(PYTHON_APP) -m bench

docs: ## write docs/states.md and docs/permissions.md from the code
	@bin/bootstrap
	@$(PYTHON_APP) manage.py write_docs

messages: ## gather texts to translate, and compile the translations (needs gettext)
	@bin/bootstrap
	@$(PYTHON_APP) manage.py makemessages --all --no-obsolete --no-wrap --add-location file --ignore var --ignore .venv --ignore tests --ignore bench
	@$(PYTHON_APP) manage.py compilemessages --ignore var --ignore .venv
