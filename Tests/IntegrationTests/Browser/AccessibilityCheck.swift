import TestKit
import Testing

/// The main rules of axe-core and of WCAG 2.2 that a program can check, on the page as it is shown.
enum AccessibilityCheck {
    /// What is wrong, one line each.
    static func findings(on page: BrowserPage) async throws -> [String] {
        try await page.evaluate(script).split(separator: "\n").map(String.init)
    }

    /// Goes through the page with the Tab key, from its beginning: what cannot be seen to have the focus.
    static func unseenFocus(on page: BrowserPage) async throws -> (visited: Int, unseen: [String]) {
        try await page.evaluate(
            "(document.activeElement && document.activeElement.blur(), document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute('tabindex'), window.scrollTo(0, 0), '')"
        )
        var visited: Set<String> = []
        var unseen: [String] = []
        for _ in 0..<60 {
            try await page.press("Tab")
            let state = try await page.evaluate(focusScript)
            guard !state.isEmpty, visited.insert(state).inserted else { break }
            if state.hasSuffix("unseen") { unseen.append(state) }
        }
        return (visited.count, unseen)
    }

    private static let focusScript = """
        (() => {
          const one = document.activeElement;
          if (!one || one === document.body) return "";
          const style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          const isSeen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) && box.width > 0 && box.height > 0;
          const all = Array.from(document.querySelectorAll("*"));
          return all.indexOf(one) + " " + one.tagName + " " + (one.id || one.name || one.textContent.trim()) + (isSeen ? " seen" : " unseen");
        })()
        """

    private static let script = #"""
        (() => {
          const found = [];
          const tell = (rule, element, more) => found.push(rule + ": " + (element ? "<" + element.tagName.toLowerCase() + (element.id ? " id=" + element.id : "") + (element.name ? " name=" + element.name : "") + "> " : "") + (more || ""));
          const all = (selector) => Array.from(document.querySelectorAll(selector));
          const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
          const textOf = (ids) => (ids || "").split(/\s+/).filter(Boolean).map((id) => (document.getElementById(id) || { textContent: "" }).textContent.trim()).join(" ");

          // html-has-lang, valid-lang, document-title, meta-viewport
          if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) tell("html-has-lang", document.documentElement);
          if (!document.title.trim()) tell("document-title");
          const viewport = document.querySelector("meta[name=viewport]");
          if (!viewport || /user-scalable\s*=\s*no|maximum-scale/.test(viewport.content)) tell("meta-viewport");

          // landmark-one-main, region
          if (all("main").length !== 1) tell("landmark-one-main");
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.textContent.trim() && isShown(node.parentElement) && !/^(SCRIPT|STYLE)$/.test(node.parentElement.tagName)) texts.push(node);
          for (const node of texts) if (!node.parentElement.closest("main, header, footer, nav, .skip")) tell("region", node.parentElement, node.textContent.trim());

          // page-has-heading-one, heading-order, empty-heading
          const headings = all("h1, h2, h3, h4, h5, h6").filter(isShown);
          if (headings.filter((one) => one.tagName === "H1").length !== 1) tell("page-has-heading-one");
          headings.reduce((level, one) => { const next = +one.tagName[1]; if (next > level + 1) tell("heading-order", one); if (!one.textContent.trim()) tell("empty-heading", one); return next; }, 0);

          // duplicate-id, aria-valid-attr-value
          const ids = {};
          for (const one of all("[id]")) { if (ids[one.id]) tell("duplicate-id", one); ids[one.id] = true; }
          for (const name of ["aria-describedby", "aria-labelledby", "for"]) for (const one of all("[" + name + "]")) for (const id of one.getAttribute(name).split(/\s+/).filter(Boolean)) if (!ids[id]) tell("aria-valid-attr-value", one, name + "=" + id);

          // label, select-name, button-name, link-name, image-alt, svg-img-alt
          for (const one of all("input, select, textarea").filter((one) => one.type !== "hidden" && isShown(one))) {
            const label = Array.from(one.labels || []).map((label) => label.textContent.trim()).join(" ") || one.getAttribute("aria-label") || textOf(one.getAttribute("aria-labelledby"));
            if (!label.trim()) tell("label", one);
            if (one.getAttribute("aria-invalid") === "true" && !textOf(one.getAttribute("aria-describedby"))) tell("aria-errormessage", one);
          }
          for (const one of all("button, a[href]").filter(isShown)) if (!(one.textContent.trim() || one.getAttribute("aria-label"))) tell(one.tagName === "A" ? "link-name" : "button-name", one);
          for (const one of all("img")) if (!one.hasAttribute("alt")) tell("image-alt", one);
          for (const one of all("svg")) if (one.getAttribute("aria-hidden") !== "true" && !one.querySelector("title")) tell("svg-img-alt", one);

          // radiogroup, list, tabindex, autocomplete-valid
          for (const one of all("input[type=radio]")) { const group = one.closest("fieldset"); if (!group || !group.querySelector("legend") || !group.querySelector("legend").textContent.trim()) tell("radiogroup", one); }
          for (const one of all("ul, ol")) for (const child of one.children) if (!/^(LI|SCRIPT|TEMPLATE)$/.test(child.tagName)) tell("list", child);
          for (const one of all("[tabindex]")) if (+one.getAttribute("tabindex") > 0) tell("tabindex", one);
          for (const one of all("[autocomplete]")) if (!/^(on|off|name|email|tel|url|organization)$/.test(one.getAttribute("autocomplete"))) tell("autocomplete-valid", one);

          // target-size, WCAG 2.5.8: links within a sentence are let off
          for (const one of all("button, input, select, textarea, a[href]").filter((one) => one.type !== "hidden" && isShown(one) && !one.matches(".skip"))) {
            const box = (one.type === "radio" || one.type === "checkbox" ? one.closest("label") || one : one).getBoundingClientRect();
            const isInText = one.tagName === "A" && one.parentElement.textContent.trim() !== one.textContent.trim();
            if (!isInText && (box.height < 24 || box.width < 24)) tell("target-size", one, Math.round(box.width) + "x" + Math.round(box.height));
          }

          // color-contrast
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return Array.from(canvas.getImageData(0, 0, 1, 1).data); };
          const over = (top, bottom) => top.slice(0, 3).map((part, index) => (part * top[3] + bottom[index] * (255 - top[3])) / 255).concat(255);
          const ground = (element) => {
            const layers = [];
            for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
            const dark = matchMedia("(prefers-color-scheme: dark)").matches;
            return layers.reverse().reduce((below, layer) => over(layer, below), dark ? [18, 18, 18, 255] : [255, 255, 255, 255]);
          };
          const light = (color) => { const [r, g, b] = color.map((part) => { const share = part / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const contrast = (one, two) => { const [high, low] = [light(one), light(two)].sort((a, b) => b - a); return (high + 0.05) / (low + 0.05); };
          const seen = new Set(texts.map((node) => node.parentElement).concat(all("input, select, textarea, button").filter((one) => one.type !== "hidden" && isShown(one))));
          for (const one of seen) {
            if (one.closest("[disabled], .skip, option")) continue;
            const style = getComputedStyle(one);
            const below = ground(one);
            const ratio = contrast(over(rgba(style.color), below), below);
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
            if (ratio < (isLarge ? 3 : 4.5)) tell("color-contrast", one, ratio.toFixed(2) + " " + one.textContent.trim().slice(0, 30));
            // non-text contrast, WCAG 1.4.11: the edge of a field
            if (one.matches("input:not([type=radio]):not([type=checkbox]), select, textarea")) {
              const edge = contrast(rgba(style.borderTopColor), ground(one.parentElement));
              if (edge < 3) tell("non-text-contrast", one, edge.toFixed(2));
            }
          }

          // reflow, WCAG 1.4.10
          if (document.documentElement.scrollWidth > innerWidth) tell("reflow", null, document.documentElement.scrollWidth + " > " + innerWidth);
          return found.join("\n");
        })()
        """#
}
