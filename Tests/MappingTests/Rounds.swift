import Foundation

/// How often what is drawn by chance is tried: `PROPERTY_ROUNDS=100` of the environment makes it a hundred times as often.
enum Rounds {
    static func of(_ usual: UInt64) -> Range<UInt64> { 0..<(usual * factor) }

    private static let factor = ProcessInfo.processInfo.environment["PROPERTY_ROUNDS"].flatMap { UInt64($0) } ?? 1
}
