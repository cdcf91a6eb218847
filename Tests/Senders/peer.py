"""Posts as a sender does, signed by a library that the sender itself, or whoever knows its way, gives to others.

usage: peer.py LIBRARY URL SECRET EVENT CONTENT [SIGNED-CONTENT]     prints the status
LIBRARY: standardwebhooks, svix, stripe, hubspot, or pyjwt for the tokens of netlify (pyjwt-hs256) and wix (pyjwt-rs256, SECRET a file)
"""
import datetime, hashlib, json, sys, time, urllib.error, urllib.parse, urllib.request

library, url, secret, event, content = sys.argv[1:6]
signed = sys.argv[6] if len(sys.argv) > 6 else content
now = datetime.datetime.now(datetime.timezone.utc)
headers = {"Content-Type": "application/json"}
if library in ("standardwebhooks", "svix"):
    if library == "svix":
        from svix.webhooks import Webhook
    else:
        from standardwebhooks.webhooks import Webhook
    names = "svix" if library == "svix" else "webhook"
    headers |= {
        f"{names}-id": event, f"{names}-timestamp": str(int(now.timestamp())),
        f"{names}-signature": Webhook(secret).sign(event, now, signed),
    }
elif library == "stripe":
    import stripe
    headers["Stripe-Signature"] = stripe.WebhookSignature.generate_signature_header(signed, secret)
elif library == "hubspot":
    from hubspot.utils.signature import Signature
    milliseconds = str(int(time.time() * 1000))
    headers["X-HubSpot-Request-Timestamp"] = milliseconds
    # The address as the outside has it.
    outside = "https://leads.example.com" + urllib.parse.urlsplit(url).path
    headers["X-HubSpot-Signature-v3"] = Signature.get_signature(secret, signed, "v3", outside, "POST", milliseconds)
elif library == "pyjwt-hs256":
    import jwt
    claims = {"iss": "netlify", "sha256": hashlib.sha256(signed.encode()).hexdigest()}
    headers["X-Webhook-Signature"] = jwt.encode(claims, secret, "HS256")
elif library == "pyjwt-rs256":
    import jwt
    token = jwt.encode(json.loads(signed), open(secret).read(), "RS256")
    if signed != content:
        head, _, signature = token.split(".")
        token = ".".join([head, jwt.encode(json.loads(content), "x" * 32, "HS256").split(".")[1], signature])
    content, headers = token, {"Content-Type": "text/plain"}
else:
    sys.exit(f"no library is called {library}")
try:
    with urllib.request.urlopen(urllib.request.Request(url, content.encode(), headers)) as answer:
        print(answer.status)
except urllib.error.HTTPError as refusal:
    print(refusal.code)
