import Alarms
import BoardCRM
import HTTPClient

extension ScalarType where Value == Secret {
    /// A webhook's address. A complaint never shows it, so this is read by `MappingReader.secret`.
    static var webhookAddress: Self {
        ScalarType("an https:// URL, or an http:// one of this machine", schema: .form("https?://[^#]+")) {
            text throws(Mismatch) in
            guard (try? EndpointURL(exactly: text)) != nil, let secret = Secret(text) else { throw Mismatch() }
            return secret
        }
    }

    /// A password, read by `MappingReader.secret` too.
    static var password: Self {
        ScalarType("a password without control characters") { text throws(Mismatch) in
            guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }), let secret = Secret(text) else {
                throw Mismatch()
            }
            return secret
        }
    }
}

extension ScalarType where Value == String {
    /// An e-mail address as SMTP takes it.
    static var mailAddress: Self {
        ScalarType("an e-mail address such as ops@example.com", schema: .form("[^@ ]+@[^@ ]+")) {
            text throws(Mismatch) in
            guard Mail.isAddress(text) else { throw Mismatch() }
            return text
        }
    }

    /// A chat of Telegram's.
    static var telegramChat: Self {
        ScalarType(
            "a chat's number, or @ and its name",
            schema: .either([.integer(-1 << 53...1 << 53), .form("@[A-Za-z0-9_]+")])
        ) {
            text throws(Mismatch) in
            let isName =
                text.hasPrefix("@") && text.utf8.count > 1
                && text.dropFirst().allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard isName || Int64(text) != nil else { throw Mismatch() }
            return text
        }
    }
}

extension ScalarType where Value == MailServer {
    /// A mail server.
    static var mailServer: Self {
        ScalarType("smtps://HOST:PORT or smtp://HOST:PORT", schema: .form("smtps?://[^/@?#]+/?")) {
            text throws(Mismatch) in
            do throws(MailServerError) {
                return try MailServer(text)
            } catch {
                switch error {
                case .userInformation: throw Mismatch("a user stands under user, and a password under password")
                case .notAbsolute where (try? MailServer("smtps://" + text)) != nil:
                    throw Mismatch("write smtps://\(text)")
                case .invalidPort: throw Mismatch("its port is not 1 to 65535")
                case .notAbsolute, .unknownScheme, .invalidHost: throw Mismatch()
                }
            }
        }
    }
}

extension ScalarType where Value == DiskThreshold {
    /// How little of a disk is too little.
    static var diskThreshold: Self {
        let size = ScalarType<Int>.size(1 << 20...1 << 40)
        return ScalarType(
            "a size from 1MiB to 1024GiB, or 1% to 99%", schema: .either([size.schema, .form("[1-9][0-9]?%")])
        ) { text throws(Mismatch) in
            if text.hasSuffix("%") {
                guard let share = Int(text.dropLast()), (1...99).contains(share) else { throw Mismatch() }
                return .percent(share)
            }
            do throws(ScalarType<Int>.Mismatch) {
                return .bytes(try size.read(text))
            } catch {
                throw Mismatch(error.hint)
            }
        }
    }
}
