"""Receives and verifies as the public documentation's Python snippet does, on the standard library's server."""
import hashlib
import hmac
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

WEBHOOK_SECRET = os.environ["STAIROIDS_WEBHOOK_SECRET"]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        raw_body = self.rfile.read(int(self.headers["Content-Length"]))
        signature = self.headers.get("X-Stairoids-Signature", "")
        expected_signature = hmac.new(WEBHOOK_SECRET.encode("utf-8"), raw_body, hashlib.sha256).hexdigest()
        verified = hmac.compare_digest(signature, expected_signature)
        event = json.loads(raw_body)
        print("verified" if verified else "refused", event["event"], event["id"], flush=True)
        self.send_response(200 if verified else 401)
        self.end_headers()

    def log_message(self, *arguments):
        pass


HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
