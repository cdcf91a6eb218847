"""Takes posts as a sender's own library says that they are to be taken: for what `boardbridge senders try` signs.

usage: receiver.py LIBRARY SECRET     prints its port, then serves until it is ended
LIBRARY: standardwebhooks, svix, stripe, hubspot, gidgethub (GitHub), or pyjwt for the tokens of netlify (pyjwt-hs256) and wix (pyjwt-rs256, SECRET the
file of the public key)
"""
import hashlib, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

library, secret = sys.argv[1:3]


def check(url, headers, body):
    if library == "standardwebhooks":
        from standardwebhooks.webhooks import Webhook
        Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
    elif library == "svix":
        from svix.webhooks import Webhook
        Webhook(secret).verify(body, {name.lower(): value for name, value in headers.items()})
    elif library == "stripe":
        import stripe
        stripe.WebhookSignature.verify_header(body.decode(), headers["Stripe-Signature"], secret, 300)
    elif library == "hubspot":
        from hubspot.utils.signature import Signature
        assert Signature.is_valid(
            headers["X-HubSpot-Signature-v3"], secret, body.decode(), url, "POST", "v3", headers["X-HubSpot-Request-Timestamp"])
    elif library == "gidgethub":
        from gidgethub.sansio import validate_event
        validate_event(body, signature=headers["X-Hub-Signature-256"], secret=secret)
    elif library == "pyjwt-hs256":
        import jwt
        claims = jwt.decode(headers["X-Webhook-Signature"], secret, ["HS256"], issuer="netlify")
        assert claims["sha256"] == hashlib.sha256(body).hexdigest()
    elif library == "pyjwt-rs256":
        import jwt
        jwt.decode(body, open(secret).read(), ["RS256"])
    else:
        raise ValueError(library)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            # The address as the outside has it.
            check("https://leads.example.com" + self.path, self.headers, body)
            status = 200
        except Exception as reason:
            print(repr(reason), file=sys.stderr, flush=True)
            status = 401
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
