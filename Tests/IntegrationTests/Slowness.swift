import TestKit

/// The three ways of slowhttptest(1) to hold a server's connections while hardly sending or taking a byte.
enum Slowness: String, CaseIterable {
    /// A field now and then, and never the head's end.
    case heads = "-H"
    /// A little content now and then, and never all of it.
    case content = "-B"
    /// Answers that are taken byte by byte, through a window of a few bytes.
    case reading = "-X"

    /// Starts it, straight at the port.
    func start(against service: Service, connections: Int, seconds: Int) throws -> ChildProcess {
        let (method, path, more) =
            switch self {
            case .heads: ("GET", "/f/contact", [String]())
            // It names its own page as Referer: a form with origins would refuse it by its head.
            case .content: ("POST", "/f/webhook", [])
            case .reading:
                ("GET", "/assets/message.css", ["-w", "1", "-y", "2", "-z", "1", "-n", "1", "-k", "3"])
            }
        return try ChildProcess(
            "/usr/bin/slowhttptest",
            [
                rawValue, "-c", "\(connections)", "-r", "\(connections)", "-i", "1", "-l", "\(seconds)", "-p", "2",
                "-t", method, "-u", service.url + path,
            ] + more)
    }
}
