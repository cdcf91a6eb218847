import Testing

@testable import Mapping

@Suite("Plain text of HTML")
struct HTMLStripperTests {
    func strip(_ html: String) -> String { HTMLStripper.text(Piece(html)).string }

    @Test(
        "tags go, text stays, lines stay lines",
        arguments: [
            ("plain", "plain"), ("<p>a</p><p>b</p>", "a\nb"), ("a<br/>b<BR>c", "a\nb\nc"),
            ("<ul><li>a<li>b</ul>", "a\nb"), ("<b>a</b><i>b</i>", "ab"),
            ("a <!-- no <b> --> b", "a  b"), ("<!DOCTYPE html>a<?xml x?>", "a"),
            ("a<script>if (1 < 2) { x(\"</p>\") }</script>b", "ab"), ("<STYLE>p{}</Style >x", "x"),
            ("<script>never closed", ""), ("<!-- never closed", ""), ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("I <3 you", "I <3 you"), ("a <unclosed", "a <unclosed"), ("<a href=\"x>y\">z</a>", "z"),
            ("<a title='\">'>z</a>", "z"), ("<a title=\"never>z", "z"), ("</p", "</p"), ("<", "<"), ("a<>b", "a<>b"),
            ("<scripted>x</scripted>", "x"), ("<averyveryverylongname x>y", "y"),
            ("&amp;&lt;&gt;&quot;&#39;&apos;", "&<>\"''"), ("&nbsp;|&auml;|&euro;|&hellip;", "\u{A0}|ä|€|…"),
            ("&#228;&#xE4;&#XE4;", "äää"), ("&#0;&#xD800;&#1114112;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&unknown; &amp &; &#; &#x; &#-1; &#+5;", "&unknown; &amp &; &#; &#x; &#-1; &#+5;"),
            ("&lt;script&gt;", "<script>"), ("&amp;lt;", "&lt;"), ("Zoë <b>ö</b> 東", "Zoë ö 東"),
            ("&#99999999999999999999;", "&#99999999999999999999;"),
        ])
    func strips(html: String, text: String) {
        #expect(strip(html) == text)
    }

    @Test("what needs no change is not copied")
    func untouched() {
        let piece = Piece(Array("xx plain xx".utf8), 3..<8)
        #expect(HTMLStripper.text(piece).range == 3..<8)
    }
}
