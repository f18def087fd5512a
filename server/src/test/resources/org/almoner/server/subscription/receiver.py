"""A receiver as a client of the Download API would write it, from its "Setup for Notification Process" and the Amazon SNS developer guide alone.

Usage: receiver.py CERTIFICATE_AUTHORITY_FILE HOST_OF_MESSAGES

Prints the port that it listens on, then a line of JSON for everything that comes: {"confirmed": ...}, {"notification": ...}, {"ended": ...} or {"refused": ...}.
"""

import base64
import http.server
import json
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

AUTHORITY, HOST = sys.argv[1:3]
TLS = ssl.create_default_context(cafile=AUTHORITY)
NOTIFICATION = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
CONFIRMATION = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]


def say(**what):
    print(json.dumps(what), flush=True)


def fetch(url):
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" or parts.hostname != HOST:
        raise ValueError("not an address of " + HOST + ": " + url)
    with urllib.request.urlopen(url, context=TLS, timeout=15) as answer:
        return answer.read()


def verify(message):
    url = message["SigningCertURL"]
    if not urllib.parse.urlsplit(url).path.endswith(".pem"):
        raise ValueError("not a certificate: " + url)
    names = NOTIFICATION if message["Type"] == "Notification" else CONFIRMATION
    text = "".join(name + "\n" + message[name] + "\n" for name in names if name in message).encode()
    digest = {"1": "sha1", "2": "sha256"}[message["SignatureVersion"]]
    check(fetch(url), base64.b64decode(message["Signature"], validate=True), text, digest)


def check(certificate, signature, text, digest):
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
    except ImportError:
        check_with_openssl(certificate, signature, text, digest)
        return
    algorithm = {"sha1": hashes.SHA1, "sha256": hashes.SHA256}[digest]()
    x509.load_pem_x509_certificate(certificate).public_key().verify(signature, text, padding.PKCS1v15(), algorithm)


def check_with_openssl(certificate, signature, text, digest):
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as signed:
        key.write(subprocess.run(["openssl", "x509", "-pubkey", "-noout"], input=certificate, capture_output=True, check=True).stdout)
        key.flush()
        signed.write(signature)
        signed.flush()
        subprocess.run(
            ["openssl", "dgst", "-" + digest, "-verify", key.name, "-signature", signed.name], input=text, capture_output=True, check=True)


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            message = json.loads(body)
            verify(message)
            if message["Type"] != self.headers["x-amz-sns-message-type"]:
                raise ValueError("another type in the header")
        except Exception as e:
            say(refused=repr(e))
            self.answer(403)
            return
        if message["Type"] == "SubscriptionConfirmation":
            say(confirmed=fetch(message["SubscribeURL"]).decode())
        elif message["Type"] == "Notification":
            say(notification=json.loads(message["Message"]), subject=message.get("Subject"), id=message["MessageId"])
        else:
            say(ended=message["Message"])
        self.answer(200)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
