import Foundation

/// One page of a browser, as a visitor uses it.
public final class BrowserPage: Sendable {
    private let channel: DevToolsChannel
    private let session: String
    let target: String
    let context: String

    init(_ channel: DevToolsChannel, session: String, target: String, context: String) {
        (self.channel, self.session, self.target, self.context) = (channel, session, target, context)
    }

    func prepare(language: String, width: Int, height: Int) async throws {
        for domain in ["Page", "Runtime", "Log", "Network", "DOM"] { try await call("\(domain).enable") }
        try await call(
            "Emulation.setUserAgentOverride", ["userAgent": "Mozilla/5.0 Chromium", "acceptLanguage": language])
        try await resize(width: width, height: height)
    }

    /// Calls a method of the protocol.
    @discardableResult
    public func call(_ method: String, _ parameters: [String: Any] = [:]) async throws -> [String: Any] {
        try await channel.call(method, parameters, session: session)
    }

    // MARK: Where it is

    /// Goes to an address and waits until the page is loaded.
    public func open(_ address: String) async throws {
        let answer = try await call("Page.navigate", ["url": address])
        if let fault = answer["errorText"] as? String { throw TestFailure("\(address): \(fault)") }
        try await poll("the page \(address)") {
            // One that is still being left has no answer.
            let isThere = try? await evaluate(
                "document.readyState === 'complete' && location.href !== 'about:blank' ? 'yes' : ''")
            return isThere == "yes" ? () : nil
        }
    }

    /// The address in the address bar.
    public func address() async throws -> String { try await evaluate("location.href") }

    /// Waits until a script's text is not empty, and returns it. A page that is being left has no answer for the moment.
    @discardableResult
    public func wait(_ what: String, for script: String, limit: Double = 30) async throws -> String {
        do {
            return try await poll("\(what) (\(script))", limit: limit) {
                let text = (try? await evaluate(script)) ?? ""
                return text.isEmpty ? nil : text
            }
        } catch {
            let seen = (try? await evaluate("location.href + '\\n' + document.body.innerText")) ?? ""
            throw TestFailure("\(error)\nat \(seen.prefix(800))\n\(complaints.joined(separator: "\n"))")
        }
    }

    /// The text that a script makes; empty for nothing, false and null.
    @discardableResult
    public func evaluate(_ script: String) async throws -> String {
        let answer = try await call(
            "Runtime.evaluate",
            ["expression": "String((\(script)) || '')", "awaitPromise": true, "returnByValue": true])
        if let exception = answer["exceptionDetails"] as? [String: Any] {
            let object = exception["exception"] as? [String: Any]
            throw TestFailure("\(script): \(object?["description"] as? String ?? "failed")")
        }
        return (answer["result"] as? [String: Any])?["value"] as? String ?? ""
    }

    // MARK: Hands

    /// Types a text into what has the focus.
    public func type(_ text: String) async throws { try await call("Input.insertText", ["text": text]) }

    /// Gives a control the focus and types into it.
    public func fill(_ selector: String, _ text: String) async throws {
        try await evaluate("document.querySelector(\(Self.quoted(selector))).focus()")
        try await type(text)
    }

    /// Presses a key: `Tab`, `Enter`, ` `, `ArrowDown`.
    public func press(_ key: String, shift: Bool = false) async throws {
        let codes = ["Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40, "ArrowRight": 39]
        var event: [String: Any] = [
            "key": key, "code": key == " " ? "Space" : key, "windowsVirtualKeyCode": codes[key] ?? 0,
            "modifiers": shift ? 8 : 0,
        ]
        event["type"] = "keyDown"
        if key == "Enter" { event["text"] = "\r" }
        if key == " " { event["text"] = " " }
        try await call("Input.dispatchKeyEvent", event)
        event["type"] = "keyUp"
        event["text"] = nil
        try await call("Input.dispatchKeyEvent", event)
    }

    /// Clicks in the middle of an element, so many times in a row, as a mouse does.
    public func click(_ selector: String, times: Int = 1) async throws {
        let place = try await evaluate(
            """
            (() => { const one = document.querySelector(\(Self.quoted(selector))); one.scrollIntoView({ block: "center" });
            const box = one.getBoundingClientRect(); return (box.x + box.width / 2) + " " + (box.y + box.height / 2); })()
            """)
        let numbers = place.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 2 else { throw TestFailure("nothing to click at \(selector)") }
        for count in 1...times {
            for kind in ["mousePressed", "mouseReleased"] {
                try await call(
                    "Input.dispatchMouseEvent",
                    ["type": kind, "x": numbers[0], "y": numbers[1], "button": "left", "clickCount": count])
            }
        }
    }

    /// Chooses files in a file control.
    public func choose(_ files: [String], in selector: String) async throws {
        // A page that is still being told of counts its nodes anew in between: then the number at hand is nobody's.
        try await poll("a control for files at \(selector)", limit: 10) {
            guard let document = try await call("DOM.getDocument")["root"] as? [String: Any],
                let node = try? await call(
                    "DOM.querySelector", ["nodeId": document["nodeId"] as? Int ?? 0, "selector": selector]),
                (try? await call("DOM.setFileInputFiles", ["files": files, "nodeId": node["nodeId"] as? Int ?? 0]))
                    != nil
            else { return nil }
            return ()
        } as Void
    }

    /// The browser's own way back.
    public func back() async throws { try await evaluate("(setTimeout(() => history.back()), '')") }

    // MARK: Around it

    /// Another size of the window.
    public func resize(width: Int, height: Int) async throws {
        try await call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500])
    }

    /// Dark or light, as the visitor's system says.
    public func prefer(dark: Bool) async throws {
        try await call(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]]])
    }

    /// Cuts the network, or puts it back.
    public func network(isCut: Bool) async throws {
        try await call(
            "Network.emulateNetworkConditions",
            ["offline": isCut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
    }

    /// Lets no request go to addresses of this pattern.
    public func block(_ patterns: [String]) async throws {
        try await call("Network.setBlockedURLs", ["urls": patterns])
    }

    /// Whether pages may run scripts.
    public func scripts(areOn: Bool) async throws {
        try await call("Emulation.setScriptExecutionDisabled", ["value": !areOn])
    }

    /// The whole page as a PNG.
    public func picture() async throws -> [UInt8] {
        let answer = try await call("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true])
        return Array(Data(base64Encoded: answer["data"] as? String ?? "") ?? Data())
    }

    /// All that the console shows: errors and warnings of scripts, of the network, of policies.
    public var complaints: [String] {
        let logs = channel.events(of: session, "Log.entryAdded").compactMap { $0["entry"] as? [String: Any] }
            .filter { ["error", "warning"].contains($0["level"] as? String ?? "") }
            .map { "\($0["text"] as? String ?? "") \($0["url"] as? String ?? "")" }
        let exceptions = channel.events(of: session, "Runtime.exceptionThrown")
            .compactMap { $0["exceptionDetails"] as? [String: Any] }
            .map {
                "\($0["text"] as? String ?? "") \(($0["exception"] as? [String: Any])?["description"] as? String ?? "")"
            }
        return logs + exceptions
    }

    /// Closes it, and forgets all that it kept.
    public func close() async throws {
        _ = try await channel.call("Target.disposeBrowserContext", ["browserContextId": context])
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "\\'") + "'"
    }
}
