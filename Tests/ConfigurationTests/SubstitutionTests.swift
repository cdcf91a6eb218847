import Mapping
import Testing

@testable import Configuration

@Suite("Substitutions are made once, in values")
struct SubstitutionTests {
    /// The text of a value after substitutions, and what was complained of.
    private func resolve(
        _ text: String, _ environment: [String: String] = [:], files: [String: [UInt8]] = [:]
    ) -> (text: String?, complaints: [String]) {
        let log = ComplaintLog()
        let substitution = Substitution(
            environment: environment,
            readFile: { path in files[path].map { .success($0) } ?? .failure(SourceFailure("no such file")) }, log: log)
        let place = Place(file: "f.yaml", line: 1, column: 1)
        let node = Node(content: .scalar(Node.Scalar(text: text, written: text, isPlain: true)), place: place)
        let scalar = substitution.apply(to: node).scalar
        return (scalar?.isBroken == true ? nil : scalar?.text, log.told.errors.map(\.message))
    }

    @Test(
        "names, defaults and the literal",
        arguments: [
            ("${A}", "one"), ("x${A}y${A}z", "xoneyonez"), ("${A:-two}", "one"), ("${B:-two}", "two"),
            ("${EMPTY:-two}", "two"),
            ("${EMPTY}", ""), ("${B:-}", ""), ("$${A}", "${A}"), ("$$${A}", "$${A}"), ("$A $ $$ 5$", "$A $ $$ 5$"),
            ("${B:-a:-b}", "a:-b"), ("${B:-ü / ?}", "ü / ?"), ("${_x9}", "underscore"),
        ])
    func values(text: String, expected: String) {
        let (resolved, complaints) = resolve(text, ["A": "one", "EMPTY": "", "_x9": "underscore"])
        #expect(resolved == expected)
        #expect(complaints == [])
    }

    @Test("what is put in is not read again")
    func once() {
        #expect(resolve("${A}", ["A": "${B}", "B": "secret"]).text == "${B}")
        #expect(resolve("${file:f}", ["B": "secret"], files: ["f": Array("${B}".utf8)]).text == "${B}")
        // Not even where two halves meet.
        #expect(resolve("${A}{B}", ["A": "$", "B": "secret"]).text == "${B}")
    }

    @Test("a file comes without its last line feed")
    func files() {
        let files: [String: [UInt8]] = [
            "one": Array("pass\n".utf8), "two": Array("pass\n\n".utf8), "crlf": Array("pass\r\n".utf8),
            "none": Array("pass".utf8),
        ]
        #expect(resolve("${file:one}", files: files).text == "pass")
        #expect(resolve("${file:two}", files: files).text == "pass\n")
        #expect(resolve("${file:crlf}", files: files).text == "pass")
        #expect(resolve("${file:none}", files: files).text == "pass")
    }

    @Test(
        "what is missing or wrong is told",
        arguments: [
            ("${X}", "environment variable X is not set; set it, or write ${X:-default}"),
            ("${file:nowhere}", "'${file:nowhere}': no such file"),
            ("${file:}", "${file:} names no file"),
            ("${file:latin1}", "'${file:latin1}': the file is not UTF-8"),
            ("${X", "'${' is not closed by '}'; write $${ for the two characters themselves"),
            ("${X:-${A}}", "the default of ${X:-…} cannot hold another ${…}"),
            (
                "${a b}",
                "'${a b}' is no substitution; write ${NAME}, ${NAME:-default} or ${file:PATH}, or $${ for the two characters themselves"
            ),
            (
                "${}",
                "'${}' is no substitution; write ${NAME}, ${NAME:-default} or ${file:PATH}, or $${ for the two characters themselves"
            ),
        ])
    func missing(text: String, complaint: String) {
        let (resolved, complaints) = resolve(text, ["A": "one"], files: ["latin1": [0xe9]])
        #expect(resolved == nil)
        #expect(complaints == [complaint])
    }

    @Test("keys are not substituted")
    func keys() {
        let found = complaints(["boardbridge.yaml": smallestService + "\n${A}: 1\n"], environment: ["A": "listen"])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("boardbridge.yaml:3:1: unknown key '${A}'") == true)
    }
}
