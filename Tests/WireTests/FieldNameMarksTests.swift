import Testing
import Wire

@Suite("Looks for names that a form has not")
struct FieldNameMarksTests {
    @Test("a name is found where it stands, and where it stands again, in a form of any names, read or put together")
    func findings() throws {
        var generator = SystemRandomNumberGenerator()
        let words = [
            "", "a", "b", "aa", "ab", "[]", "a[]", "a[][]", "b[]", "email", "phone", "é", "utm_source", "utm_medium",
        ]
        for _ in 0..<3000 {
            let names = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                words.randomElement(using: &generator) ?? ""
            }
            var built = FormFields()
            for name in names { built.append(name: name.utf8, value: "x".utf8) }
            // An empty piece between two & is no field: the last names of a form that is read all have their =.
            let read = try URLEncoded.decode(Array(names.map { "\($0)=x" }.joined(separator: "&").utf8))
            for word in words {
                let key = FieldNameKey(Array(word.utf8))
                let places = names.indices.filter { names[$0] == word || names[$0] == word + "[]" }
                for form in [built, read] {
                    var found: [Int] = []
                    while let next = form.nextIndex(of: key, from: found.last.map { $0 + 1 } ?? 0) {
                        found.append(next)
                    }
                    #expect(found == places, "\(word) in \(names)")
                    if places.count > 1 { #expect(form.mayRepeat(key), "\(word) in \(names)") }
                }
            }
        }
    }

    @Test("of a form that was read, most names that it lacks and most that it has once are known without a look")
    func savings() throws {
        let names = ["name", "email", "phone", "company", "message", "utm_source", "utm_medium", "utm_campaign"]
        let form = try URLEncoded.decode(Array(names.map { "\($0)=x" }.joined(separator: "&").utf8))
        let repeating = names.filter { form.mayRepeat(FieldNameKey(Array($0.utf8))) }
        #expect(repeating.count <= 2)
    }
}
