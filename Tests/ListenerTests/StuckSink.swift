import Listener

/// Takes content, and never makes anything of it.
final class StuckSink: ContentSink {
    func begin(_ inlet: ContentInlet) {}
    func take(_ bytes: [UInt8]) {}
    func end() {}
    func abandon() {}
}
