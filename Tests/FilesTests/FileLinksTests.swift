import Outbox
import Testing

@testable import Files

@Suite("Addresses of files: signed, and good until a moment")
struct FileLinksTests {
    private let links = FileLinks(publicURL: "https://leads.example.com/base", key: Array(repeating: 7, count: 32))
    private let key = String(repeating: "0a1b2", count: 5) + "v"
    private let start = Timestamp(milliseconds: 1_800_000_000_000)

    private func path(_ url: String) -> String { String(url.dropFirst("https://leads.example.com/base".count)) }

    @Test("an address leads to its file until it ends, and to nothing after")
    func good() {
        let url = links.url(of: key, for: .seconds(3600), from: start)
        #expect(url.hasPrefix("https://leads.example.com/base/files/\(key)/1800003600-"))
        #expect(links.read(path(url), at: start) == .file(key: key))
        #expect(links.read(path(url), at: start + .seconds(3599)) == .file(key: key))
        #expect(links.read(path(url), at: start + .seconds(3600)) == .over)
    }

    @Test("whatever of it is changed, it is none of ours; so is another server's")
    func changed() {
        let good = path(links.url(of: key, for: .seconds(3600), from: start))
        for index in good.indices {
            for other: Character in ["0", "/", ".", "-", "é"] where good[index] != other {
                var bad = good
                bad.replaceSubrange(index...index, with: [other])
                #expect(links.read(bad, at: start) == .unknown, "\(bad)")
            }
            #expect(links.read(String(good[..<index]), at: start) == .unknown)
        }
        for bad in [
            good + "0", good + "/", "/files/", "/files//", "/files/../x", "", "/files/\(key)/99999999999999999999-x",
        ] {
            #expect(links.read(bad, at: start) == .unknown, "\(bad)")
        }
        let other = FileLinks(publicURL: "https://leads.example.com", key: Array(repeating: 8, count: 32))
        #expect(other.read(good, at: start) == .unknown)
    }

    @Test("keys are made of characters that no path takes for more, and are never the same")
    func keys() {
        let keys = (0..<1000).map { _ in FileKey.random() }
        #expect(Set(keys).count == 1000 && keys.allSatisfy { FileKey.isKey($0) })
        for bad in [
            "", "..", "../../../../../../etc/passw", String(repeating: "A", count: 26),
            String(repeating: "a", count: 27),
        ] {
            #expect(!FileKey.isKey(bad))
        }
    }
}
