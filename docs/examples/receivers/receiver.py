"""Receives Sojourn's webhooks with nothing but Python's standard library:

    WEBHOOK_SECRET=whsec_… python3 receiver.py 8099

Verifies the signature (Standard Webhooks), takes each decision once, answers 204. Put a proxy with TLS before it.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST_BODY = 1 << 20
TOLERANCE_SECONDS = 300

# Keep these where they survive a restart, in the transaction that does what the decision asks for.
taken = set()
taking = threading.Lock()


def key_of(secret):
    if not secret.startswith("whsec_"):
        sys.exit("Set WEBHOOK_SECRET to the secret of the connector: whsec_…")
    return base64.b64decode(secret[len("whsec_"):])


def is_genuine(key, headers, body):
    """Signed is the body as it came, byte for byte: verify before parsing."""
    webhook_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not webhook_id or not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > 12:
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected.encode(), each.encode()) for each in signatures)


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(int(length))
        if not is_genuine(KEY, self.headers, body):
            print("refused", flush=True)
            return self.answer(401)
        webhook_id = self.headers["webhook-id"]
        # One at a time: an attempt that took too long may still be here when the next one arrives.
        with taking:
            if webhook_id in taken:
                print("again", webhook_id, flush=True)
            else:
                event = json.loads(body)
                print("new", webhook_id, event["type"], event["subject"], event["time"], flush=True)  # act on it here
                taken.add(webhook_id)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


KEY = key_of(os.environ.get("WEBHOOK_SECRET", ""))

if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8099), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}/", flush=True)
    server.serve_forever()
