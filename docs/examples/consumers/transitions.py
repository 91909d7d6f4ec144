#!/usr/bin/env python3
# Prints who moves to another stage, and why.
#   apt-get install python3-confluent-kafka python3-avro      (or: pip install confluent-kafka avro)
#   KAFKA_BOOTSTRAP_SERVERS=... SCHEMA_REGISTRY_URL=... python3 transitions.py [how many]
import io
import json
import os
import struct
import sys
import urllib.request
from datetime import datetime, timezone

import avro.io
import avro.schema
from confluent_kafka import Consumer

registry = os.environ["SCHEMA_REGISTRY_URL"].rstrip("/")
readers = {}


def decoded(value):
    """Confluent's wire format: a zero byte, the schema's id in four bytes, then Avro."""
    magic, schema_id = struct.unpack(">bI", value[:5])
    if magic != 0:
        raise ValueError("not in Confluent's wire format")
    if schema_id not in readers:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
            readers[schema_id] = avro.io.DatumReader(avro.schema.parse(json.load(answer)["schema"]))
    return readers[schema_id].read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


def at(instant):
    return instant if isinstance(instant, datetime) else datetime.fromtimestamp(instant / 1000, timezone.utc)


consumer = Consumer(
    {
        "bootstrap.servers": os.environ["KAFKA_BOOTSTRAP_SERVERS"],
        "group.id": os.environ.get("GROUP", "print-transitions-py"),
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
    }
)
consumer.subscribe([os.environ.get("TOPIC", "stage-transitions")])
left = int(sys.argv[1]) if len(sys.argv) > 1 else None
while left is None or left > 0:
    message = consumer.poll(1.0)
    if message is None:
        continue
    if message.error():
        raise SystemExit(message.error())
    t = decoded(message.value())
    print(
        f"{at(t['effectiveAt']).isoformat()} {t['customerId']} {t['ladder']} {t['from']} -> {t['to']}"
        f" because {t['because']['condition']} net {t['rfm']['net']} id {t['id']}",
        flush=True,
    )
    left = None if left is None else left - 1
consumer.close()
