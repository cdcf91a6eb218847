import Foundation
import TestKit
import Testing
import Wire

extension Integration {
    @Suite(
        "the sample websites in a real browser",
        .enabled(if: Chromium.path != nil, "chromium is not installed: make test-packages does it"))
    struct BrowserTests {
        // MARK: Without a script

        @Test("a plain form is sent, thanks, and becomes one deal; with no script at all")
        func plain() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                try await page.scripts(areOn: false)
                try await page.open(websites.shop + "/")
                try await page.scripts(areOn: true)
                try await page.fill("[name=full_name]", "Zoë 🚀")
                try await page.fill("[name=email]", "zoe@example.com")
                try await page.fill("[name=message]", "Two lines\nof text & <b>")
                try await page.click("form [type=submit]")
                try await page.wait("the thanks", for: "location.pathname === '/thanks'")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1)
                #expect(deals[0]["lead"]?["name"]?.string == "Zoë 🚀")
                #expect(deals[0].text("fields").contains("of text & <b>"))
                #expect(page.complaints == [])
            }
        }

        @Test("what is wrong is put right on our own page, which has kept every other field")
        func correcting() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page(language: "de-AT")
                try await Self.sendWrong(page, websites)
                #expect(try await page.evaluate("document.documentElement.lang") == "de")
                #expect(try await page.evaluate("document.title") == "Noch nicht gesendet")
                #expect(try await page.evaluate("document.activeElement.name") == "email")
                #expect(try await page.evaluate("document.activeElement.value") == "<i>ada@")
                #expect(
                    try await page.evaluate(
                        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
                    ).contains("E-Mail-Adresse"))
                try await page.evaluate("document.activeElement.select()")
                try await page.type("ada@example.com")
                try await page.press("Enter")
                try await page.wait("the thanks", for: "location.pathname === '/thanks'")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1)
                #expect(deals[0]["lead"]?["email"]?.string == "ada@example.com")
                #expect(deals[0]["lead"]?["name"]?.string == "\"Ada\" <script>alert(1)</script>")
                #expect(deals[0].text("fields").contains("first line\\r\\nsecond"))
                #expect(page.complaints.filter { !$0.contains("422") } == [])
            }
        }

        @Test("the way back, ours or the browser's, leads to the form with all that was typed")
        func back() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                for isLink in [true, false] {
                    try await Self.sendWrong(page, websites)
                    if isLink { try await page.click("a[data-back]") } else { try await page.back() }
                    try await page.wait(
                        "the form", for: "location.pathname === '/' && document.readyState === 'complete'")
                    #expect(
                        try await page.evaluate("document.querySelector('[name=full_name]').value")
                            == "\"Ada\" <script>alert(1)</script>")
                    #expect(
                        try await page.evaluate("document.querySelector('[name=message]').value")
                            == "first line\nsecond")
                }
                #expect(websites.statuses("POST", "/f/contact") == ["422", "422"])
            }
        }

        /// Fills in the contact form with an e-mail address that is none, and waits for our page.
        private static func sendWrong(_ page: BrowserPage, _ websites: Websites) async throws {
            try await page.open(websites.shop + "/")
            try await page.fill("[name=full_name]", "\"Ada\" <script>alert(1)</script>")
            try await page.fill("[name=email]", "<i>ada@")
            try await page.fill("[name=message]", "first line\nsecond")
            try await page.evaluate("(document.forms[0].noValidate = true, '')")
            try await page.click("form [type=submit]")
            try await page.wait(
                "our page", for: "location.pathname === '/f/contact' && document.readyState === 'complete'")
        }

        // MARK: With the script

        @Test(
            "the script sends without leaving the page, tells what brought the visitor, and a double click makes one deal"
        )
        func sent() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page(language: "fr")
                try await page.open(websites.shop + "/?utm_source=letter")
                try await page.open(websites.shop + "/callback?gclid=abc")
                try await page.evaluate(
                    "(addEventListener('bridge:success', (event) => (document.title = event.detail.status + ' ' + event.detail.id)), '')"
                )
                try await Self.fillCallback(page)
                try await page.click("form [type=submit]", times: 2)
                let title = try await page.wait("success", for: "/^accepted/.test(document.title) && document.title")
                #expect(title.count == "accepted ".count + 36)
                // The page is English, whatever the browser asks for.
                #expect(
                    try await page.evaluate("document.querySelector('[data-bridge-status]').textContent")
                        == "Your message has arrived.")
                #expect(try await page.evaluate("document.querySelector('[name=name]').value") == "")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1)
                let text = deals[0].text("fields") + deals[0].text("lead")
                #expect(text.contains("abc") && text.contains("/callback"))
                #expect(websites.statuses("POST", "/f/callback") == ["200"])
                #expect(page.complaints == [])
            }
        }

        @Test("errors stand at their fields, the first has the focus, and go when they are mended")
        func errors() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                try await page.open(websites.shop + "/callback")
                try await page.fill("[name=email]", "nonsense")
                try await page.click("form [type=submit]")
                try await page.wait("the errors", for: "document.querySelector('[aria-invalid]')")
                #expect(
                    try await page.evaluate(
                        "Array.from(document.querySelectorAll('[aria-invalid]'), (one) => one.name).join()")
                        == "name,phone,email,time")
                #expect(try await page.evaluate("document.activeElement.name") == "name")
                for name in ["name", "phone", "email", "time"] {
                    let words = try await page.evaluate(
                        """
                        document.querySelector('[name=\(name)]').getAttribute('aria-describedby').split(' ')
                        .map((id) => document.getElementById(id).textContent).join()
                        """)
                    #expect(words.hasPrefix("Please "), "\(name): \(words)")
                }
                let findings = try await AccessibilityCheck.findings(on: page)
                #expect(findings == [])
                try await Self.picture(page, "callback-errors-light")
                try await Self.fillCallback(page)
                try await page.click("[value=evening]")
                #expect(try await page.evaluate("document.querySelectorAll('.bridge-error').length") == "1")
                try await page.evaluate("document.querySelector('[name=email]').select()")
                try await page.type("ada@example.com")
                try await page.press("Enter")
                try await page.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                #expect(try await page.evaluate("document.querySelectorAll('.bridge-error').length") == "")
                #expect(try await websites.deals(1).count == 1)
                #expect(page.complaints.filter { !$0.contains("422") } == [])
            }
        }

        @Test("the network is cut and comes back: one deal, over a closed page too")
        func cut() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                try await page.open(websites.shop + "/callback")
                try await Self.fillCallback(page)
                try await poll("the words") { websites.statuses("GET", "/f/callback/words").isEmpty ? nil : () }
                try await page.network(isCut: true)
                try await page.click("form [type=submit]")
                try await page.wait("the waiting", for: "document.querySelector('[data-bridge-state=waiting]')")
                #expect(
                    try await page.evaluate("document.querySelector('[data-bridge-status]').textContent")
                        .hasPrefix("There is no connection."))
                #expect(try await page.evaluate("document.querySelector('[name=name]').value") == "Ada")
                try await page.network(isCut: false)
                try await page.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                #expect(try await websites.deals(1).count == 1)

                try await Self.fillCallback(page)
                try await page.network(isCut: true)
                try await page.click("form [type=submit]")
                try await page.wait("the waiting", for: "document.querySelector('[data-bridge-state=waiting]')")
                // The window is closed without having sent it; the next one that shows the form does.
                let next = try await websites.browser.reopen(page)
                try await next.open(websites.shop + "/callback")
                try await next.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                #expect(try await websites.deals(2).count == 2)
                #expect(try await next.evaluate("localStorage.getItem('bridge:/f/callback')") == "")
            }
        }

        @Test("what was kept longer than its proofs are good for is shown to be sent again, or gets a new signed time")
        func keptForLong() async throws {
            try await Websites.run { websites in
                var page = try await websites.browser.page()
                /// Leaves a post that was not sent, and makes it older, and changes it.
                func leave(minutes: Int, _ change: String) async throws {
                    try await page.open(websites.shop + "/callback")
                    try await Self.fillCallback(page)
                    try await page.network(isCut: true)
                    try await page.click("form [type=submit]")
                    try await page.wait("the waiting", for: "document.querySelector('[data-bridge-state=waiting]')")
                    page = try await websites.browser.reopen(page)
                    try await page.open(websites.shop + "/")
                    try await page.evaluate(
                        """
                        ((slot, kept) => {
                            kept = JSON.parse(localStorage.getItem(slot));
                            kept.time -= \(minutes) * 60000;
                            kept.body += "\(change)";
                            localStorage.setItem(slot, JSON.stringify(kept));
                            return "";
                        })("bridge:/f/callback")
                        """)
                    try await page.open(websites.shop + "/callback")
                }
                try await leave(minutes: 2, "&altcha=solved")
                try await page.wait("the form", for: "document.querySelector('[data-bridge-state=failed]')")
                #expect(try await page.evaluate("document.querySelector('[name=name]').value") == "Ada")
                #expect(websites.statuses("POST", "/f/callback") == [])
                #expect(try await page.evaluate("localStorage.getItem('bridge:/f/callback')") != "", "it stays kept")
                try await page.click("form [type=submit]")
                try await page.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                #expect(try await websites.deals(1).count == 1)
                #expect(try await page.evaluate("localStorage.getItem('bridge:/f/callback')") == "")

                let tokens = websites.statuses("GET", "/f/callback/token").count
                try await leave(minutes: 120, "&_token=old")
                try await page.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                #expect(websites.statuses("GET", "/f/callback/token").count > tokens)
                #expect(try await websites.deals(2).count == 2)
            }
        }

        @Test(
            "with a file the page has to stay open while there is no network, which it says; then it becomes one deal")
        func cutWithFile() async throws {
            try await Websites.run { websites in
                let file = try websites.service.folder.scratch.write("%PDF-1.4 papers", to: "papers.pdf")
                let page = try await websites.browser.page()
                try await page.open(websites.shop + "/apply")
                try await page.fill("[name=name]", "Ada")
                try await page.fill("[name=email]", "ada@example.com")
                try await page.choose([file], in: "[type=file]")
                try await poll("the words") { websites.statuses("GET", "/f/apply/words").isEmpty ? nil : () }
                try await page.network(isCut: true)
                try await page.click("form [type=submit]")
                try await page.wait("the waiting", for: "document.querySelector('[data-bridge-state=waiting]')")
                let words = try await page.evaluate("document.querySelector('[data-bridge-status]').textContent")
                #expect(words.contains("page open"), "\(words)")
                #expect(try await page.evaluate("localStorage.getItem('bridge:/f/apply')") == "")
                try await page.network(isCut: false)
                try await page.wait("the thanks", for: "location.pathname === '/thanks'")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1 && deals[0].text("fields").contains("papers.pdf (15 B)"))
            }
        }

        @Test("the script is blocked, or may not ask: the form is posted as a plain one")
        func blocked() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                try await page.block(["*embed.js*"])
                try await page.open(websites.shop + "/callback")
                try await Self.fillCallback(page)
                try await page.click("form [type=submit]")
                try await page.wait(
                    "our page", for: "location.pathname === '/f/callback' && document.querySelector('h1')")
                #expect(try await page.evaluate("document.querySelector('h1').textContent") == "Thank you")
                try await page.block([])

                try await page.open(websites.shop + "/strict/callback")
                try await page.wait("the script", for: "window.boardbridge")
                try await Self.fillCallback(page, name: "Grace")
                try await page.click("form [type=submit]")
                try await page.wait(
                    "our page", for: "location.pathname === '/f/callback' && document.querySelector('h1')")
                #expect(try await websites.deals(2).count == 2)
                #expect(websites.statuses("POST", "/f/callback") == ["200", "200"])
            }
        }

        @Test("the keyboard alone is enough for a form of several steps")
        func keyboard() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                try await page.open(websites.shop + "/quote")
                try await page.wait("the steps", for: "!document.querySelector('[data-progress]').hidden")
                func tab(to name: String) async throws {
                    for _ in 0..<20 {
                        if try await page.evaluate(
                            "document.activeElement.matches('\(name)') ? 'there' : ''") == "there"
                        {
                            return
                        }
                        try await page.press("Tab")
                    }
                    Issue.record("no way to \(name) by the keyboard")
                }
                try await tab(to: "[name=piece]")
                try await page.press("ArrowRight")
                #expect(try await page.evaluate("document.querySelector('[name=piece]:checked').value") == "chairs")
                try await tab(to: "[data-next]")
                try await page.press("Enter")
                #expect(try await page.evaluate("document.activeElement.name") == "length_cm")
                try await page.type("two")
                try await page.press("Enter")
                #expect(try await page.evaluate("document.activeElement.name") == "name")
                try await page.type("Ada")
                try await page.press("Tab")
                try await page.type("ada@example.com")
                try await page.press("Enter")
                // The length is none, and its step is shown again.
                try await page.wait("the error", for: "document.querySelector('[name=length_cm][aria-invalid]')")
                #expect(try await page.evaluate("document.activeElement.name") == "length_cm")
                try await page.evaluate("document.activeElement.select()")
                try await page.type("240")
                try await page.press("Enter")
                try await page.press("Enter")
                try await page.wait("the thanks", for: "location.pathname === '/thanks'")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1)
                #expect(deals[0].text("fields").contains("chairs"))
            }
        }

        @Test(
            "a file goes along, with the script and without, and its address leads to it; what is none is told at its field"
        )
        func file() async throws {
            try await Websites.run { websites in
                let wrong = try websites.service.folder.scratch.write("<html>no papers</html>", to: "wrong.pdf")
                let file = try websites.service.folder.scratch.write("%PDF-1.4 papers", to: "papers.pdf")
                let page = try await websites.browser.page()
                for isScripted in [true, false] {
                    if !isScripted { try await page.block(["*embed.js*"]) }
                    try await page.open(websites.shop + "/apply")
                    try await page.fill("[name=name]", "Ada")
                    try await page.fill("[name=email]", "ada@example.com")
                    try await page.choose([wrong], in: "[type=file]")
                    try await page.click("form [type=submit]")
                    try await page.wait(
                        "what is wrong with the file",
                        for:
                            "document.readyState === 'complete' && /kinds: pdf, jpg, png/.test(document.querySelector('[type=file]')?.parentElement.textContent)"
                    )
                    // On our own page as on the website's, all else that was typed is still there.
                    try await page.choose([file], in: "[type=file]")
                    try await page.click(isScripted ? "form [type=submit]" : "form button")
                    try await page.wait("the thanks", for: "location.pathname === '/thanks'")
                }
                let deals = try await websites.deals(2)
                #expect(deals.count == 2)
                for deal in deals {
                    let text = deal.text("fields")
                    let start = try #require(
                        text.firstRange(of: "papers: papers.pdf (15 B) https://leads.example.com/files/"))
                    let path = text[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "/" }
                    let answer = try await websites.nginx.curl("/files/" + path)
                    #expect(answer.status == 200 && answer.text == "%PDF-1.4 papers")
                    #expect(
                        answer.field("content-disposition")?.hasPrefix("attachment; filename=\"papers.pdf\"") == true)
                }
                #expect(!websites.nginx.accessLog.contains("/files/"))
            }
        }

        @Test("a landing page of another origin posts to the same service; a page that is not named is told so")
        func landing() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page(language: "uk,en;q=0.5")
                try await page.open(websites.landing + "/?utm_campaign=spring")
                try await page.fill("[name=email]", "ada@example.com")
                try await page.fill("[name=seats]", "ten")
                try await page.click("form [type=submit]")
                try await page.wait("the error", for: "document.querySelector('[name=seats][aria-invalid]')")
                try await page.evaluate("document.activeElement.select()")
                try await page.type("10")
                try await page.press("Enter")
                try await page.wait("success", for: "document.querySelector('[data-bridge-state=thanks]')")
                let deals = try await websites.deals(1)
                #expect(deals.count == 1)
                #expect(deals[0].text("fields").contains("spring"))
                // The landing page's origin is not one of the shop's forms: no script may post for it, and no form.
                try await page.evaluate(
                    """
                    (() => { const form = document.forms[0].cloneNode(true); form.setAttribute("data-bridge", "callback");
                    form.action = form.action.replace("offer", "callback"); document.forms[0].replaceWith(form); })()
                    """)
                try await page.fill("[name=email]", "ada@example.com")
                try await page.click("form [type=submit]")
                try await page.wait(
                    "our page", for: "location.pathname === '/f/callback' && document.querySelector('h1')")
                #expect(try await page.evaluate("document.querySelector('h1').textContent") == "Не надіслано")
                #expect(try await websites.deals(1).count == 1)
            }
        }

        // MARK: To look at

        @Test("every page is fit for everyone: 360 and 1280 pixels, light and dark")
        func appearance() async throws {
            try await Websites.run { websites in
                let page = try await websites.browser.page()
                let shop = websites.shop
                let pages = [
                    ("contact", shop + "/"), ("callback", shop + "/callback"), ("quote", shop + "/quote"),
                    ("apply", shop + "/apply"), ("thanks", shop + "/thanks"), ("offer", websites.landing + "/"),
                ]
                for (name, address) in pages {
                    try await page.open(address)
                    try await Self.look(page, name)
                }
                try await Self.sendWrong(page, websites)
                try await Self.look(page, "problems")
                try await page.block(["*embed.js*"])
                try await page.open(shop + "/callback")
                try await Self.fillCallback(page)
                try await page.click("form [type=submit]")
                try await page.wait("our page", for: "location.pathname === '/f/callback'")
                try await Self.look(page, "thank-you")
                #expect(page.complaints.filter { !$0.contains("422") && !$0.contains("embed.js") } == [])
            }
        }

        private static func look(_ page: BrowserPage, _ name: String) async throws {
            for isDark in [false, true] {
                try await page.prefer(dark: isDark)
                for width in [360, 1280] {
                    try await page.resize(width: width, height: 800)
                    let title = "\(name)-\(width)-\(isDark ? "dark" : "light")"
                    let findings = try await AccessibilityCheck.findings(on: page)
                    #expect(findings == [], "\(title)")
                    try await picture(page, title)
                }
            }
            try await page.prefer(dark: false)
            let focus = try await AccessibilityCheck.unseenFocus(on: page)
            // The page that only says thank you has nothing to go to.
            #expect((focus.visited > 0 || name == "thank-you") && focus.unseen == [], "\(name)")
        }

        /// Where somebody wants to look at them: `BOARDBRIDGE_PICTURES=DIR`.
        private static func picture(_ page: BrowserPage, _ name: String) async throws {
            guard let folder = ProcessInfo.processInfo.environment["BOARDBRIDGE_PICTURES"] else { return }
            let picture = try await page.picture()
            try Data(picture).write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
        }

        private static func fillCallback(_ page: BrowserPage, name: String = "Ada") async throws {
            try await page.fill("[name=name]", name)
            try await page.fill("[name=phone]", "030 123456")
            try await page.click("[value=morning]")
            try await page.fill("[name=note]", "a chair")
        }
    }
}
