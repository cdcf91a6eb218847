import Foundation
import Glibc

/// Debian's Chromium without a window, driven over its DevTools protocol through two pipes: no port, and nothing to install beside it.
///
/// Calls wait on a thread of their own (`offPool`), and never longer than their limit.
public final class Chromium: Sendable {
    /// Its absolute path; nil where it is not installed.
    public static var path: String? { ProgramOnPath.find("chromium") }

    private let pid: Int32
    private let folder: ScratchFolder
    let channel: DevToolsChannel

    /// Starts it with a profile of its own. `arguments` are further ones of its command line.
    public init(_ arguments: [String] = []) throws {
        guard let path = Self.path else { throw TestFailure("chromium is not installed") }
        folder = try ScratchFolder("chromium")
        let toBrowser = try ChildPipe()
        let fromBrowser = try ChildPipe()
        pid = try ChildSpawn.start(
            path,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-extensions", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-domain-reliability", "--no-default-browser-check", "--mute-audio",
                "--host-resolver-rules=MAP localhost 127.0.0.1 , MAP *.localhost 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--user-data-dir=\(folder.path)", "--remote-debugging-pipe",
            ] + arguments + ["about:blank"],
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path, "LANG": "en_US.UTF-8"],
            pipes: (toBrowser.readEnd, fromBrowser.writeEnd))
        toBrowser.closeReading()
        fromBrowser.closeWriting()
        channel = DevToolsChannel(read: fromBrowser, write: toBrowser)
        let channel = channel
        Thread { channel.readAll() }.start()
    }

    /// A new page in a context of its own: no cookie and no storage of another's.
    ///
    /// - Parameters:
    ///   - language: what it says in `Accept-Language`.
    public func page(language: String = "en", width: Int = 1280, height: Int = 900) async throws -> BrowserPage {
        let context = try await channel.call("Target.createBrowserContext", [:])["browserContextId"] as? String ?? ""
        let page = try await target(in: context)
        try await page.prepare(language: language, width: width, height: height)
        return page
    }

    /// Closes a page, as a visitor does, and opens a new one, with all that the browser kept.
    public func reopen(_ page: BrowserPage) async throws -> BrowserPage {
        _ = try await channel.call("Target.closeTarget", ["targetId": page.target])
        let next = try await target(in: page.context)
        try await next.prepare(language: "en", width: 1280, height: 900)
        return next
    }

    private func target(in context: String) async throws -> BrowserPage {
        let target =
            try await channel.call("Target.createTarget", ["url": "about:blank", "browserContextId": context])[
                "targetId"] as? String ?? ""
        let session =
            try await channel.call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"]
            as? String ?? ""
        return BrowserPage(channel, session: session, target: target, context: context)
    }

    deinit {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        unsafe waitpid(pid, &status, 0)
    }
}
