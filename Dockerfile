# One image for every service: web, live, worker and beat differ only by their command.
FROM python:3.13-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /app/.venv \
    && /app/.venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.13-slim-bookworm
# Pango draws the letters in PDF files.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app app \
    && install -d -o app -g app /var/lib/coproduction
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR=/var/lib/coproduction STATIC_ROOT=/app/collected
COPY --from=packages /app/.venv /app/.venv
COPY . .
# Static files need no secret: they are collected with the settings of a local run in a folder thrown away.
RUN VAR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 && rm -rf /tmp/build
USER app
EXPOSE 8000
CMD ["bin/web"]
