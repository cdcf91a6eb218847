import Testing

@testable import Benchmark

@Suite("Figures as people read them")
struct FigureTests {
    @Test(
        "with places after the point",
        arguments: [
            (0.0, 2, "0.00"), (1.5, 2, "1.50"), (0.005, 2, "0.01"), (0.994, 2, "0.99"), (0.999, 2, "1.00"),
            (12.04, 1, "12.0"), (-0.25, 1, "-0.3"), (-0.001, 2, "0.00"), (7.6, 0, "8"), (.nan, 2, "0"),
        ])
    func fixed(_ value: Double, _ places: Int, _ text: String) {
        #expect(Figure.fixed(value, places) == text)
    }

    @Test("in groups of three", arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")])
    func grouped(_ value: Int, _ text: String) {
        #expect(Figure.grouped(value) == text)
    }

    @Test("a table's first column stands to the left, numbers to the right")
    func table() {
        var table = TextTable(["what", "n"])
        table.add(["a", "12,345"])
        table.add(["longer", "×"])
        #expect(table.text == "what         n\na       12,345\nlonger       ×")
    }
}
