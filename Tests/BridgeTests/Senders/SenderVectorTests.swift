import Bridge
import Testing
import Verification

@Suite("What senders publish of their own signatures: secret, payload and digest, held against their presets")
struct SenderVectorTests {
    private func refusal(
        by sender: String, secret: String, _ body: String, _ headers: [String: String], at now: Int64
    ) throws -> String? {
        let form = "sender: \(sender)\nverify: { secret: \"\(secret)\" }\ncolumn_id: 1\nlead: { name: name }\n"
        let verifier = try #require(try forms(["own": form])[0].verifier)
        let post = IncomingPost(
            header: { name in
                headers.filter { $0.key.lowercased() == name.lowercased() }.map { Array($0.value.utf8)[...] }
            },
            content: Array(body.utf8)[...], now: now)
        do throws(Refusal) {
            try verifier.check(post)
            return nil
        } catch {
            return error.description
        }
    }

    /// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, also of octokit's webhooks-methods.
    @Test("GitHub")
    func github() throws {
        let headers = [
            "X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        ]
        let secret = "It's a Secret to Everybody"
        #expect(try refusal(by: "github", secret: secret, "Hello, World!", headers, at: 0) == nil)
        #expect(try refusal(by: "github", secret: secret, "Hello, World?", headers, at: 0) != nil)
    }

    /// https://docs.svix.com/receiving/verifying-payloads/how-manual and standard-webhooks' libraries/python/tests/test_webhooks.py.
    @Test("Standard Webhooks")
    func standardWebhooks() throws {
        let headers = [
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ]
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        let now: Int64 = 1_614_265_330_000
        let body = #"{"test": 2432232314}"#
        #expect(try refusal(by: "standard-webhooks", secret: secret, body, headers, at: now) == nil)
        #expect(try refusal(by: "standard-webhooks", secret: secret, body + " ", headers, at: now) != nil)
        #expect(
            try refusal(by: "standard-webhooks", secret: secret, body, headers, at: now + 301_000)?.contains("time")
                == true)
    }

    /// https://github.com/stripe/stripe-dotnet, src/StripeTests/Services/Events/EventUtilityTest.cs and Resources/event_test_signature.json.
    @Test("Stripe")
    func stripe() throws {
        let header =
            "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7"
            + ",v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef"
        let now: Int64 = 1_533_204_620_000
        func reason(_ body: String, _ header: String, at now: Int64) throws -> String? {
            try refusal(by: "stripe", secret: "webhook_secret", body, ["Stripe-Signature": header], at: now)
        }
        #expect(try reason(Self.stripeEvent, header, at: now) == nil)
        #expect(try reason(Self.stripeEvent + " ", header, at: now) != nil)
        #expect(try reason(Self.stripeEvent, header, at: now + 301_000)?.contains("time") == true)
        let old = header.replacing("v1=2220", with: "v2=2220").replacing("v0=", with: "v1=")
        #expect(try reason(Self.stripeEvent, old, at: now) != nil)
    }

    private static let stripeEvent = """
        {
          "id": "evt_123",
          "object": "event",
          "account": "acct_123",
          "api_version": "2017-05-25",
          "created": 1533204620,
          "data": {
            "object": {
              "id": "cus_123",
              "object": "customer",
              "created": 123456789,
              "email": "test@stripe.com",
              "livemode": false,
              "metadata": {}
            }
          },
          "livemode": false,
          "pending_webhooks": 1,
          "request": {
            "id": "req_123",
            "idempotency_key": "idempotency-key-123"
          },
          "type": "customer.created"
        }

        """
}
