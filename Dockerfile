# Leadline in a container. Written with care and not yet tried on an engine: see docs/guide/hosting.md.

FROM python:3.13-slim AS build
WORKDIR /source
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
COPY requirements requirements
RUN python -m venv /usr/local/leadline \
 && python -m pip install --require-hashes --no-deps -r requirements/installer.lock \
 && uv pip sync --python /usr/local/leadline/bin/python --require-hashes requirements/app.lock
COPY . .
RUN uv build --wheel --build-constraints requirements/build.lock --out-dir /wheels \
 && uv pip install --python /usr/local/leadline/bin/python --no-deps /wheels/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 1000 --create-home --home-dir /var/lib/leadline leadline
COPY --from=build /usr/local/leadline /usr/local/leadline
ENV PATH=/usr/local/leadline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LEADLINE_DATA=/var/lib/leadline \
    LEADLINE_HOST=0.0.0.0 \
    LEADLINE_PORT=8000
USER leadline
WORKDIR /var/lib/leadline
VOLUME /var/lib/leadline
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['LEADLINE_PORT']}/readyz\", timeout=4)"]
CMD ["leadline", "serve"]
