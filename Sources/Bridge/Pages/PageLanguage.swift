/// The texts of our own pages in one language.
public struct PageLanguage: Sendable, Hashable {
    /// Its tag (BCP 47), lower case: `de`, `pt-br`.
    public let tag: String
    /// Whether it is written from right to left.
    public let isRightToLeft: Bool
    private let texts: [PageText: String]

    /// A language; what `texts` leaves out is taken from `fallback`, and English is the last resort.
    public init(
        tag: String, isRightToLeft: Bool = false, texts: [PageText: String], fallback: PageLanguage? = nil
    ) {
        self.tag = tag
        self.isRightToLeft = isRightToLeft
        self.texts = (fallback?.texts ?? [:]).merging(texts) { $1 }
    }

    /// The files that the languages which come with the program are written in, by tag.
    public static let builtInFiles: [String: [UInt8]] = [
        "de": PackageResources.de_yaml,
        "en": PackageResources.en_yaml,
        "es": PackageResources.es_yaml,
        "fr": PackageResources.fr_yaml,
        "it": PackageResources.it_yaml,
        "pl": PackageResources.pl_yaml,
        "pt": PackageResources.pt_yaml,
        "ru": PackageResources.ru_yaml,
        "tr": PackageResources.tr_yaml,
        "uk": PackageResources.uk_yaml,
    ]

    /// The text, plain.
    public subscript(text: PageText) -> String { texts[text] ?? "" }

    /// The text with a value in the place of its placeholder.
    func callAsFunction(_ text: PageText, _ placeholder: String, _ value: String) -> String {
        self[text].split(separator: "{\(placeholder)}", omittingEmptySubsequences: false).joined(separator: value)
    }
}
