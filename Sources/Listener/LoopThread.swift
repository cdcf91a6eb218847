/// An event loop on its way to its thread, and what others may know of it.
///
/// The loop itself is a value that its thread alone holds: what it keeps is reached without a check, at run time, of who else does.
final class LoopThread {
    private var loop: EventLoop
    let mailbox: LoopMailbox

    init(_ loop: consuming EventLoop) {
        mailbox = loop.mailbox
        self.loop = loop
    }

    /// Runs the loop on the thread that calls, until it is told to stop and its last connection is done.
    func run() { loop.run() }
}
