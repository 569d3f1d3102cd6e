# Aval as one image: the same set-up as on any machine, run by a user who owns nothing but the data.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/opt/aval/.venv/bin:$PATH
WORKDIR /opt/aval

COPY requirements.lock requirements-setup.lock ./
COPY scripts/setup scripts/start scripts/
RUN scripts/setup

COPY service service

# Data and keys are two volumes: a copy of one is of no use without the other.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin aval \
    && install -d -o aval -g aval -m 0700 /var/lib/aval /var/lib/aval-keys
USER aval
ENV AVAL_DATA_DIR=/var/lib/aval AVAL_KEK_FILE=/var/lib/aval-keys/kek
VOLUME ["/var/lib/aval", "/var/lib/aval-keys"]
EXPOSE 8000

CMD ["scripts/start"]
