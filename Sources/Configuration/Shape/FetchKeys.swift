/// The keys under `fetch` of a form or of a sender, each with the manual's words about it.
enum FetchKeys {
    static let url = Key(
        "url", .text("an address such as https://api.example.com/leads/{lead.id}"),
        "where it is fetched: https, a host that is always the same, and behind it paths of the notice in braces; default: the sender's"
    )
    static let token = FreeKey(
        "token", .text, "what the server knows you by; best not written here, as an access_token")
    static let tokenPlace = Key<FetchTokenKind>(
        "token_in", .word,
        "bearer (Authorization: Bearer TOKEN), header, query, or none; default: the sender's, or bearer")
    static let tokenName = Key(
        "token_name", .text("a name such as X-Api-Key"), "for header and query: what the token is called there")
    static let proof = FreeKey(
        "proof", .text,
        "a secret that the token is signed by, where the server asks for that (Meta's appsecret_proof, with the app's secret); default: none"
    )
    static let proofName = Key(
        "proof_name", .text("a name such as appsecret_proof"),
        "what the token's HMAC-SHA256 by it, in hex, is called in the query; default: the sender's")
    static let headers = FreeKey("headers", .table(values: .text), "headers that always come along, with their values")
    static let denied = FreeKey(
        "denied", ConditionKeys.schema,
        "an answer that says, whatever its status, that the token is not taken: conditions as under ignore_if; besides 401 and 403"
    )
    static let later = FreeKey(
        "later", ConditionKeys.schema,
        "an answer that asks, whatever its status, to come again later: conditions as under ignore_if; besides 408, 429 and 5xx"
    )
    static let allow = ListKey(
        "allow", of: .network,
        "addresses and networks that it may connect to though they are not public, such as 10.1.2.3; default: none")

    static let shape = Shape(
        "where to fetch what is announced, such as { token: \"${PAGE_TOKEN}\" }",
        [url, token, tokenPlace, tokenName, proof, proofName, headers, denied, later, allow])
}

/// What `token_in` may be under `fetch`.
enum FetchTokenKind: String, Sendable, CaseIterable {
    case bearer, header, query, none
}
