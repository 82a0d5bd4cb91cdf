"""A customer's receiver: the public documentation's Flask snippet.

Prints one line for each request: `accepted <event id> <body's SHA-256>`, or `refused signature`.
"""
import hashlib
import hmac
import os

from flask import Flask, abort, request

app = Flask(__name__)
WEBHOOK_SECRET = os.environ["STAIROIDS_WEBHOOK_SECRET"]


@app.route("/webhooks/stairoids", methods=["POST"])
def handle_webhook():
    raw_body = request.get_data()  # Raw bytes — do NOT call request.json yet
    signature = request.headers.get("X-Stairoids-Signature", "")

    expected_signature = hmac.new(
        WEBHOOK_SECRET.encode("utf-8"),
        raw_body,
        hashlib.sha256
    ).hexdigest()

    if not hmac.compare_digest(signature, expected_signature):
        print("refused signature", flush=True)
        abort(401)

    event = request.get_json()
    print("accepted", event["id"], hashlib.sha256(raw_body).hexdigest(), flush=True)
    return "", 200


app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
