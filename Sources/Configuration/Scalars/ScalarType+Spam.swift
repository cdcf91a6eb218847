import Mapping
import Spam

extension ScalarType where Value == Int {
    /// How much a finding counts.
    static var spamScore: Self { .integer(0...1000) }

    /// A number from 0 to 1, in hundredths.
    static var fraction: Self {
        ScalarType("a number from 0 to 1, such as 0.5", schema: .text) { text throws(Mismatch) in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let whole = Int(parts[0]), (0...1).contains(whole),
                parts[0].count == 1
            else { throw Mismatch() }
            guard parts.count == 2 else { return whole * 100 }
            guard (1...2).contains(parts[1].count), parts[1].utf8.allSatisfy(\.isDecimalDigit),
                let part = Int(parts[1])
            else { throw Mismatch() }
            let value = whole * 100 + (parts[1].count == 1 ? part * 10 : part)
            guard value <= 100 else { throw Mismatch() }
            return value
        }
    }
}

extension ScalarType where Value == PostRate {
    /// So many posts in so much time: `10/1m`.
    static var postRate: Self {
        ScalarType(
            "posts and a time such as 10/1m, 1 to 100000 posts in 1s to 1d", schema: .form("[0-9]+/[0-9]+[a-z]+.*")
        ) { text throws(Mismatch) in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let posts = Int(parts[0]), (1...100_000).contains(posts),
                parts[0].utf8.allSatisfy(\.isDecimalDigit)
            else { throw Mismatch() }
            if let milliseconds = Quantity.time.read(String(parts[1])) {
                guard (1000...86_400_000).contains(milliseconds) else { throw Mismatch() }
                return PostRate(posts, within: .milliseconds(milliseconds))
            }
            // `10/m` is what everyone writes first.
            if Quantity.time.read("1\(parts[1])") != nil { throw Mismatch("write \(posts)/1\(parts[1])") }
            throw Mismatch()
        }
    }
}

extension ScalarType where Value == String {
    /// A host's name, in lower case.
    static var hostName: Self {
        ScalarType(
            "a host's name such as www.example.com", schema: .form("[A-Za-z0-9.:-]+|\\[[0-9A-Fa-f:.]+\\]")
        ) { text throws(Mismatch) in
            if let address = try? WebAddress(text) { throw Mismatch("write \(address.host)") }
            guard let address = try? WebAddress("https://" + text), address.origin == "https://" + text.lowercased()
            else {
                throw Mismatch()
            }
            return text.lowercased()
        }
    }
}
