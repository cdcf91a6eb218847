/// `/embed.js`: the script that makes a website's form better.
public enum EmbedScript {
    /// As it is served.
    static let text = CompactScript.compact(PackageResources.embed_js)

    /// What its address carries as `?v=`, so that browsers keep it for good.
    public static var hash: String { PublicFile.embed.hash }
}
