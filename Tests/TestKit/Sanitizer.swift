import Foundation

/// The sanitizers that `make test-sanitize` builds with.
public enum Sanitizer {
    /// Whether one watches: everything takes some ten times as long then, and memory has no limit.
    public static let isOn = ["TSAN_OPTIONS", "ASAN_OPTIONS"].contains {
        ProcessInfo.processInfo.environment[$0] != nil
    }
}
