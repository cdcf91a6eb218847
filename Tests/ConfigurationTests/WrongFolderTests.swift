import Testing

@testable import Configuration

@Suite("Each file of Tests/Wrong gets the complaints that its comments say")
struct WrongFolderTests {
    @Test("all that a person would want to be told, and nothing more", arguments: WrongFile.all)
    func complaints(file: WrongFile) {
        #expect(file.complaints == file.expected)
        #expect(file.warnings == file.expectedWarnings)
        #expect(!file.expected.isEmpty || !file.expectedWarnings.isEmpty)
    }

    @Test("there are enough of them")
    func number() {
        #expect(WrongFile.all.count >= 25)
    }
}
