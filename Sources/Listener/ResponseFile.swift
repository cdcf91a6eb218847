/// An open file whose bytes follow a response's head. It is closed with the last reference.
public final class ResponseFile: Sendable {
    let descriptor: Int32
    /// How many bytes of it are sent, from its beginning.
    public let size: Int

    /// Takes an open descriptor over.
    public init(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { System.close(descriptor) }
}
