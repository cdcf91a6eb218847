extension SenderPreset {
    /// The presets that come with the program, as the YAML files they are written in, by name.
    public static let builtInFiles: [String: [UInt8]] = [
        "browser": PackageResources.browser_yaml,
        "json": PackageResources.json_yaml,
    ]
}
