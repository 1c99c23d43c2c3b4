# The service: a wheel built in one stage, installed with pinned versions in the next, run by a user without rights.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN pip install --no-cache-dir "build>=1.2" "hatchling>=1.27"
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY api api
COPY cypher cypher
RUN python -m build --wheel --no-isolation --outdir /wheel

FROM python:3.11-slim-bookworm
COPY requirements.lock /tmp/requirements.lock
COPY --from=build /wheel /tmp/wheel
RUN pip install --no-cache-dir --constraint /tmp/requirements.lock /tmp/wheel/*.whl \
    && rm -r /tmp/wheel /tmp/requirements.lock \
    && useradd --create-home --uid 10001 policygraph \
    && mkdir /data && chown policygraph /data
USER policygraph
WORKDIR /data
ENV POLICYGRAPH_HOST=0.0.0.0 POLICYGRAPH_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["policygraph"]
CMD ["serve"]
