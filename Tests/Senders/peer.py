"""Posts as a sender of Standard Webhooks does, signed by the standard's own library for Python: standardwebhooks of PyPI.

usage: peer.py URL SECRET EVENT CONTENT [SIGNED-CONTENT]     prints the status
"""
import datetime, sys, urllib.error, urllib.request
from standardwebhooks.webhooks import Webhook

url, secret, event, content = sys.argv[1:5]
now = datetime.datetime.now(datetime.timezone.utc)
signature = Webhook(secret).sign(event, now, sys.argv[5] if len(sys.argv) > 5 else content)
headers = {
    "Content-Type": "application/json", "webhook-id": event, "webhook-timestamp": str(int(now.timestamp())),
    "webhook-signature": signature,
}
try:
    with urllib.request.urlopen(urllib.request.Request(url, content.encode(), headers)) as answer:
        print(answer.status)
except urllib.error.HTTPError as refusal:
    print(refusal.code)
