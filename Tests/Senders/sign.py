"""Signs a post as its sender would, by what the sender's manual says and nothing of the presets: hmac, hashlib and the openssl command.

usage: sign.py SENDER ID URL CONTENT-FILE (SECRET TIME)...      (TIME in milliseconds)
prints for each SECRET and TIME header lines, or, where the content itself is signed, one line that begins with `content `; then a line `.`
"""
import base64, hashlib, hmac, json, re, subprocess, sys

sender, event, url, path = sys.argv[1:5]
body = open(path, "rb").read()


def mac(message, key=None):
    return hmac.new(secret.encode() if key is None else key, message, hashlib.sha256)


def text64(data):
    return base64.b64encode(data).decode()


def url64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def stripe(header, name="v1"):
    return [f"{header}: t={seconds},{name}={mac(seconds.encode() + b'.' + body).hexdigest()}"]


def openssl(*arguments, data):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


for secret, now in zip(sys.argv[5::2], sys.argv[6::2]):
    seconds = str(int(now) // 1000)
    if sender in ("standard-webhooks", "svix"):
        names = "webhook" if sender == "standard-webhooks" else "svix"
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signature = text64(mac(f"{event}.{seconds}.".encode() + body, key).digest())
        lines = [f"{names}-id: {event}", f"{names}-timestamp: {seconds}", f"{names}-signature: v1,{signature}"]
    elif sender == "typeform":
        lines = ["Typeform-Signature: sha256=" + text64(mac(body).digest())]
    elif sender == "tally":
        lines = ["Tally-Signature: " + text64(openssl("dgst", "-sha256", "-hmac", secret, "-binary", data=body))]
    elif sender == "webflow":
        lines = [f"x-webflow-timestamp: {now}", "x-webflow-signature: " + mac(now.encode() + b":" + body).hexdigest()]
    elif sender == "wpforms":
        lines = stripe("X-WPForms-Webhook-Signature", "v")
    elif sender == "stripe":
        lines = stripe("Stripe-Signature")
    elif sender in ("github", "meta-lead-ads"):
        digest = openssl("dgst", "-sha256", "-hmac", secret, "-r", data=body).decode().split()[0]
        lines = ["X-Hub-Signature-256: sha256=" + digest]
    elif sender == "shopify":
        lines = ["X-Shopify-Hmac-SHA256: " + text64(mac(body).digest())]
    elif sender == "linkedin":
        lines = ["X-LI-Signature: hmacsha256=" + mac(b"hmacsha256=" + body).hexdigest()]
    elif sender == "tiktok":
        lines = stripe("TikTok-Signature", "s")
    elif sender == "calendly":
        lines = stripe("Calendly-Webhook-Signature")
    elif sender == "formspree":
        lines = stripe("Formspree-Signature")
    elif sender == "hubspot":
        # The address as HubSpot signs it: these stand plainly in it.
        plain = re.sub("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", lambda code: bytes.fromhex(code[1]).decode(), url)
        signature = text64(mac(b"POST" + plain.encode() + body + now.encode()).digest())
        lines = [f"X-HubSpot-Request-Timestamp: {now}", f"X-HubSpot-Signature-v3: {signature}"]
    elif sender == "squarespace":
        lines = ["Squarespace-Signature: " + mac(body, bytes.fromhex(secret)).hexdigest()]
    elif sender == "framer":
        lines = [f"Framer-Webhook-Submission-Id: {event}", "Framer-Signature: sha256=" + mac(body + event.encode()).hexdigest()]
    elif sender == "netlify":
        claims = json.dumps({"iss": "netlify", "sha256": hashlib.sha256(body).hexdigest()})
        token = url64(b'{"alg":"HS256","typ":"JWT"}') + "." + url64(claims.encode())
        lines = ["X-Webhook-Signature: " + token + "." + url64(mac(token.encode()).digest())]
    elif sender == "wix":
        # SECRET is the file of the private key.
        token = url64(b'{"alg":"RS256","typ":"JWT"}') + "." + url64(body)
        lines = ["content " + token + "." + url64(openssl("dgst", "-sha256", "-sign", secret, data=token.encode()))]
    elif sender == "zapier":
        lines = ["Authorization: Basic " + text64(b"zapier:" + secret.encode())]
    elif sender in ("gravity-forms", "contact-form-7", "fluent-forms", "ninja-forms", "make"):
        lines = [f"X-Api-Key: {secret}"]
    elif sender == "json":
        lines = [f"Authorization: Bearer {secret}"]
    else:
        lines = []
    print("\n".join(lines + ["."]))
