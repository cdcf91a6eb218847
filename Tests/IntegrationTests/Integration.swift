import Testing

/// Everything here runs the real program. One test after another: each starts several processes, and machines are small.
@Suite("the real program", .serialized)
enum Integration {}
