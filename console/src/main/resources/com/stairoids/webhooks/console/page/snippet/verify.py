import hashlib
import hmac
import os


def verify_webhook_signature(raw_body, signature, secret):
    expected = hmac.new(secret.encode("utf-8"), raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode("utf-8"), expected.encode("utf-8"))


# With Flask
from flask import Flask, abort, request

app = Flask(__name__)


@app.route("/webhooks/stairoids", methods=["POST"])
def handle_webhook():
    raw_body = request.get_data()  # raw bytes: before request.get_json()
    signature = request.headers.get("X-Stairoids-Signature", "")

    if not verify_webhook_signature(raw_body, signature, os.environ["STAIROIDS_WEBHOOK_SECRET"]):
        abort(401)

    event = request.get_json()  # handle it asynchronously
    return "", 200
